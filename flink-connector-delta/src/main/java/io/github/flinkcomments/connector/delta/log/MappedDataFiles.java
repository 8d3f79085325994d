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
package io.github.flinkcomments.connector.delta.log;

import io.github.flinkcomments.connector.delta.log.StoredColumns.Field;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/**
 * Data files of a table with column mapping, as they were written: with the names and ids that
 * columns had then. A column that was dropped and added again has others, though people see no
 * difference; readers would take what is in the files for null, without a word.
 */
final class MappedDataFiles {

  private final DataFileSchemas schemas;
  private final String table;

  MappedDataFiles(DataFileSchemas schemas, String table) {
    this.schemas = schemas;
    this.table = table;
  }

  /**
   * Looks into each file, unless the table has no column mapping.
   *
   * @param layout what the table is now
   * @throws DeltaTableException.IncompatibleSchema naming the columns that are not found any more
   */
  void requireFound(List<DataFile> files, TableLayout layout) throws IOException {
    Set<Field> wanted = layout.stored().fields(layout.dataColumns());
    for (DataFile file : wanted.isEmpty() ? List.<DataFile>of() : files) {
      Set<Field> missing = new HashSet<>(wanted);
      Stored stored = storedIn(file);
      missing.removeIf(stored::has);
      if (!missing.isEmpty()) {
        throw new DeltaTableException.IncompatibleSchema(
            "Columns of the Delta table at %s were dropped and added anew after rows were written for them, which would be read as null: %s of %s. Start the job without its old state, or restore it from before those rows."
                .formatted(
                    table,
                    missing.stream().map(Field::name).sorted().collect(Collectors.joining(", ")),
                    file.path()));
      }
    }
  }

  /** Files that are older than the mapping have no ids; it kept the names of their columns. */
  private record Stored(Set<Field> fields, Set<String> withoutId) {

    boolean has(Field field) {
      return fields.contains(field) || withoutId.contains(field.name());
    }

    void collect(GroupType group) {
      for (Type type : group.getFields()) {
        if (type.getId() == null) {
          withoutId.add(type.getName());
        } else {
          fields.add(new Field(type.getName(), type.getId().intValue()));
        }
        if (!type.isPrimitive()) {
          collect(type.asGroupType());
        }
      }
    }
  }

  private Stored storedIn(DataFile file) throws IOException {
    Stored stored = new Stored(new HashSet<>(), new HashSet<>());
    stored.collect(schemas.of(file));
    return stored;
  }
}
