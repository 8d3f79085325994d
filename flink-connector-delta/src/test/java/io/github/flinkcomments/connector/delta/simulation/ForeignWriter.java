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
package io.github.flinkcomments.connector.delta.simulation;

import io.github.flinkcomments.connector.delta.storage.MemoryStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Another engine that appends to the table and cleans it up. It writes its entries by hand, and
 * knows no faults.
 */
final class ForeignWriter {

  private final MemoryStorage table;
  private final List<String> added = new ArrayList<>();
  private final Map<String, Long> removed = new HashMap<>();

  ForeignWriter(MemoryStorage table) {
    this.table = table;
  }

  /** One version, if there is a table. */
  void append() {
    TableLog log = TableLog.of(table);
    if (log.entries().isEmpty()) {
      return;
    }
    String path = "foreign-%d.parquet".formatted(added.size());
    String entry =
        """
        {"commitInfo":{"timestamp":0,"operation":"WRITE"}}
        {"txn":{"appId":"foreign","version":%d,"lastUpdated":0}}
        {"add":{"path":"%s","partitionValues":{},"size":1,"modificationTime":0,"dataChange":true,\
        "stats":"{\\"numRecords\\":1}"}}
        """
            .formatted(added.size(), path);
    try {
      table.putIfAbsent(
          TableLog.pathOf(log.entries().lastKey() + 1),
          output -> output.write(entry.getBytes(StandardCharsets.UTF_8)));
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    added.add(path);
  }

  /** Removes data files that are not in the table, or not any more; young ones are spared. */
  void vacuum() {
    TableLog log = TableLog.of(table);
    if (log.entries().isEmpty()) {
      return;
    }
    Set<String> inTable = log.files();
    table
        .contents()
        .forEach(
            (path, content) -> {
              boolean isOpen = content.length == 0;
              if (!path.startsWith("_delta_log/") && !inTable.contains(path) && !isOpen) {
                table.delete(path);
                removed.put(path, log.entries().lastKey());
              }
            });
  }

  /** There is another table now. */
  void beginAnew() {
    added.clear();
    removed.clear();
  }

  boolean hasRemoved(String path) {
    return removed.containsKey(path);
  }

  /** Whether a file was removed before some version was made. */
  boolean hasRemoved(String path, long version) {
    return removed.containsKey(path) && removed.get(path) < version;
  }

  /** The paths that it added; there are no such files. */
  List<String> added() {
    return added;
  }

  static boolean wrote(String path) {
    return path.startsWith("foreign-");
  }
}
