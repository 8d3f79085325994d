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

import io.github.flinkcomments.connector.delta.log.schema.ColumnPath;
import org.apache.flink.table.data.RowData;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** Writes one field of a group: nothing if it is null, and an error if it must not be. */
final class FieldWriter {

  private final ColumnPath path;
  private final Type type;
  private final ValueWriter valueWriter;
  private final int position;
  private final int index;
  private final String name;
  private final boolean required;

  /**
   * @param path of the column, for messages
   * @param position of the value in its row
   * @param index of the field in its group
   */
  FieldWriter(ColumnPath path, ColumnEncoding encoding, int position, int index) {
    this.path = path;
    this.type = encoding.type();
    this.valueWriter = encoding.writer();
    this.position = position;
    this.index = index;
    this.name = type.getName();
    this.required = type.isRepetition(Repetition.REQUIRED);
  }

  Type type() {
    return type;
  }

  void write(RowData row, RecordConsumer consumer) {
    if (!row.isNullAt(position)) {
      consumer.startField(name, index);
      valueWriter.write(row, position, consumer);
      consumer.endField(name, index);
    } else if (required) {
      throw new UnwritableRowException(
          "A row has null in column '%s', which is NOT NULL: filter such rows out, or declare the column nullable."
              .formatted(path));
    }
  }
}
