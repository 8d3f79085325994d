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
package io.github.flinkcomments.connector.rest.table;

import io.github.flinkcomments.connector.rest.record.ColumnSource;
import io.github.flinkcomments.connector.rest.record.DeserializedRecordFormat;
import io.github.flinkcomments.connector.rest.record.MetadataColumn;
import io.github.flinkcomments.connector.rest.record.RecordFormat;
import io.github.flinkcomments.connector.rest.record.RowRecordFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.ScanTableSource.ScanContext;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/** How a table reads rows from records. */
sealed interface RowFormat {

  /**
   * Returns a format for a query.
   *
   * @param physicalType columns of the query that are read from records
   * @param metadata columns that follow them
   * @param producedType type of the whole row
   */
  RecordFormat<RowData> create(
      ScanContext context,
      DataType physicalType,
      List<MetadataColumn> metadata,
      DataType producedType);

  /**
   * Returns a format that nothing will be read with.
   *
   * @throws IllegalArgumentException if a column cannot be read
   */
  RecordFormat<RowData> rehearsal(DataType physicalType);

  /**
   * By columns, which the source reads itself.
   *
   * @param sources where columns are, by their names
   * @param scalars whether the only column reads records that are not objects
   * @param missing what to do about columns that no record has
   */
  record Columns(Map<String, ColumnSource> sources, boolean scalars, MissingColumnMode missing)
      implements RowFormat {

    @Override
    public RecordFormat<RowData> create(
        ScanContext context,
        DataType physicalType,
        List<MetadataColumn> metadata,
        DataType producedType) {
      return format(physicalType, metadata, context.createTypeInformation(producedType));
    }

    @Override
    public RecordFormat<RowData> rehearsal(DataType physicalType) {
      return format(physicalType, List.of(), TypeInformation.of(RowData.class));
    }

    private RecordFormat<RowData> format(
        DataType physicalType, List<MetadataColumn> metadata, TypeInformation<RowData> type) {
      return new RowRecordFormat((RowType) physicalType.getLogicalType(), metadata, type)
          .withSources(sources)
          .withScalars(scalars)
          .withMissingColumns(new MisspeltColumns(missing));
    }
  }

  /**
   * By a format of Flink, which gets each record as JSON.
   *
   * @param decoding the format as it was declared
   */
  record OfFlink(DecodingFormat<DeserializationSchema<RowData>> decoding) implements RowFormat {

    @Override
    public RecordFormat<RowData> create(
        ScanContext context,
        DataType physicalType,
        List<MetadataColumn> metadata,
        DataType producedType) {
      return new DeserializedRecordFormat(
          decoding.createRuntimeDecoder(context, physicalType),
          metadata,
          context.createTypeInformation(producedType));
    }

    /** Types are for the format to judge, when a query is planned. */
    @Override
    public RecordFormat<RowData> rehearsal(DataType physicalType) {
      return new RowRecordFormat(RowType.of(), List.of(), TypeInformation.of(RowData.class));
    }
  }
}
