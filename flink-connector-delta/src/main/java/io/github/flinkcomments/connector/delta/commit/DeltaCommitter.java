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

import io.github.flinkcomments.connector.delta.log.CommitResult;
import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.entry.LogTail;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException.TransactionTaken;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes each committable a version of the table, in the order of their checkpoints, or finds that
 * it is one. Runs on the committer's task thread, and finishes what it began when it is
 * interrupted.
 *
 * <p>It never marks a committable as failed: Flink would drop it and go on without its rows. Either
 * the rows are in the table when {@link #commit} returns, or it throws.
 */
@Internal
public final class DeltaCommitter implements Committer<DeltaCommittable> {

  private static final Logger LOG = LoggerFactory.getLogger(DeltaCommitter.class);

  /** Each attempt finds another commit under our id, of which there cannot be many. */
  private static final int MOST_ATTEMPTS = 10;

  private static final long BEFORE_ALL_CHECKPOINTS = 0;

  private final DeltaTable table;
  private final String path;
  private final OptionalLong restoredCheckpoint;
  private final CommitMetrics metrics;
  private CommitRule rule;

  /**
   * @param target the table
   * @param restoredCheckpoint the checkpoint that the run was restored from, if it was
   * @param metrics told of every commit
   */
  public DeltaCommitter(
      TableTarget target, OptionalLong restoredCheckpoint, CommitMetrics metrics) {
    this.table = target.open();
    this.path = target.path();
    this.restoredCheckpoint = restoredCheckpoint;
    this.metrics = metrics;
    this.rule = CommitRule.startingFrom(restoredCheckpoint);
  }

  @Override
  public void commit(Collection<CommitRequest<DeltaCommittable>> requests) {
    for (CommitRequest<DeltaCommittable> request : requests) {
      rule = RestartSuppression.forPermanentErrors(() -> commit(request));
    }
  }

  private CommitRule commit(CommitRequest<DeltaCommittable> request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return decideAndAct(request);
      } catch (TransactionTaken e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
        LOG.warn("Another commit under this sink id was faster; deciding anew", e);
      }
    }
  }

  private CommitRule decideAndAct(CommitRequest<DeltaCommittable> request) {
    DeltaCommittable committable = request.getCommittable();
    long checkpoint = committable.checkpoint();
    OptionalLong inTable = table.transactions().newestVersion(committable.sinkId().value());
    switch (rule.decide(committable.scope(), checkpoint, inTable)) {
      case COMMIT -> {
        requireUninterrupted(committable, inTable);
        removeLeftovers(committable, append(committable, inTable));
      }
      case ALREADY_COMMITTED -> {
        requireOurs(committable);
        LOG.info("Checkpoint {} is in {} already", checkpoint, path);
        request.signalAlreadyCommitted();
      }
      case REWIND -> {
        requireCommittedBefore(committable);
        LOG.info("Checkpoint {} is in {} already, which is ahead of us", checkpoint, path);
        request.signalAlreadyCommitted();
      }
      case FOREIGN_WRITER -> throw foreignWriter(committable, inTable.getAsLong());
    }
    return rule.afterCommitOf(checkpoint);
  }

  /**
   * The number alone does not tell who committed. If another job with our sink id did, and this one
   * was restored since, skipping would lose our rows. A batch job's id is nobody else's, and after
   * a rerun its files have other names.
   */
  private void requireOurs(DeltaCommittable committable) {
    if (committable.scope() == CommitScope.JOB) {
      return;
    }
    TransactionId ours = committable.transactionId();
    LogTail tail = table.transactions().logBackTo(entry -> entry.reaches(ours));
    boolean isOurs =
        tail.goal()
            .map(entry -> entry.carries(ours) && entry.added().equals(committable.paths()))
            .orElse(tail.cleaned());
    if (!isOurs) {
      throw foreignWriter(committable, committable.checkpoint());
    }
  }

  private void requireUninterrupted(DeltaCommittable committable, OptionalLong inTable) {
    if (committable.scope() == CommitScope.CHECKPOINT
        && CommitRule.isInterrupted(committable.previous(), inTable)) {
      throw foreignWriter(committable, inTable.getAsLong());
    }
  }

  /**
   * The aggregator decides whether a job may go back; what came with its state must be in the table
   * either way, or is lost.
   */
  private void requireCommittedBefore(DeltaCommittable committable) {
    if (table.transactions().filesOf(committable.transactionId()).isEmpty()) {
      throw new SuppressRestartsException(
          SinkStateException.lostCommittable(
              path, committable.sinkId(), committable.checkpoint(), rule.settled().getAsLong()));
    }
    requireOurs(committable);
  }

  /** Then another run has written its files, which may have had other columns. */
  private boolean cameWithTheState(DeltaCommittable committable) {
    return restoredCheckpoint.isPresent()
        && committable.checkpoint() <= restoredCheckpoint.getAsLong();
  }

  /** A version whose files are not there could not be read by anybody. */
  private void requireFiles(DeltaCommittable committable) {
    List<DataFile> missing = table.missing(committable.files(), committable.tableId());
    if (!missing.isEmpty()) {
      throw new SuppressRestartsException(
          SinkStateException.missingFiles(path, committable, missing));
    }
  }

  private SuppressRestartsException foreignWriter(DeltaCommittable committable, long inTable) {
    SinkId sinkId = committable.sinkId();
    long checkpoint = committable.checkpoint();
    return new SuppressRestartsException(
        Fence.isFence(inTable)
            ? SinkStateException.replaced(path, sinkId, checkpoint)
            : SinkStateException.foreignWriter(path, sinkId, checkpoint, inTable));
  }

  /**
   * @param inTable what the decision to commit was made on; if it changes meanwhile, another is due
   */
  private CommitResult append(DeltaCommittable committable, OptionalLong inTable) {
    long started = metrics.now();
    requireFiles(committable);
    if (cameWithTheState(committable)) {
      table.requireColumns(committable.files(), committable.tableId());
    }
    CommitResult result =
        table.append(
            committable.transactionId(), inTable, committable.files(), committable.tableId());
    metrics.committed(committable, result, started);
    LOG.info(
        "Committed version {} of {}: {} rows in {} files, {} bytes, {} ms (checkpoint {})",
        result.version(),
        path,
        committable.rowCount(),
        committable.files().size(),
        committable.sizeInBytes(),
        metrics.lastCommitMillis(),
        committable.checkpoint());
    return result;
  }

  /**
   * Now that the table holds this number, nobody can commit a lower one or another of the same, so
   * what replaced attempts wrote up to here is of no use. A savepoint that such an attempt took is
   * refused whether or not its files are there. What came with the state is of another run, which
   * this one has replaced itself.
   */
  private void removeLeftovers(DeltaCommittable committable, CommitResult result) {
    if (!committable.restoredWriters().isEmpty() && !cameWithTheState(committable)) {
      committable
          .previousTransactionId()
          .ifPresent(previous -> removeLeftovers(committable.restoredWriters(), previous, result));
    }
  }

  private void removeLeftovers(
      Set<FileOrigin> restoredWriters, TransactionId previous, CommitResult result) {
    if (previous.version() == BEFORE_ALL_CHECKPOINTS) {
      table.removeLeftovers(restoredWriters, result.version());
    } else {
      table.removeLeftovers(restoredWriters, previous);
    }
  }

  @Override
  public void close() {
    table.close();
  }
}
