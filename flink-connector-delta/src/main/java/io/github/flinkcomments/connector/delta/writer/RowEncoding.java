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
import io.github.flinkcomments.connector.delta.log.schema.StoredColumns;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.Type;

/** How the fields of a row are stored: of a whole row, or of one inside it. */
final class RowEncoding {

  private final FieldWriter[] fields;
  private final Map<String, String> metadata;

  private RowEncoding(List<FieldWriter> fields, Map<String, String> metadata) {
    this.fields = fields.toArray(FieldWriter[]::new);
    this.metadata = metadata;
  }

  /** A whole row, in the data files of a table: without its partition columns. */
  static RowEncoding of(TableLayout layout) {
    return new RowEncoding(
        fields(ColumnPath.ROOT, layout.rowType(), layout.stored(), layout.partitionColumns()),
        layout.stored().metadata());
  }

  /** A row inside a column, which has that path. */
  static RowEncoding of(ColumnPath path, RowType rowType, StoredColumns stored) {
    return new RowEncoding(fields(path, rowType, stored, List.of()), Map.of());
  }

  private static List<FieldWriter> fields(
      ColumnPath row, RowType rowType, StoredColumns stored, List<String> leftOut) {
    List<FieldWriter> fields = new ArrayList<>();
    for (int position = 0; position < rowType.getFieldCount(); position++) {
      String name = rowType.getFieldNames().get(position);
      if (!leftOut.contains(name)) {
        ColumnPath path = row.child(name);
        ColumnEncoding encoding = ColumnEncoding.of(path, rowType.getTypeAt(position), stored);
        fields.add(new FieldWriter(path, encoding, position, fields.size()));
      }
    }
    return fields;
  }

  List<Type> types() {
    return Stream.of(fields).map(FieldWriter::type).toList();
  }

  /** What a file tells beside its rows. */
  Map<String, String> metadata() {
    return metadata;
  }

  void write(RowData row, RecordConsumer consumer) {
    for (FieldWriter field : fields) {
      field.write(row, consumer);
    }
  }
}
