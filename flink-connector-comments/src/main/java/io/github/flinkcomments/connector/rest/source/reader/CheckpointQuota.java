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
package io.github.flinkcomments.connector.rest.source.reader;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Limits how many records one reader emits between two completed checkpoints.
 *
 * <p>The limit is for the whole job: each reader has a fixed share of it, and the shares add up to
 * the limit, so that no coordination is needed and none can fail. Records count from the last
 * <em>completed</em> checkpoint: one that is declined opens nothing, so that a table version never
 * holds more than the limit. A record that is skipped counts like any other: it was handed over,
 * and would be missing from the share for ever.
 *
 * <p>{@link #acquire} and {@link #opened} are called by the fetcher, the rest on the task thread.
 */
final class CheckpointQuota {

  private final long share;
  private final Map<Long, Long> emittedAtCheckpoint = new TreeMap<>();
  private long handedOver;

  /** Task thread only, so that counting a record costs no lock. */
  private long emitted;

  private long emittedAtLastCompleted;
  private boolean checkpointSeen;
  private CompletableFuture<Void> opened = new CompletableFuture<>();

  private CheckpointQuota(long share) {
    this.share = share;
  }

  /**
   * The quota of one reader. The first readers get one more where the limit cannot be divided;
   * where it is below the parallelism, the last ones get none.
   */
  static CheckpointQuota shareOf(long limit, int subtask, int parallelism) {
    return new CheckpointQuota(limit / parallelism + (subtask < limit % parallelism ? 1 : 0));
  }

  /**
   * Checks that this reader may emit at all.
   *
   * @throws SuppressRestartsException if it may not, and would hold its range for ever
   */
  void requireShare() {
    if (share == 0) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              "A range was restored to a reader that may not emit, because"
                  + " 'scan.max-records-per-checkpoint' is below the parallelism of the source."
                  + " Resume with a parallelism that is not above it."));
    }
  }

  /** Takes up to {@code wanted} records; 0 if none is left until a checkpoint completes. */
  synchronized int acquire(int wanted) {
    long left = share - (handedOver - emittedAtLastCompleted);
    int granted = (int) Math.max(0, Math.min(wanted, left));
    handedOver += granted;
    if (granted == 0 && opened.isDone()) {
      opened = new CompletableFuture<>();
    }
    return granted;
  }

  /** Completes when {@link #acquire} may have something to give again. */
  synchronized CompletableFuture<Void> opened() {
    return opened;
  }

  /** What to do about a quota that does not open, in a sentence. */
  synchronized String whyClosed(String listing) {
    return ("A reader of the listing %s has emitted what 'scan.max-records-per-checkpoint' allows"
            + " it, and waits for a checkpoint to complete. "
            + (checkpointSeen
                ? "None has since; see in Flink's web UI why checkpoints fail or take so long."
                : "None has begun in this run: set 'execution.checkpointing.interval', or leave the"
                    + " option out. A job in batch mode has no checkpoints."))
        .formatted(listing);
  }

  /** A record was handed downstream, or skipped. */
  void recordEmitted() {
    emitted++;
  }

  /** A barrier passes: what was emitted so far belongs to this checkpoint or an earlier one. */
  synchronized void checkpointStarted(long checkpointId) {
    checkpointSeen = true;
    emittedAtCheckpoint.put(checkpointId, emitted);
  }

  /** A checkpoint completed, and with it all that were before it. */
  synchronized void checkpointCompleted(long checkpointId) {
    Long atBarrier = emittedAtCheckpoint.get(checkpointId);
    if (atBarrier == null) {
      return; // A checkpoint of an earlier attempt.
    }
    emittedAtLastCompleted = atBarrier;
    emittedAtCheckpoint.keySet().removeIf(id -> id <= checkpointId);
    opened.complete(null);
  }
}
