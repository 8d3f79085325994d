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
package io.github.flinkcomments.connector.delta.testing;

import java.io.Serial;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;

/**
 * Lets every reader emit so many rows, and as many again after each completed checkpoint. A job's
 * length is thus counted in checkpoints, not in time.
 *
 * @param rows per reader and checkpoint
 * @param stagger so many more for each further reader, so that they come to their ends at different
 *     checkpoints
 */
public record RowsPerCheckpoint(int rows, int stagger)
    implements RateLimiterStrategy<NumberSequenceSplit> {

  @Serial private static final long serialVersionUID = 1L;

  private static final AtomicInteger READERS = new AtomicInteger();

  @Override
  public RateLimiter<NumberSequenceSplit> createRateLimiter(int parallelism) {
    return new Limiter(rows + stagger * (READERS.getAndIncrement() % parallelism));
  }

  /** Used on the reader's thread only. */
  private static final class Limiter implements RateLimiter<NumberSequenceSplit> {

    private final int rows;
    private int left;
    private CompletableFuture<Void> next = new CompletableFuture<>();

    private Limiter(int rows) {
      this.rows = rows;
      this.left = rows;
    }

    @Override
    public CompletionStage<Void> acquire(int count) {
      if (left > 0) {
        left--;
        return CompletableFuture.completedFuture(null);
      }
      return next;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      if (rows > 0) {
        CompletableFuture<Void> waiting = next;
        next = new CompletableFuture<>();
        left = rows - 1;
        waiting.complete(null); // which is the first row
      }
    }
  }
}
