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
package io.github.flinkcomments.connector.delta.log.entry;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.utils.FileStatus;
import io.github.flinkcomments.connector.delta.storage.ParallelCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.flink.annotation.Internal;

/**
 * Reads log entries from the newest back, several at a time. What is looked for is most often among
 * the newest, so it begins with one, and takes more with each step.
 *
 * @param engine reads them
 * @param calls how many at a time
 */
@Internal
public record LogHistory(Engine engine, ParallelCalls calls) {

  private static final int STEPS_AHEAD = 2;

  /** Reads an entry. */
  private interface Reading<T> {
    T of(FileStatus file, long version) throws IOException;
  }

  /** The entries after the newest one that meets the condition. */
  public LogTail back(SnapshotImpl table, Predicate<LogEntry> goal) throws IOException {
    List<LogEntry> later = new ArrayList<>();
    List<LogEntry> found = new ArrayList<>();
    boolean cleaned =
        visit(table, entry -> (goal.test(entry) ? found : later).add(entry) && found.isEmpty());
    return new LogTail(table.getVersion(), found.stream().findFirst(), later, cleaned);
  }

  /**
   * Shows one entry after the other, newest first, and keeps none.
   *
   * @param wantsMore is shown an entry, and tells whether it wants the one before
   * @return whether it wanted more than are left, because older ones have been cleaned away
   */
  public boolean visit(SnapshotImpl table, Predicate<LogEntry> wantsMore) throws IOException {
    return visit(table, (file, version) -> LogEntries.read(engine, file, version), wantsMore);
  }

  /** The actions that have added these files, as far as there are entries that hold them. */
  List<AddFile> added(SnapshotImpl table, Set<String> paths) throws IOException {
    List<AddFile> found = new ArrayList<>();
    visit(
        table,
        (file, version) -> LogEntries.added(engine, file, paths),
        added -> {
          found.addAll(added);
          return found.size() < paths.size();
        });
    return found;
  }

  private <T> boolean visit(SnapshotImpl table, Reading<T> reading, Predicate<T> wantsMore)
      throws IOException {
    long newest = table.getVersion();
    for (int step = 1; newest >= 0; step = Math.min(2 * step, STEPS_AHEAD * calls.most())) {
      long oldest = Math.max(0, newest - step + 1);
      List<Long> versions =
          LongStream.rangeClosed(-newest, -oldest).map(version -> -version).boxed().toList();
      for (Optional<T> entry : calls.map(versions, version -> read(table, version, reading))) {
        if (entry.isEmpty()) {
          return true;
        }
        if (!wantsMore.test(entry.get())) {
          return false;
        }
      }
      newest = oldest - 1;
    }
    return false;
  }

  private <T> Optional<T> read(SnapshotImpl table, long version, Reading<T> reading)
      throws IOException {
    Optional<FileStatus> file =
        LogFiles.status(engine, FileNames.deltaFile(table.getLogPath(), version));
    return file.isEmpty() ? Optional.empty() : Optional.of(reading.of(file.get(), version));
  }
}
