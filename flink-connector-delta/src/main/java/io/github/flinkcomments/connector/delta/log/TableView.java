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

import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.maintenance.DueCheckpoints;
import io.github.flinkcomments.connector.delta.log.maintenance.LogMaintenance;
import java.io.IOException;
import java.util.Optional;

/** What is seen of a table, and what goes wrong meanwhile in our words. */
final class TableView {

  /** Reads a snapshot. */
  @FunctionalInterface
  interface Reading<T> {
    T of(SnapshotImpl table) throws IOException;
  }

  private final String path;
  private final LogMaintenance maintenance;
  private final TableHead head;
  private final DueCheckpoints checkpoints = new DueCheckpoints();

  TableView(Engine engine, String path, LogMaintenance maintenance) {
    this.path = path;
    this.maintenance = maintenance;
    this.head = new TableHead(engine, path, maintenance);
  }

  /** The newest snapshot, or nothing if there is no table. */
  Optional<SnapshotImpl> latest() {
    try {
      return head.latest();
    } catch (IOException | RuntimeException e) {
      head.forget();
      throw inOurWords(e);
    }
  }

  /** The newest snapshot of a table that must be there. */
  SnapshotImpl require() {
    return latest().orElseThrow(this::deleted);
  }

  /** The newest snapshot of this very table. */
  SnapshotImpl require(String expectedTableId) {
    SnapshotImpl table = require();
    String id = table.getMetadata().getId();
    if (!id.equals(expectedTableId)) {
      throw new DeltaTableException.TableReplaced(
          "The Delta table at %s has the id %s, but the rows were written for the table with the id %s: it was deleted and created anew. Start the job without its old state, or write to another path."
              .formatted(path, id, expectedTableId));
    }
    return table;
  }

  /** What is found in the log of the newest snapshot, if there is a table. */
  <T> Optional<T> read(Reading<T> reading) {
    return latest().map(table -> read(table, reading));
  }

  /** What is found in the log of a snapshot. */
  <T> T read(SnapshotImpl table, Reading<T> reading) {
    try {
      return reading.of(table);
    } catch (IOException | RuntimeException e) {
      throw inOurWords(e);
    }
  }

  /** Goes on from the version that a commit has made. */
  void advance(TransactionCommitResult commit) {
    head.advance(commit);
    submit(commit);
  }

  /** The same for a commit that has appended files to the newest snapshot, and a transaction. */
  void advance(TransactionCommitResult commit, TransactionId transaction) {
    head.advance(commit, transaction);
    submit(commit);
  }

  private void submit(TransactionCommitResult commit) {
    head.carried()
        .ifPresent(
            table ->
                maintenance.submit(checkpoints.addTo(commit.getPostCommitHooks(), table), table));
  }

  /** Something was seen that contradicts what is carried. */
  void forget() {
    head.forget();
  }

  private DeltaTableException deleted() {
    return new DeltaTableException.TableReplaced(
        "There is no Delta table at %s any more: it was deleted. Restore it, or start the job without its old state."
            .formatted(path));
  }

  private DeltaTableException inOurWords(Exception e) {
    return e instanceof DeltaTableException known
        ? known
        : new DeltaTableException.AccessFailed(
            "The log of the Delta table at %s cannot be read: %s".formatted(path, e.getMessage()),
            e);
  }
}
