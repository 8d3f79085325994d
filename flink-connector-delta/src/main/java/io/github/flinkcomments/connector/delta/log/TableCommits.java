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

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.delta.kernel.Operation;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.ConcurrentTransactionException;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.utils.CloseableIterable;
import io.github.flinkcomments.connector.delta.log.engine.StorageEngine;
import io.github.flinkcomments.connector.delta.log.entry.LogActions;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.failure.KernelFailures;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes versions of a table. Where other writers are faster it looks again and retries, a bounded
 * number of times. A write that failed is looked up in the log.
 */
final class TableCommits {

  private final TableView view;
  private final Engine engine;
  private final String path;
  private final CommitRetry retry;

  TableCommits(TableView view, Engine engine, String path, CommitRetry retry) {
    this.view = view;
    this.engine = engine;
    this.path = path;
    this.retry = retry;
  }

  /**
   * Repeats an attempt until it has made a version.
   *
   * @param attempt tells the version that it has made, or nothing if another writer was faster
   */
  CommitResult repeat(Supplier<OptionalLong> attempt) {
    for (int retries = 0; ; retries++) {
      OptionalLong version = attempt.get();
      if (version.isPresent()) {
        return new CommitResult(version.getAsLong(), retries);
      }
      waitToRetry(retries);
    }
  }

  /**
   * Waits after a lost race.
   *
   * @param retries that have been made already
   * @throws DeltaTableException.Contended if there may be no more of them
   */
  void waitToRetry(int retries) {
    if (!retry.isAllowed(retries)) {
      throw new DeltaTableException.Contended(
          "Other writers of the Delta table at %s were faster %d times in a row; nothing was committed."
              .formatted(path, retries + 1));
    }
    try {
      Thread.sleep(retry.delay(retries, ThreadLocalRandom.current()).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeltaTableException.Contended(
          "Interrupted while waiting for other writers of the Delta table at %s; nothing was committed."
              .formatted(path));
    }
  }

  /**
   * Tries once to put files and a transaction after the newest snapshot.
   *
   * @param writer writes the log entry
   * @return the version that was made; nothing if another writer was faster
   */
  OptionalLong append(
      Engine writer, SnapshotImpl table, TransactionId transaction, List<DataFile> files) {
    Set<String> paths = files.stream().map(DataFile::path).collect(toUnmodifiableSet());
    return attempt(
        writer,
        table,
        transaction,
        LogActions.add(files),
        paths,
        result -> view.advance(result, transaction));
  }

  /**
   * Tries once to put other actions than those of an append after a snapshot, with a transaction.
   *
   * @return the version that was made; nothing if another writer was faster
   */
  OptionalLong change(
      SnapshotImpl table, TransactionId transaction, CloseableIterable<Row> actions) {
    return attempt(engine, table, transaction, actions, Set.of(), view::advance);
  }

  /**
   * @param added the paths of the files among the actions, which tell whether an entry is ours
   * @param advance goes on from the version that was made
   */
  private OptionalLong attempt(
      Engine writer,
      SnapshotImpl table,
      TransactionId transaction,
      CloseableIterable<Row> actions,
      Set<String> added,
      Consumer<TransactionCommitResult> advance) {
    TransactionCommitResult result;
    try {
      Transaction attempt =
          table
              .buildUpdateTableTransaction(StorageEngine.INFO, Operation.WRITE)
              .withTransactionId(transaction.applicationId(), transaction.version())
              .withMaxRetries(0)
              .build(engine);
      result = attempt.commit(writer, actions);
    } catch (ConcurrentTransactionException e) {
      throw new DeltaTableException.TransactionTaken(
          "The Delta table at %s already has transaction %d, or a later one, of application %s, and this call has not committed it: is a second job running from the same state?"
              .formatted(path, transaction.version(), transaction.applicationId()));
    } catch (RuntimeException e) {
      if (KernelFailures.isLostRace(e)) {
        return OptionalLong.empty();
      }
      view.forget();
      return settle(e, table, transaction, added);
    }
    advance.accept(result);
    return OptionalLong.of(result.getVersion());
  }

  /** An error while writing a log entry does not say that the entry is not there. */
  private OptionalLong settle(
      RuntimeException failure, SnapshotImpl table, TransactionId transaction, Set<String> added) {
    Optional<LogActions.Entry> ours;
    boolean interrupted = Thread.interrupted(); // Kernel would not read
    try {
      ours = find(transaction, table.getVersion() + 1).filter(entry -> entry.files().equals(added));
    } catch (DeltaTableException e) {
      e.addSuppressed(failure);
      throw new DeltaTableException.OutcomeUnknown(
          "Writing to the log of the Delta table at %s failed, and it cannot be seen whether transaction %d of application %s is there."
              .formatted(path, transaction.version(), transaction.applicationId()),
          e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    if (ours.isEmpty()) {
      throw new DeltaTableException.AccessFailed(
          "Writing to the log of the Delta table at %s failed, and nothing was committed: %s"
              .formatted(path, KernelFailures.rootOf(failure)),
          failure);
    }
    return OptionalLong.of(ours.get().version());
  }

  /** The entry, not below {@code lowestVersion}, that carries the transaction. */
  Optional<LogActions.Entry> find(TransactionId transaction, long lowestVersion) {
    return view.read(table -> LogActions.find(engine, table, lowestVersion, transaction))
        .flatMap(found -> found);
  }
}
