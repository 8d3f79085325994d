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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.Type;

/** How the fields of a row are stored: of a whole row, or of one inside it. */
final class RowEncoding {

  private final FieldWriter[] fields;

  private RowEncoding(List<FieldWriter> fields) {
    this.fields = fields.toArray(FieldWriter[]::new);
  }

  /**
   * @param prefix of the fields' paths: nothing, or the row's own path and a dot
   */
  static RowEncoding of(String prefix, RowType rowType) {
    List<FieldWriter> fields = new ArrayList<>();
    for (RowType.RowField field : rowType.getFields()) {
      String path = prefix + field.getName();
      ColumnEncoding encoding = ColumnEncoding.of(path, field.getName(), field.getType());
      fields.add(new FieldWriter(path, encoding, fields.size(), fields.size()));
    }
    return new RowEncoding(fields);
  }

  List<Type> types() {
    return Stream.of(fields).map(FieldWriter::type).toList();
  }

  void write(RowData row, RecordConsumer consumer) {
    for (FieldWriter field : fields) {
      field.write(row, consumer);
    }
  }
}
