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
import io.github.flinkcomments.connector.delta.log.entry.CarriedSnapshot;
import io.github.flinkcomments.connector.delta.log.entry.LaterVersions;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.maintenance.LogMaintenance;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The newest snapshot of a table, carried from commit to commit.
 *
 * <p>Reading a snapshot costs more the longer the log is, and each commit hands out the snapshot
 * that it made. It is the newest one as long as its own log entry is the file that we saw and the
 * next entry does not exist; two calls of the file system tell, however long the log. This also
 * shows that a table was deleted or created anew. Where others have made versions meanwhile, {@link
 * LaterVersions} goes on to the newest.
 */
final class TableHead {

  /** Bounds the list of log entries that a carried snapshot holds. */
  private static final int MOST_CARRIED_VERSIONS = 100;

  private final Engine engine;
  private final String path;
  private final LogMaintenance maintenance;
  private final LaterVersions laterVersions;

  private Optional<CarriedSnapshot> carried = Optional.empty();
  private long lastRead;
  private boolean withoutChecksum;

  TableHead(Engine engine, String path, LogMaintenance maintenance) {
    this.engine = engine;
    this.path = path;
    this.maintenance = maintenance;
    this.laterVersions = new LaterVersions(engine);
  }

  /** The newest snapshot, or nothing if there is no table. */
  Optional<SnapshotImpl> latest() throws IOException {
    carried = isWorthReading() ? Optional.empty() : carryOn();
    if (carried.isEmpty()) {
      carried = read().map(snapshot -> CarriedSnapshot.of(engine, snapshot));
      carried().ifPresent(snapshot -> lastRead = snapshot.getVersion());
      withoutChecksum = false;
    }
    return carried();
  }

  private Optional<CarriedSnapshot> carryOn() throws IOException {
    return carried.isEmpty() ? carried : laterVersions.after(withChecksum(carried.get()));
  }

  /** From a checksum that was published meanwhile, the next is computed without the log. */
  private CarriedSnapshot withChecksum(CarriedSnapshot snapshot) throws IOException {
    if (!withoutChecksum || !maintenance.isIdle()) {
      return snapshot;
    }
    withoutChecksum = false;
    return laterVersions.withChecksum(snapshot);
  }

  /** Forget what is carried: something was seen that contradicts it. */
  void forget() {
    carried = Optional.empty();
  }

  /** Take over the snapshot that a commit has made, if it was not made after a conflict. */
  void advance(TransactionCommitResult commit) {
    advance(commit, made -> CarriedSnapshot.of(engine, made));
  }

  /** The same for one that has appended files to what is carried, and this transaction. */
  void advance(TransactionCommitResult commit, TransactionId transaction) {
    Optional<CarriedSnapshot> before = carried;
    advance(
        commit,
        made ->
            before
                .filter(known -> known.snapshot().getVersion() + 1 == made.getVersion())
                .map(known -> known.afterAppend(made, transaction))
                .orElseGet(() -> CarriedSnapshot.of(engine, made)));
  }

  private void advance(
      TransactionCommitResult commit, Function<SnapshotImpl, CarriedSnapshot> carrying) {
    carried = commit.getPostCommitSnapshot().map(SnapshotImpl.class::cast).map(carrying);
    withoutChecksum =
        commit.getPostCommitHooks().stream()
            .anyMatch(hook -> hook.getType() == PostCommitHookType.CHECKSUM_FULL);
  }

  /** The snapshot that is carried, if there is one. */
  Optional<SnapshotImpl> carried() {
    return carried.map(CarriedSnapshot::snapshot);
  }

  /** A snapshot that is read right after everything was published is short. */
  private boolean isWorthReading() {
    return carried()
            .filter(snapshot -> snapshot.getVersion() - lastRead >= MOST_CARRIED_VERSIONS)
            .isPresent()
        && maintenance.isIdle();
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
}
