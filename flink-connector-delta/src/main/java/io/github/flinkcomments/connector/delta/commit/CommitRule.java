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

import java.util.OptionalLong;

/**
 * Decides whether a committable is committed, from three numbers.
 *
 * <p>The table remembers the newest checkpoint that was committed under a sink id, in the same
 * version that added the files. A run knows up to which checkpoint that number may have come from
 * itself or from the run it was restored from: the restored checkpoint at first, then each one that
 * it commits. Everything follows from comparing the two:
 *
 * <ul>
 *   <li>The table is ahead of the run: somebody committed under our id what we know nothing of. At
 *       the start, and for committables that came with the restored state, the user restored an
 *       older snapshot ({@link CommitDecision#REWIND}). Later, another job restored the same
 *       snapshot as we did ({@link CommitDecision#FOREIGN_WRITER}).
 *   <li>Otherwise, if the table holds the committable's checkpoint or a later one: {@link
 *       CommitDecision#ALREADY_COMMITTED}.
 *   <li>Otherwise: {@link CommitDecision#COMMIT}.
 * </ul>
 *
 * <p>A batch job commits once under an id of its own, so finding its number means that it is done.
 *
 * <p>A commit whose result is unknown needs no case here. The table looks for our file names before
 * it says so; if it cannot even do that, the job fails over and restores the checkpoint in question
 * or a later one, since committing begins when a checkpoint is complete.
 *
 * @param settled the newest checkpoint that this run or its ancestors may have committed
 */
record CommitRule(OptionalLong settled) {

  /**
   * The rule of a run that begins.
   *
   * @param restoredCheckpoint the checkpoint that the run was restored from, if it was
   */
  static CommitRule startingFrom(OptionalLong restoredCheckpoint) {
    return new CommitRule(restoredCheckpoint);
  }

  /** The rule once a checkpoint is known to be in the table. */
  CommitRule afterCommitOf(long checkpoint) {
    return isAheadOfRun(checkpoint) ? new CommitRule(OptionalLong.of(checkpoint)) : this;
  }

  /** Whether a restored run must not even begin: the table has seen more than its snapshot. */
  boolean isRewind(OptionalLong inTable) {
    return settled.isPresent() && inTable.isPresent() && isAheadOfRun(inTable.getAsLong());
  }

  /**
   * Whether somebody else has committed, though the table is not ahead of the run: another job that
   * was restored from the same snapshot used a number for which this one had no rows.
   *
   * @param previous the committable before the one that is to be committed, if it is known
   * @param inTable the newest checkpoint under its sink id in the table. The table may forget it
   */
  static boolean isInterrupted(OptionalLong previous, OptionalLong inTable) {
    return previous.isPresent() && inTable.isPresent() && !previous.equals(inTable);
  }

  /**
   * Decides about one committable.
   *
   * @param scope whether it stands for a checkpoint or for a whole batch job
   * @param checkpoint its checkpoint
   * @param inTable the newest checkpoint under its sink id in the table
   */
  CommitDecision decide(CommitScope scope, long checkpoint, OptionalLong inTable) {
    if (inTable.isEmpty()) {
      return CommitDecision.COMMIT;
    }
    return switch (scope) {
      case CHECKPOINT -> decideAgainst(checkpoint, inTable.getAsLong());
      case JOB -> skipIfReached(checkpoint, inTable.getAsLong());
    };
  }

  private CommitDecision decideAgainst(long checkpoint, long inTable) {
    if (isAheadOfRun(inTable)) {
      return isAheadOfRun(checkpoint) ? CommitDecision.FOREIGN_WRITER : CommitDecision.REWIND;
    }
    return skipIfReached(checkpoint, inTable);
  }

  private static CommitDecision skipIfReached(long checkpoint, long inTable) {
    return inTable >= checkpoint ? CommitDecision.ALREADY_COMMITTED : CommitDecision.COMMIT;
  }

  private boolean isAheadOfRun(long checkpoint) {
    return settled.isEmpty() || checkpoint > settled.getAsLong();
  }
}
