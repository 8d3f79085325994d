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

import io.github.flinkcomments.connector.rest.record.DeadLetter;
import io.github.flinkcomments.connector.rest.source.split.DeadLetterSplit;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import javax.annotation.Nullable;
import org.apache.flink.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file for each checkpoint before which there was a malformed record, published when that
 * checkpoint, or a later one, is complete. Until then each checkpoint holds by what it can be
 * published: so whoever goes on from the checkpoint publishes it, under the same name, and nobody
 * else can.
 */
final class CheckpointedDeadLetters implements DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointedDeadLetters.class);

  private final LetterDirectory directory;

  /** Tells the files of this attempt from those of all others. */
  private final String attempt = UUID.randomUUID().toString();

  /** Files that wait for their checkpoint, the oldest first. */
  private final Deque<Pending> pending = new ArrayDeque<>();

  private @Nullable LetterFile open;
  private int files;
  private boolean ended;

  CheckpointedDeadLetters(LetterDirectory directory) {
    this.directory = directory;
  }

  private record Pending(long checkpointId, DeadLetterSplit letters) {}

  @Override
  public void add(DeadLetter letter) throws IOException {
    if (open == null) {
      files++;
      open = directory.begin("dead-letters-%s-%d.jsonl".formatted(attempt, files));
    }
    open.add(letter);
  }

  @Override
  public List<DeadLetterSplit> snapshot(long checkpointId) throws IOException {
    if (open != null) {
      pending.add(new Pending(checkpointId, directory.finish(open)));
      open = null;
    }
    List<DeadLetterSplit> unpublished = new ArrayList<>();
    pending.forEach(file -> unpublished.add(file.letters()));
    return unpublished;
  }

  @Override
  public void completed(long checkpointId) throws IOException {
    while (!pending.isEmpty() && pending.peek().checkpointId() <= checkpointId) {
      LetterDirectory.publish(pending.peek().letters());
      pending.remove();
    }
  }

  @Override
  public void ended() {
    ended = true;
  }

  @Override
  public void close() {
    if (ended && (open != null || !pending.isEmpty())) {
      LOG.warn(
          "Dead letters were not published: the task has failed or was cancelled after all was read, or the job"
              + " takes no checkpoint after that. If it is the last, set 'execution.checkpointing.interval' and leave"
              + " 'execution.checkpointing.checkpoints-after-tasks-finish' at true, or, for a job in batch mode,"
              + " call RestSourceBuilder.setBatch(true).");
    }
    IOUtils.closeQuietly(open);
  }
}
