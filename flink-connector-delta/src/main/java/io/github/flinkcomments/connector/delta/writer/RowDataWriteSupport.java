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
package io.github.flinkcomments.connector.delta.writer;

import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Streams rows into Parquet column by column, without keeping any. */
final class RowDataWriteSupport extends WriteSupport<RowData> {

  private final List<ColumnEncoding> columns;
  private RecordConsumer consumer;

  RowDataWriteSupport(RowType rowType) {
    this.columns =
        rowType.getFields().stream()
            .map(field -> ColumnEncoding.of(field.getName(), field.getType()))
            .toList();
  }

  // Deprecated, but abstract.
  @SuppressWarnings("deprecation")
  @Override
  public WriteContext init(Configuration configuration) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return context();
  }

  private WriteContext context() {
    List<Type> types = columns.stream().<Type>map(ColumnEncoding::type).toList();
    return new WriteContext(new MessageType("row", types), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.consumer = recordConsumer;
  }

  @Override
  public void write(RowData row) {
    consumer.startMessage();
    for (int position = 0; position < columns.size(); position++) {
      write(row, position, columns.get(position));
    }
    consumer.endMessage();
  }

  private void write(RowData row, int position, ColumnEncoding column) {
    String name = column.type().getName();
    if (!row.isNullAt(position)) {
      consumer.startField(name, position);
      column.writer().write(row, position, consumer);
      consumer.endField(name, position);
    } else if (column.type().isRepetition(Type.Repetition.REQUIRED)) {
      throw new IllegalArgumentException(
          "A row has null in column '%s', which is NOT NULL: filter such rows out, or declare the column nullable."
              .formatted(name));
    }
  }
}
