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

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * A data file that is complete on disk and waits to be added to the table.
 *
 * @param path relative to the table's root, as it stands in the log
 * @param partition values of all partition columns; none in a table without
 * @param sizeInBytes size of the whole file
 * @param modificationTime milliseconds since the epoch
 * @param rowCount rows in the file
 * @param statistics JSON of the {@code stats} of an {@code add} action: row count, bounds, null
 *     counts
 */
@Internal
public record DataFile(
    String path,
    List<PartitionValue> partition,
    long sizeInBytes,
    long modificationTime,
    long rowCount,
    String statistics) {

  public DataFile {
    requireNonNull(path, "path");
    partition = List.copyOf(partition);
    requireNonNull(statistics, "statistics");
  }

  /** Whether it has a value of a partition column that is stored under that name. */
  boolean hasPartitionColumn(String name) {
    return partition.stream().anyMatch(value -> value.column().equals(name));
  }
}
