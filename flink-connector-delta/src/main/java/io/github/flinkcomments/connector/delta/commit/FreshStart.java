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
import io.github.flinkcomments.connector.delta.log.entry.LogEntry;
import io.github.flinkcomments.connector.delta.log.entry.LogTail;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A start without state. If the table holds rows of an earlier run, the likeliest reason is that
 * the job was submitted again without its snapshot, and reads everything a second time.
 *
 * <p>An earlier run is known by its transactions: they have ids such as this sink draws, with the
 * same prefix, and log entries that say that this connector has written them. Spark's streams draw
 * ids of the same form. Where the log entries are gone, the id alone counts.
 *
 * @param mode what the user wants, or what is safe for such a job
 * @param sinkIdPrefix begins the sink id, if given
 * @param scope whether the job could have gone on from a snapshot: a batch job takes none
 * @param snapshots finds the newest snapshot that holds the state of one of some sinks
 */
record FreshStart(
    FreshStartMode mode,
    Optional<String> sinkIdPrefix,
    CommitScope scope,
    Function<Set<SinkId>, Optional<String>> snapshots) {

  FreshStart {
    requireNonNull(mode);
    requireNonNull(sinkIdPrefix);
    requireNonNull(scope);
    requireNonNull(snapshots);
  }

  /**
   * @param table the table that is about to be written
   * @param own the id that this start has drawn. A batch job that begins anew after its commit
   *     finds it in the table
   * @throws SinkStateException if the table holds rows of an earlier run, and that matters
   */
  void requireAllowed(DeltaTable table, String path, SinkId own) {
    if (mode == FreshStartMode.APPEND) {
      return;
    }
    Map<String, Long> transactions =
        table
            .transactions()
            .newestVersions(id -> SinkId.isDrawn(id, sinkIdPrefix) && !id.equals(own.value()));
    if (!transactions.isEmpty()) {
      Set<String> foreign = new HashSet<>();
      LogTail log =
          table.transactions().logBackTo(entry -> decides(entry, transactions.keySet(), foreign));
      requireNone(path, transactions.keySet(), foreign, log);
    }
  }

  /** Whether an entry is of an earlier run, or is the last one that might have been. */
  private static boolean decides(LogEntry entry, Set<String> candidates, Set<String> foreign) {
    Set<String> found = candidatesIn(entry, candidates);
    if (entry.isOfThisConnector() && !found.isEmpty()) {
      return true;
    }
    foreign.addAll(found);
    return foreign.containsAll(candidates);
  }

  private static Set<String> candidatesIn(LogEntry entry, Set<String> candidates) {
    return entry.transactions().stream()
        .map(TransactionId::applicationId)
        .filter(candidates::contains)
        .collect(Collectors.toSet());
  }

  private void requireNone(String path, Set<String> candidates, Set<String> foreign, LogTail log) {
    Optional<LogEntry> newest = log.goal().filter(LogEntry::isOfThisConnector);
    Set<SinkId> earlier =
        newest
            .map(entry -> candidatesIn(entry, candidates))
            .orElseGet(() -> without(foreign, candidates))
            .stream()
            .map(SinkId::new)
            .collect(Collectors.toSet());
    if (!earlier.isEmpty()) {
      SinkId sink = earlier.iterator().next();
      Optional<Long> version = newest.map(LogEntry::version);
      throw switch (scope) {
        case CHECKPOINT ->
            SinkStateException.freshStart(path, sink, version, snapshots.apply(earlier));
        case JOB -> SinkStateException.freshBatch(path, sink, version);
      };
    }
  }

  /**
   * The same, while a batch job is planned. Its aggregators start one by one, after the whole input
   * was read, and perhaps after another sink of the job has committed.
   *
   * @return what is left to do when the job runs: nothing more, or all of it, if this process
   *     cannot read the table
   * @throws SinkStateException as above
   */
  FreshStartMode requireAllowedByPlan(TableTarget target) {
    try (DeltaTable table = target.open()) {
      requireAllowed(table, target.path(), SinkId.random(sinkIdPrefix));
      return FreshStartMode.APPEND;
    } catch (DeltaTableException e) {
      return mode;
    }
  }

  private static Set<String> without(Set<String> foreign, Set<String> candidates) {
    Set<String> left = new HashSet<>(candidates);
    left.removeAll(foreign);
    return left;
  }
}
