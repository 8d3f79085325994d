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
package io.github.flinkcomments.connector.delta.log.file;

import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.schema.ColumnPath;
import io.github.flinkcomments.connector.delta.log.schema.StoredColumns.Field;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.log.schema.WrittenColumns;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.hadoop.metadata.FileMetaData;
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
   * @throws DeltaTableException.IncompatibleSchema naming the columns that are not found any more,
   *     or are others
   */
  void requireFound(List<DataFile> files, TableLayout layout) throws IOException {
    if (layout.stored().fields().isEmpty()) {
      return;
    }
    Set<Field> wanted = layout.stored().fields(layout.dataColumns());
    Map<ColumnPath, Field> columns = layout.stored().of(layout.rowType());
    List<FileMetaData> metadata = schemas.of(files);
    for (int i = 0; i < files.size(); i++) {
      Stored stored = storedIn(metadata.get(i));
      requireAll(wanted, stored, files.get(i));
      requireMeant(files.get(i), metadata.get(i), stored, columns);
    }
  }

  private void requireAll(Set<Field> wanted, Stored stored, DataFile file) {
    Set<Field> missing = new HashSet<>(wanted);
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

  /** Names may go round: what was meant by one of them is then found, under another. */
  private void requireMeant(
      DataFile file, FileMetaData metadata, Stored stored, Map<ColumnPath, Field> columns) {
    Optional<WrittenColumns> written = WrittenColumns.of(metadata.getKeyValueMetaData());
    String others =
        columns.entrySet().stream()
            .filter(
                column ->
                    written
                        .map(then -> then.meansAnother(column.getKey(), column.getValue()))
                        .orElseGet(
                            () ->
                                isNamedOtherwise(file, stored, column.getKey(), column.getValue())))
            .map(column -> column.getKey().toString())
            .sorted()
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      throw new DeltaTableException.IncompatibleSchema(
          "Columns of the Delta table at %s were renamed after rows were written for them, and their names mean other columns now: %s of %s. Nothing was committed. Give the columns their old names back and restore the job; or restore it from before those rows."
              .formatted(table, others, file.path()));
    }
  }

  /** In a file that is older than the mapping, which was written by the names that it has. */
  private static boolean isNamedOtherwise(
      DataFile file, Stored stored, ColumnPath column, Field now) {
    boolean hadThatName =
        column.names().size() == 1
            && (stored.withoutId().contains(column.name())
                || (stored.fields().isEmpty() && file.hasPartitionColumn(column.name())));
    return hadThatName && !now.name().equals(column.name());
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

  private static Stored storedIn(FileMetaData metadata) {
    Stored stored = new Stored(new HashSet<>(), new HashSet<>());
    stored.collect(metadata.getSchema());
    return stored;
  }
}
