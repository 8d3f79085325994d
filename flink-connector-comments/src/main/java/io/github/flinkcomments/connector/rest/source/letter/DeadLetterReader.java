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

import io.github.flinkcomments.connector.rest.source.split.DeadLetterSplit;
import io.github.flinkcomments.connector.rest.source.split.RestSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/**
 * A reader of any kind, whose checkpoints hold the dead letters that are not published yet, as well
 * as its splits.
 *
 * <p>What it is restored with is published at once, whatever its own {@code error.mode}: the
 * checkpoint is complete, or nobody could go on from it. Runs on the task thread.
 *
 * @param <T> the records
 */
@Internal
public final class DeadLetterReader<T> implements SourceReader<T, RestSplit> {

  private final SourceReader<T, RestSplit> reader;
  private final DeadLetters letters;

  /** Flink gives every split that is restored an output, whose watermark the others wait for. */
  private final List<String> outputsWithoutUse = new ArrayList<>();

  /**
   * Creates a reader.
   *
   * @param reader reads; closed with this one
   * @param letters where it leaves malformed records; closed with it
   */
  public DeadLetterReader(SourceReader<T, RestSplit> reader, DeadLetters letters) {
    this.reader = reader;
    this.letters = letters;
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    outputsWithoutUse.forEach(output::releaseOutputForSplit);
    outputsWithoutUse.clear();
    InputStatus status = reader.pollNext(output);
    if (status == InputStatus.END_OF_INPUT) {
      letters.ended();
    }
    return status;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return reader.isAvailable();
  }

  @Override
  public void addSplits(List<RestSplit> splits) {
    List<RestSplit> toRead = new ArrayList<>();
    for (RestSplit split : splits) {
      if (split instanceof DeadLetterSplit pending) {
        publish(pending);
      } else {
        toRead.add(split);
      }
    }
    if (!toRead.isEmpty()) {
      reader.addSplits(toRead);
    }
  }

  private void publish(DeadLetterSplit pending) {
    try {
      LetterDirectory.publish(pending);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The dead letters %s of the restored checkpoint cannot be published: %s"
              .formatted(pending.file(), e.getMessage()),
          e);
    }
    outputsWithoutUse.add(pending.splitId());
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public List<RestSplit> snapshotState(long checkpointId) {
    List<RestSplit> state = new ArrayList<>(reader.snapshotState(checkpointId));
    try {
      state.addAll(letters.snapshot(checkpointId));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The dead letters of checkpoint %d cannot be written: %s"
              .formatted(checkpointId, e.getMessage()),
          e);
    }
    return state;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    letters.completed(checkpointId);
    reader.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<String> splitsToPause, Collection<String> splitsToResume) {
    reader.pauseOrResumeSplits(splitsToPause, splitsToResume);
  }

  @Override
  public void close() throws Exception {
    try (DeadLetters closed = letters) {
      reader.close();
    }
  }
}
