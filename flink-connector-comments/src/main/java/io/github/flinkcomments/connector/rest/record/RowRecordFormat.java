/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.flinkcomments.connector.rest.record;

import java.util.List;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Reads records into rows of Flink's Table API. Only the fields of the row type are read; a missing
 * one is null, and an error if it is {@code NOT NULL}. A value of another JSON type than the
 * field's, or one that the field could not hold without loss, is an error.
 *
 * @param physicalType fields to read from the record, in the order of the row
 * @param metadata columns that follow them
 * @param producedType type of the whole row
 */
@PublicEvolving
public record RowRecordFormat(
    RowType physicalType, List<MetadataField> metadata, TypeInformation<RowData> producedType)
    implements RecordFormat<RowData> {

  /**
   * @throws IllegalArgumentException if there is no way to read one of the fields from JSON
   */
  public RowRecordFormat {
    metadata = List.copyOf(metadata);
    newReader(physicalType, metadata);
  }

  @Override
  public RecordReader<RowData> createReader() {
    int physicalFields = physicalType.getFieldCount();
    RowReader reader = newReader(physicalType, metadata);
    return (parser, page, index) -> {
      GenericRowData row = reader.read(parser);
      for (int i = 0; i < metadata.size(); i++) {
        row.setField(physicalFields + i, value(metadata.get(i), page, index));
      }
      return row;
    };
  }

  private static RowReader newReader(RowType physicalType, List<MetadataField> metadata) {
    return new RowReader("", physicalType, physicalType.getFieldCount() + metadata.size());
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return producedType;
  }

  private static Object value(MetadataField field, PageOrigin page, int index) {
    return switch (field) {
      case OFFSET -> page.firstOffset().orElseThrow() + index;
      case FETCH_TIME -> TimestampData.fromEpochMillis(page.fetchTimeMillis());
    };
  }
}
