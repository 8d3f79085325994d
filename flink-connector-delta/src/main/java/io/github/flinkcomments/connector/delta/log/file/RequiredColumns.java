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

import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Columns of a table that must not be null, and fields of rows inside columns. What a run writes
 * has them, since its rows are held against the table. What an earlier run has left to be committed
 * may lack them: the column is newer, and the job was given it in between. Rows inside arrays and
 * maps are not looked into.
 *
 * @param path of the table
 * @param columns those that are stored in data files
 */
record RequiredColumns(String path, StructType columns) {

  static RequiredColumns of(SnapshotImpl table) {
    List<String> partitionColumns = table.getPartitionColumnNames();
    return new RequiredColumns(
        table.getPath(),
        new StructType(
            table.getSchema().fields().stream()
                .filter(column -> !partitionColumns.contains(column.getName()))
                .toList()));
  }

  /**
   * Looks into each file, if there is such a column.
   *
   * @throws DeltaTableException.IncompatibleSchema naming the first column that may be null in one
   */
  void requireIn(List<DataFile> files, DataFileSchemas schemas) throws IOException {
    if (!hasAny(columns)) {
      return;
    }
    List<FileMetaData> metadata = schemas.of(files);
    for (int i = 0; i < files.size(); i++) {
      DataFile file = files.get(i);
      Optional<String> lacking = lacking("", columns, metadata.get(i).getSchema());
      if (lacking.isPresent()) {
        throw new DeltaTableException.IncompatibleSchema(
            "Column '%s' of the Delta table at %s is NOT NULL, but rows that were written before the job had it are still to be committed, in %s. Let the column be null (ALTER TABLE … ALTER COLUMN … DROP NOT NULL) and restore the job; or restore it from before those rows."
                .formatted(lacking.get(), path, file.path()));
      }
    }
  }

  private static boolean hasAny(StructType type) {
    return type.fields().stream()
        .anyMatch(
            field ->
                !field.isNullable()
                    || (field.getDataType() instanceof StructType struct && hasAny(struct)));
  }

  private static Optional<String> lacking(String prefix, StructType type, GroupType stored) {
    return type.fields().stream()
        .flatMap(field -> lacking(prefix + field.getName(), field, stored).stream())
        .findFirst();
  }

  private static Optional<String> lacking(String name, StructField field, GroupType stored) {
    String storedName = ColumnMapping.getPhysicalName(field);
    if (!stored.containsField(storedName)) {
      return field.isNullable() ? Optional.empty() : Optional.of(name);
    }
    Type found = stored.getType(storedName);
    if (!field.isNullable() && !found.isRepetition(Repetition.REQUIRED)) {
      return Optional.of(name);
    }
    return field.getDataType() instanceof StructType struct && !found.isPrimitive()
        ? lacking(name + ".", struct, found.asGroupType())
        : Optional.empty();
  }
}
