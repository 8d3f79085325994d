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
package io.github.flinkcomments.connector.delta.log.maintenance;

import io.github.flinkcomments.connector.delta.log.entry.LogEntry;
import io.github.flinkcomments.connector.delta.log.file.DataFilePath;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.storage.StoredFile;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;

/**
 * The data files of attempts that were replaced, as far as no version has added them.
 *
 * @param storage of the table
 * @param isPartitioned whether there are directories around the files
 * @param restoredWriters what those write that have replaced them
 */
@Internal
public record LeftoverFiles(
    TableStorage storage, boolean isPartitioned, Set<FileOrigin> restoredWriters) {

  /** How the log is read, as it is by then, back to a time before any of the files. */
  @FunctionalInterface
  public interface Log {

    /**
     * Shows one entry after the other.
     *
     * @return whether these are all; older ones may have been cleaned away
     */
    boolean readBack(Consumer<LogEntry> each) throws IOException;
  }

  /**
   * Removes them. This lists the data files of the table, or, where files are not in directories of
   * partitions, those whose names begin as the writers' do; the log is read only if files are
   * found. Where the log has been cleaned, so that it does not tell enough, they are left to
   * whoever cleans the table.
   *
   * @return how many there were
   */
  int remove(Log log) throws IOException {
    Set<String> left = find();
    if (left.isEmpty() || !log.readBack(entry -> left.removeAll(added(entry)))) {
      return 0;
    }
    for (String path : left) {
      storage.delete(path);
    }
    return left.size();
  }

  private Set<String> find() throws IOException {
    try (Stream<StoredFile> files = storage.dataFiles(prefixes())) {
      return files
          .map(StoredFile::path)
          .filter(
              path ->
                  restoredWriters.stream().anyMatch(origin -> origin.hasReplacedTheOriginOf(path)))
          .collect(Collectors.toCollection(HashSet::new));
    }
  }

  /** A partitioned table's paths begin with its partitions, and any may have such files. */
  private Set<String> prefixes() {
    return isPartitioned
        ? Set.of("")
        : restoredWriters.stream().map(FileOrigin::namePrefix).collect(Collectors.toSet());
  }

  private static List<String> added(LogEntry entry) {
    return entry.added().stream().map(path -> DataFilePath.fromLog(path).value()).toList();
  }
}
