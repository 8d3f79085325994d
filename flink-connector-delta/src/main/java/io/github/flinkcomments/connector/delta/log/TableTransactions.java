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

import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TableConfig;
import io.github.flinkcomments.connector.delta.log.entry.LogEntry;
import io.github.flinkcomments.connector.delta.log.entry.LogHistory;
import io.github.flinkcomments.connector.delta.log.entry.LogTail;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.entry.Transactions;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.annotation.Internal;

/**
 * The transactions that a table's log tells of: which version of each application is the newest,
 * and what was added with it. Reads only, on the thread that uses the {@link DeltaTable}.
 */
@Internal
public final class TableTransactions {

  private final TableView view;
  private final LogHistory history;
  private final Engine engine;

  TableTransactions(TableView view, LogHistory history, Engine engine) {
    this.view = view;
    this.history = history;
    this.engine = engine;
  }

  /** The last version that an application has committed, if any. */
  public OptionalLong newestVersion(String applicationId) {
    return view.latest()
        .map(table -> newestVersion(table, applicationId))
        .orElseGet(OptionalLong::empty);
  }

  /** The same, as a snapshot of the table has it. */
  OptionalLong newestVersion(SnapshotImpl table, String applicationId) {
    return view.read(table, seen -> seen.getLatestTransactionVersion(engine, applicationId))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /**
   * The paths of the files that were added together with this transaction, which tell whether it is
   * our own. Nothing if there is no such transaction, or its log entry has been cleaned away.
   */
  public Optional<Set<String>> filesOf(TransactionId transaction) {
    return view.read(table -> history.back(table, entry -> entry.carries(transaction)).goal())
        .flatMap(entry -> entry)
        .map(LogEntry::added);
  }

  /**
   * The log back to the newest entry that meets a condition. This reads several entries at a time,
   * one after the other.
   *
   * @throws DeltaTableException.TableReplaced if there is no table
   */
  public LogTail logBackTo(Predicate<LogEntry> goal) {
    return view.read(view.require(), table -> history.back(table, goal));
  }

  /**
   * The last version that each of some applications has committed. This reads the whole log.
   *
   * @param applications which ids are wanted
   */
  public Map<String, Long> newestVersions(Predicate<String> applications) {
    return view.read(table -> Transactions.newest(engine, table, applications)).orElseGet(Map::of);
  }

  /**
   * How long other engines remember a transaction for, if not for ever. Kernel, and so this class,
   * forgets none by itself; but what another engine has left out of a log checkpoint is gone.
   */
  public Optional<Duration> retention() {
    return view.latest()
        .flatMap(table -> TableConfig.SET_TRANSACTION_RETENTION.fromMetadata(table.getMetadata()))
        .map(Duration::ofMillis);
  }
}
