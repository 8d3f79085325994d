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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.metrics.scope.ScopeFormat;
import org.apache.flink.util.IOUtils;

/**
 * One file for each reader of a batch job, which is published when the reader has read all it was
 * given. A reader that runs again, because it has failed or its result was lost, replaces the file:
 * the name depends on job, operator and subtask alone. What an attempt that has failed was reading
 * comes back to the enumerator, and is in the file of whoever reads it again.
 */
final class BatchDeadLetters implements DeadLetters {

  private final LetterDirectory directory;
  private final String name;
  private @Nullable LetterFile open;
  private boolean ended;

  BatchDeadLetters(LetterDirectory directory, String name) {
    this.directory = directory;
    this.name = name;
  }

  /** Tells the reader from all others, and is the same for every attempt at it. */
  static String name(SourceReaderContext context) {
    Map<String, String> scope = context.metricGroup().getAllVariables();
    return "dead-letters-%s-%s-%d.jsonl"
        .formatted(
            Objects.requireNonNull(scope.get(ScopeFormat.SCOPE_JOB_ID)),
            Objects.requireNonNull(scope.get(ScopeFormat.SCOPE_OPERATOR_ID)),
            context.getIndexOfSubtask());
  }

  @Override
  public void add(DeadLetter letter) throws IOException {
    if (open == null) {
      open = directory.begin(name);
    }
    open.add(letter);
  }

  @Override
  public List<DeadLetterSplit> snapshot(long checkpointId) {
    throw new SuppressRestartsException(
        new IllegalStateException(
            "The job takes checkpoints, but its source was told that it runs in batch mode, and would"
                + " not publish dead letters with them; leave out RestSourceBuilder.setBatch(true)."));
  }

  @Override
  public void completed(long checkpointId) {}

  @Override
  public void ended() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    if (open == null) {
      directory.remove(name);
      return;
    }
    // Uploads what is left, which takes long and is interrupted when this attempt is given up; the
    // file of another attempt may be the one that stays.
    DeadLetterSplit finished = directory.finish(open);
    directory.replace(finished);
    open = null;
  }

  @Override
  public void close() {
    IOUtils.closeQuietly(open);
  }
}
