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

import com.fasterxml.jackson.core.JsonParser;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/**
 * Reads records by a deserialization schema of Flink, such as that of the format {@code json}: each
 * record is handed to it as the JSON that was sent. A record that gives no row, or several, is
 * malformed.
 *
 * @param schema shipped with the job; each reader has a copy of its own
 * @param metadata columns that follow those of the schema
 * @param producedType type of the whole row
 */
@PublicEvolving
public record DeserializedRecordFormat(
    DeserializationSchema<RowData> schema,
    List<MetadataColumn> metadata,
    TypeInformation<RowData> producedType)
    implements RecordFormat<RowData> {

  public DeserializedRecordFormat {
    metadata = List.copyOf(metadata);
  }

  @Override
  public RecordReader<RowData> createReader() {
    ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
    DeserializationSchema<RowData> own;
    try {
      own = InstantiationUtil.clone(schema, classLoader);
      own.open(new Context(SimpleUserCodeClassLoader.create(classLoader)));
    } catch (Exception e) {
      throw new IllegalStateException("The format of the records cannot be opened: " + e, e);
    }
    MetadataReader metadataReader = new MetadataReader(metadata);
    return (parser, page, index) -> read(own, metadataReader, parser, page, index);
  }

  private RowData read(
      DeserializationSchema<RowData> own,
      MetadataReader metadataReader,
      JsonParser parser,
      PageOrigin page,
      int index)
      throws IOException {
    parser.skipChildren();
    Rows rows = new Rows(new ArrayList<>());
    own.deserialize(((IdentityParser) parser).json(), rows);
    if (rows.rows().size() != 1) {
      throw new RecordFormatException(
          "gives %d rows in the format of the table, but must give one"
              .formatted(rows.rows().size()));
    }
    RowData row = rows.rows().get(0);
    if (metadata.isEmpty()) {
      return row;
    }
    GenericRowData columns = new GenericRowData(metadata.size());
    metadataReader.fill(columns, parser, page, index);
    return new JoinedRowData(row.getRowKind(), row, columns);
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return producedType;
  }

  private record Rows(List<RowData> rows) implements Collector<RowData> {
    @Override
    public void collect(RowData row) {
      rows.add(row);
    }

    @Override
    public void close() {}
  }

  /** Formats may count; what they count is counted by the source as well. */
  private record Context(UserCodeClassLoader classLoader)
      implements DeserializationSchema.InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return classLoader;
    }
  }
}
