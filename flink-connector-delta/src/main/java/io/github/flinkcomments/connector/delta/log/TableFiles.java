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

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where the writers of a table put its data files. Safe to use from any number of threads and
 * processes, because no two of them use one name.
 */
public final class TableFiles {

  private final Path root;

  private TableFiles(Path root) {
    this.root = root;
  }

  /**
   * Makes no access yet.
   *
   * @throws IllegalArgumentException as {@link DeltaTable#at} does
   */
  public static TableFiles at(String tablePath, Map<String, String> storageOptions) {
    return new TableFiles(TableLocation.resolve(tablePath, storageOptions));
  }

  /**
   * Starts a file of a table whose root must exist.
   *
   * @param partition values of all partition columns, in the order of directories; none in a table
   *     without
   * @param name no other file may ever have it
   */
  public DataFileOutput create(List<PartitionValue> partition, String name) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new IOException(
          "There is no directory %s to write data files to: was the table deleted?"
              .formatted(root));
    }
    DataFilePath path = DataFilePath.of(partition, name);
    createDirectory(path.below(root).getParent());
    return new DataFileOutput(root, path);
  }

  /** Never the root: where that is gone, so is the table. */
  private void createDirectory(Path directory) throws IOException {
    if (directory.equals(root) || Files.isDirectory(directory)) {
      return;
    }
    createDirectory(directory.getParent());
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  /** Removes a file that will never be committed. */
  public void delete(DataFile file) throws IOException {
    Files.deleteIfExists(DataFilePath.fromLog(file.path()).below(root));
  }
}
