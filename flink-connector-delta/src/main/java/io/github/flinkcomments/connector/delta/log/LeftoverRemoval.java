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

import io.delta.kernel.TableManager;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.github.flinkcomments.connector.delta.log.entry.LogEntry;
import io.github.flinkcomments.connector.delta.log.entry.LogHistory;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.maintenance.LeftoverFiles;
import io.github.flinkcomments.connector.delta.log.maintenance.LogMaintenance;
import io.github.flinkcomments.connector.delta.storage.ParallelCalls;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Removes files of attempts that were replaced and that no version has added. Runs in the
 * background, with a snapshot and calls of its own: the committing thread goes on meanwhile.
 */
record LeftoverRemoval(
    TableStorage storage, Engine engine, LogMaintenance maintenance, boolean partitioned) {

  /**
   * Begins to remove them.
   *
   * @param restoredWriters have replaced others, whose files nobody will commit any more
   * @param before meets entries that are older than all versions that may have added such files
   */
  void begin(Set<FileOrigin> restoredWriters, Predicate<LogEntry> before) {
    maintenance.removeLeftovers(
        new LeftoverFiles(storage, partitioned, restoredWriters), each -> readBack(before, each));
  }

  private boolean readBack(Predicate<LogEntry> before, Consumer<LogEntry> each) throws IOException {
    SnapshotImpl table = (SnapshotImpl) TableManager.loadSnapshot(storage.root()).build(engine);
    try (ParallelCalls calls =
        new ParallelCalls("delta-clean-up " + storage.root(), storage.parallelism())) {
      boolean cleaned =
          new LogHistory(engine, calls)
              .visit(
                  table,
                  entry -> {
                    each.accept(entry);
                    return !before.test(entry);
                  });
      return !cleaned;
    }
  }
}
