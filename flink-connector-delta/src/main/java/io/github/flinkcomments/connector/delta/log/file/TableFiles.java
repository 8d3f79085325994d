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

import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.storage.ParallelCalls;
import io.github.flinkcomments.connector.delta.storage.StoredFile;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;

/**
 * Where the writers of a table put its data files. Safe to use from any number of threads and
 * processes, because no two of them use one name.
 */
@Internal
public final class TableFiles implements AutoCloseable {

  private final TableStorage storage;
  private final ParallelCalls parallel;

  private TableFiles(TableStorage storage) {
    this.storage = storage;
    this.parallel = new ParallelCalls("delta-files " + storage.root(), storage.parallelism());
  }

  /**
   * Makes no access yet.
   *
   * @throws IllegalArgumentException as {@link DeltaTable#at} does
   */
  public static TableFiles at(String tablePath, Map<String, String> storageOptions) {
    return over(TableStorages.open(tablePath, storageOptions));
  }

  /**
   * Makes no access yet.
   *
   * @param storage closed together with the files
   */
  public static TableFiles over(TableStorage storage) {
    return new TableFiles(storage);
  }

  /**
   * Starts a file of a table whose root must exist.
   *
   * @param partition values of all partition columns, in the order of directories; none in a table
   *     without
   * @param name no other file may ever have it
   */
  public DataFileOutput create(List<PartitionValue> partition, String name) throws IOException {
    DataFilePath path = DataFilePath.of(partition, name, storage::takesName);
    return new DataFileOutput(path, storage.create(path.value()));
  }

  /** Removes a file that will never be committed. */
  public void delete(DataFile file) throws IOException {
    storage.delete(DataFilePath.fromLog(file.path()).value());
  }

  /** The size in bytes that a file has now; nothing if it is not there. */
  public OptionalLong sizeOf(DataFile file) throws IOException {
    return storage
        .find(DataFilePath.fromLog(file.path()).value())
        .map(StoredFile::size)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** What is done with each of several files. */
  @FunctionalInterface
  public interface Work<T> {
    void on(T file) throws IOException;
  }

  /** Does something with each file, some of them at a time. After a failure none is begun. */
  public <T> void forEach(List<T> each, Work<T> work) throws IOException {
    parallel.map(
        each,
        file -> {
          work.on(file);
          return file;
        });
  }

  /** Gives back what the storage holds. Files that are open are not closed by it. */
  @Override
  public void close() {
    parallel.close();
    storage.close();
  }
}
