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
package io.github.flinkcomments.connector.delta.log.schema;

import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.io.Serial;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * What columns are called where rows are stored: in data files, statistics and partition values. In
 * a table with column mapping that is not what people call them, so that they can be renamed and
 * dropped while the files stay as they are.
 *
 * @param fields those that have another name or an id, in whatever depth; none without column
 *     mapping
 */
@Internal
public record StoredColumns(Map<ColumnPath, Field> fields) implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  /** Everything is stored under the name that people use. */
  public static final StoredColumns AS_NAMED = new StoredColumns(Map.of());

  /**
   * A column, or a field of a row inside one.
   *
   * @param name in data files
   * @param id in data files, unique in the table
   */
  public record Field(String name, int id) implements Serializable {

    @Serial private static final long serialVersionUID = 1L;
  }

  public StoredColumns {
    fields = Map.copyOf(fields);
  }

  /** In a table with these properties. */
  public static StoredColumns of(StructType schema, Map<String, String> properties) {
    if (!ColumnMapping.isColumnMappingModeEnabled(ColumnMapping.getColumnMappingMode(properties))) {
      return AS_NAMED;
    }
    Map<ColumnPath, Field> fields = new HashMap<>();
    collect(ColumnPath.ROOT, schema, fields);
    return new StoredColumns(fields);
  }

  private static void collect(ColumnPath path, DataType type, Map<ColumnPath, Field> fields) {
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        ColumnPath inner = path.child(field.getName());
        fields.put(
            inner,
            new Field(ColumnMapping.getPhysicalName(field), ColumnMapping.getColumnId(field)));
        collect(inner, field.getDataType(), fields);
      }
    } else if (type instanceof ArrayType array) {
      collect(path.child("element"), array.getElementType(), fields);
    } else if (type instanceof MapType map) {
      collect(path.child("key"), map.getKeyType(), fields);
      collect(path.child("value"), map.getValueType(), fields);
    }
  }

  /** What data files tell of it in their own metadata, for {@link WrittenColumns}. */
  public Map<String, String> metadata() {
    return WrittenColumns.metadata(this);
  }

  /** All that is known of the columns of these rows, and of what is inside them. */
  public Set<Field> fields(RowType rows) {
    return Set.copyOf(of(rows).values());
  }

  /** The same, by their paths. */
  public Map<ColumnPath, Field> of(RowType rows) {
    Map<ColumnPath, Field> found = new HashMap<>();
    collect(ColumnPath.ROOT, rows, found);
    return found;
  }

  private void collect(ColumnPath path, LogicalType type, Map<ColumnPath, Field> found) {
    find(path).ifPresent(field -> found.put(path, field));
    if (type instanceof RowType row) {
      row.getFields()
          .forEach(field -> collect(path.child(field.getName()), field.getType(), found));
    } else if (type instanceof org.apache.flink.table.types.logical.ArrayType array) {
      collect(path.child("element"), array.getElementType(), found);
    } else if (type instanceof org.apache.flink.table.types.logical.MapType map) {
      collect(path.child("key"), map.getKeyType(), found);
      collect(path.child("value"), map.getValueType(), found);
    }
  }

  /** What is known of a column beyond its name. */
  public Optional<Field> find(ColumnPath path) {
    return Optional.ofNullable(fields.get(path));
  }

  /** The name under which something is stored. */
  public String nameOf(ColumnPath path) {
    return find(path).map(Field::name).orElseGet(path::name);
  }
}
