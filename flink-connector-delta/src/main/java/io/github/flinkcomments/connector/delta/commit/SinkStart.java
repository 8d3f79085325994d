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
package io.github.flinkcomments.connector.delta.commit;

import static java.util.Objects.requireNonNull;

import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.schema.TableDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * What happens once before a sink works: at a first start the table is created if it is not there,
 * and an identity is drawn; at a restart the identity is held against the table. Every start makes
 * sure that the rows fit into the table.
 *
 * @param target the table
 * @param sinkIds draws the id of a first start
 * @param onFreshStart what to do if there is no state, but rows of an earlier run
 * @param onRewind what to do if the table is ahead of the restored snapshot
 */
record SinkStart(
    TableTarget target, Supplier<SinkId> sinkIds, FreshStart onFreshStart, RewindPolicy onRewind) {

  SinkStart {
    requireNonNull(target);
    requireNonNull(sinkIds);
    requireNonNull(onFreshStart);
    requireNonNull(onRewind);
  }

  /**
   * The identity to work under.
   *
   * @param kept what the state holds of an earlier run
   * @param restoredCheckpoint the checkpoint that the run was restored from, if it was
   * @param now the time of the start
   * @throws SuppressRestartsException if this run must not write to this table
   */
  SinkIdentity identity(Optional<SinkIdentity> kept, OptionalLong restoredCheckpoint, Instant now) {
    return RestartSuppression.forPermanentErrors(
        () -> {
          try (DeltaTable table = target.open()) {
            if (kept.isEmpty()) {
              return first(table, restoredCheckpoint.isPresent());
            }
            requireSameTable(kept.get(), table.id());
            table.describe();
            return catchUp(kept.get(), table, CommitRule.startingFrom(restoredCheckpoint), now);
          }
        });
  }

  /**
   * @param restored whether the job was restored, and only this sink has no state. Then the rest of
   *     it goes on where it was, so that nothing is read twice
   */
  private SinkIdentity first(DeltaTable table, boolean restored) {
    TableDescription description = table.createIfAbsent(target.properties());
    SinkId drawn = sinkIds.get();
    if (!restored) {
      requireFreshStart(table, drawn);
    }
    return SinkIdentity.first(drawn, description.id());
  }

  private void requireFreshStart(DeltaTable table, SinkId drawn) {
    try {
      onFreshStart.requireAllowed(table, target.path(), drawn);
    } catch (SinkStateException e) {
      throw new SuppressRestartsException(e);
    }
  }

  private void requireSameTable(SinkIdentity kept, Optional<String> id) {
    if (!id.equals(Optional.of(kept.tableId()))) {
      throw new SuppressRestartsException(
          SinkStateException.otherTable(target.path(), kept.tableId(), id));
    }
  }

  private SinkIdentity catchUp(SinkIdentity kept, DeltaTable table, CommitRule rule, Instant now) {
    OptionalLong inTable = table.transactions().newestVersion(kept.sinkId().value());
    if (inTable.isEmpty()) {
      requireNothingForgotten(table, new SnapshotAge(kept.snapshotTime(), now));
    }
    if (!rule.isRewind(inTable)) {
      return kept;
    }
    long restored = rule.settled().getAsLong();
    return kept.goingOnAs(new RewindStart(onRewind, table, target.path(), kept, restored).goBack());
  }

  private void requireNothingForgotten(DeltaTable table, SnapshotAge age) {
    Optional<Duration> retention = table.transactions().retention();
    if (!age.isSafe(retention)) {
      throw new SuppressRestartsException(
          SinkStateException.forgotten(target.path(), age.value(), retention.get()));
    }
  }
}
