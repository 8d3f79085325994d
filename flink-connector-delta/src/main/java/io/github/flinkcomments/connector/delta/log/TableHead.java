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

import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.exceptions.UnsupportedProtocolVersionException;
import io.delta.kernel.exceptions.UnsupportedTableFeatureException;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.util.FileNames;
import java.io.IOException;
import java.util.Optional;

/**
 * The newest snapshot of a table, carried from commit to commit.
 *
 * <p>Reading a snapshot costs more the longer the log is, and each commit hands out the snapshot
 * that it made. It is the newest one as long as its own log entry is the file that we saw and the
 * next entry does not exist; two looks at the file system tell, however long the log. This also
 * shows that a table was deleted or created anew.
 */
final class TableHead {

  /** Bounds the list of log entries that a carried snapshot holds. */
  private static final int MOST_CARRIED_COMMITS = 100;

  private final Engine engine;
  private final String path;
  private final LogMaintenance maintenance;

  private Optional<SnapshotImpl> carried = Optional.empty();
  private int carriedCommits;
  private boolean withoutChecksum;

  TableHead(Engine engine, String path, LogMaintenance maintenance) {
    this.engine = engine;
    this.path = path;
    this.maintenance = maintenance;
  }

  /** The newest snapshot, or nothing if there is no table. */
  Optional<SnapshotImpl> latest() throws IOException {
    if (carried.isEmpty() || isWorthReading() || !isNewest(carried.get())) {
      carried = read();
      carriedCommits = 0;
      withoutChecksum = false;
    }
    return carried;
  }

  /** Forget what is carried: something was seen that contradicts it. */
  void forget() {
    carried = Optional.empty();
  }

  /** Take over the snapshot that a commit has made; after a conflict there is none. */
  void advance(TransactionCommitResult commit) {
    carried = commit.getPostCommitSnapshot().map(SnapshotImpl.class::cast);
    carriedCommits++;
    withoutChecksum =
        commit.getPostCommitHooks().stream()
            .anyMatch(hook -> hook.getType() == PostCommitHookType.CHECKSUM_FULL);
  }

  /** The snapshot that is carried, if there is one. */
  Optional<SnapshotImpl> carried() {
    return carried;
  }

  /**
   * A snapshot that was read right after everything was published is short and has the checksum
   * from which the next one is computed without reading the log.
   */
  private boolean isWorthReading() {
    return (carriedCommits >= MOST_CARRIED_COMMITS || withoutChecksum) && maintenance.isIdle();
  }

  private Optional<SnapshotImpl> read() {
    try {
      Snapshot snapshot = TableManager.loadSnapshot(path).build(engine);
      return Optional.of((SnapshotImpl) snapshot);
    } catch (TableNotFoundException e) {
      return Optional.empty();
    } catch (UnsupportedProtocolVersionException | UnsupportedTableFeatureException e) {
      throw new DeltaTableException.UnsupportedTable(
          "The Delta table at %s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  private boolean isNewest(SnapshotImpl snapshot) throws IOException {
    String next = FileNames.deltaFile(snapshot.getLogPath(), snapshot.getVersion() + 1);
    return LogFiles.isStill(engine, snapshot.getLogSegment().getDeltaFileAtEndVersion())
        && LogFiles.status(engine, next).isEmpty();
  }
}
