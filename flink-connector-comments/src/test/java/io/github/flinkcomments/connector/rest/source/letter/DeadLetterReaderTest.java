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
package io.github.flinkcomments.connector.rest.source.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.rest.record.DeadLetter;
import io.github.flinkcomments.connector.rest.source.split.DeadLetterSplit;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import io.github.flinkcomments.connector.rest.source.split.RestSplit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restored reader finishes what the one before it has left, and reads what is to be read. */
class DeadLetterReaderTest {

  private static final RangeSplit RANGE = RangeSplit.of(0, 10);

  @TempDir Path directory;

  private final Ranges ranges = new Ranges();
  private final Outputs outputs = new Outputs();

  @Test
  void restoredLettersArePublishedAndTheirOutputsAreReleased() throws Exception {
    DeadLetterSplit pending = pending();
    try (DeadLetterReader<String> reader = new DeadLetterReader<>(ranges, DeadLetters.none())) {
      reader.addSplits(List.of(pending, RANGE));
      assertThat(Path.of(pending.file())).hasContent(letter().toJson());
      assertThat(ranges.added).containsExactly(RANGE);

      reader.pollNext(outputs);
      reader.pollNext(outputs);

      // Their outputs would hold back the watermarks of all others.
      assertThat(outputs.released).containsExactly(pending.splitId());
      assertThat(reader.snapshotState(2)).containsExactly(RANGE);
    }
  }

  @Test
  void aReaderThatIsRestoredWithLettersAloneIsGivenNoSplit() throws Exception {
    try (DeadLetterReader<String> reader = new DeadLetterReader<>(ranges, DeadLetters.none())) {
      reader.addSplits(List.of(pending()));
    }
    assertThat(ranges.calls).isZero();
  }

  @Test
  void checkpointsHoldSplitsAndLetters() throws Exception {
    DeadLetters letters = new CheckpointedDeadLetters(LetterDirectory.open(directory.toString()));
    try (DeadLetterReader<String> reader = new DeadLetterReader<>(ranges, letters)) {
      reader.addSplits(List.of(RANGE));
      letters.add(letter());
      List<RestSplit> state = reader.snapshotState(1);

      assertThat(state).hasSize(2).contains(RANGE);
      DeadLetterSplit pending = (DeadLetterSplit) state.get(1);
      assertThat(Path.of(pending.file())).doesNotExist();
      reader.notifyCheckpointComplete(1);
      assertThat(Path.of(pending.file())).hasContent(letter().toJson());
      assertThat(reader.snapshotState(2)).containsExactly(RANGE);
    }
  }

  private DeadLetterSplit pending() throws Exception {
    DeadLetters before = new CheckpointedDeadLetters(LetterDirectory.open(directory.toString()));
    before.add(letter());
    return before.snapshot(1).get(0);
  }

  private static DeadLetter letter() {
    return new DeadLetter("http://host", "offset 1", "it is wrong", "{}");
  }

  /** Takes splits. */
  private static final class Ranges implements SourceReader<String, RestSplit> {
    private final List<RestSplit> added = new ArrayList<>();
    private int calls;

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<String> output) {
      return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<RestSplit> snapshotState(long checkpointId) {
      return added;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void addSplits(List<RestSplit> splits) {
      calls++;
      added.addAll(splits);
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }

  /** Knows which outputs are not needed any more. */
  private static final class Outputs implements ReaderOutput<String> {
    private final List<String> released = new ArrayList<>();

    @Override
    public void collect(String record) {}

    @Override
    public void collect(String record, long timestamp) {}

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<String> createOutputForSplit(String splitId) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
      released.add(splitId);
    }
  }
}
