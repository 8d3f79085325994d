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

import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.mapType;

import io.github.flinkcomments.connector.delta.log.schema.ColumnPath;
import io.github.flinkcomments.connector.delta.log.schema.StoredColumns;
import java.util.stream.Stream;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.ArrayData.ElementGetter;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Rows, arrays and maps, in the structure and under the names that Parquet's format gives them:
 *
 * <pre>
 *   group row { … }
 *   group array (LIST) { repeated group list { element } }
 *   group map (MAP) { repeated group key_value { required key; value } }
 * </pre>
 *
 * <p>Elements and entries are written one after the other, each from a small row of its own.
 */
final class NestedEncoding {

  private static final String LIST = "list";
  private static final String ELEMENT = "element";
  private static final String KEY_VALUE = "key_value";
  private static final String KEY = "key";
  private static final String VALUE = "value";

  private NestedEncoding() {}

  static ColumnEncoding of(ColumnPath path, RowType type, StoredColumns stored) {
    RowEncoding fields = RowEncoding.of(path, type, stored);
    int arity = type.getFieldCount();
    GroupType group =
        new GroupType(ColumnEncoding.repetition(type), stored.nameOf(path), fields.types());
    return new ColumnEncoding(
        group,
        (row, position, consumer) -> {
          consumer.startGroup();
          fields.write(row.getRow(position, arity), consumer);
          consumer.endGroup();
        });
  }

  static ColumnEncoding of(ColumnPath path, ArrayType type, StoredColumns stored) {
    FieldWriter element = part(path.child(ELEMENT), type.getElementType(), stored, 0);
    ElementGetter elements = ArrayData.createElementGetter(type.getElementType());
    return new ColumnEncoding(
        repeated(type, stored.nameOf(path), listType(), LIST, element),
        (row, position, consumer) -> {
          ArrayData array = row.getArray(position);
          GenericRowData slot = new GenericRowData(1);
          consumer.startGroup();
          if (array.size() > 0) {
            consumer.startField(LIST, 0);
            for (int i = 0; i < array.size(); i++) {
              slot.setField(0, elements.getElementOrNull(array, i));
              consumer.startGroup();
              element.write(slot, consumer);
              consumer.endGroup();
            }
            consumer.endField(LIST, 0);
          }
          consumer.endGroup();
        });
  }

  /** Keys are never null in a Delta table, whatever Flink says of their type. */
  static ColumnEncoding of(ColumnPath path, MapType type, StoredColumns stored) {
    FieldWriter key = part(path.child(KEY), type.getKeyType().copy(false), stored, 0);
    FieldWriter value = part(path.child(VALUE), type.getValueType(), stored, 1);
    ElementGetter keys = ArrayData.createElementGetter(type.getKeyType());
    ElementGetter values = ArrayData.createElementGetter(type.getValueType());
    return new ColumnEncoding(
        repeated(type, stored.nameOf(path), mapType(), KEY_VALUE, key, value),
        (row, position, consumer) -> {
          MapData map = row.getMap(position);
          ArrayData keyArray = map.keyArray();
          ArrayData valueArray = map.valueArray();
          GenericRowData entry = new GenericRowData(2);
          consumer.startGroup();
          if (map.size() > 0) {
            consumer.startField(KEY_VALUE, 0);
            for (int i = 0; i < map.size(); i++) {
              entry.setField(0, requireKey(path, keys.getElementOrNull(keyArray, i)));
              entry.setField(1, values.getElementOrNull(valueArray, i));
              consumer.startGroup();
              key.write(entry, consumer);
              value.write(entry, consumer);
              consumer.endGroup();
            }
            consumer.endField(KEY_VALUE, 0);
          }
          consumer.endGroup();
        });
  }

  private static FieldWriter part(
      ColumnPath path, LogicalType type, StoredColumns stored, int place) {
    return new FieldWriter(path, ColumnEncoding.of(path, type, stored), place, place);
  }

  private static Object requireKey(ColumnPath path, Object key) {
    if (key == null) {
      throw new UnwritableRowException(
          "A row has a null key in column '%s', which Delta tables do not allow: filter such rows out."
              .formatted(path));
    }
    return key;
  }

  private static GroupType repeated(
      LogicalType type,
      String name,
      LogicalTypeAnnotation annotation,
      String entryName,
      FieldWriter... parts) {
    GroupType entry =
        new GroupType(
            Repetition.REPEATED, entryName, Stream.of(parts).map(FieldWriter::type).toList());
    return Types.buildGroup(ColumnEncoding.repetition(type))
        .as(annotation)
        .addField(entry)
        .named(name);
  }
}
