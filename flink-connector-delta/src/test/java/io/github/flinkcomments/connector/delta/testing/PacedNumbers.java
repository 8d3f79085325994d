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

import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.util.NumberSequenceIterator;

/** Numbers at a pace. Flink's own rate limiters have another interface before 2.2. */
final class PacedNumbers extends NumberSequenceSource {

  private static final long serialVersionUID = 1L;

  private final RowsPerCheckpoint pace;

  PacedNumbers(long last, RowsPerCheckpoint pace) {
    super(0, last);
    this.pace = pace;
  }

  @Override
  public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext context) {
    return new Reader(context, pace.ofReader(context.getIndexOfSubtask()));
  }

  /** Flink calls everything here on the task's thread. */
  private static final class Reader
      extends IteratorSourceReader<Long, NumberSequenceIterator, NumberSequenceSplit> {

    private final int rows;
    private int left;
    private CompletableFuture<Void> next = new CompletableFuture<>();

    private Reader(SourceReaderContext context, int rows) {
      super(context);
      this.rows = rows;
      this.left = rows;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Long> output) {
      return left == 0 ? InputStatus.NOTHING_AVAILABLE : super.pollNext(output);
    }

    @Override
    protected Long convert(Long number) {
      left--;
      return number;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return left == 0 ? next : super.isAvailable();
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      if (rows > 0) {
        left = rows;
        CompletableFuture<Void> waiting = next;
        next = new CompletableFuture<>();
        waiting.complete(null);
      }
    }
  }
}
