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
package io.github.flinkcomments.examples.checkpoint;

import io.github.flinkcomments.connector.rest.source.enumerator.RestEnumeratorState;
import io.github.flinkcomments.connector.rest.source.enumerator.RestEnumeratorStateSerializer;
import io.github.flinkcomments.connector.rest.source.split.RestSplit;
import io.github.flinkcomments.connector.rest.source.split.RestSplitSerializer;
import java.io.IOException;
import java.util.Optional;

/** Reads the progress of a job out of its snapshots. */
public final class ProgressReader {

  private final SourceStateReader<RestEnumeratorState, RestSplit> states;

  /** Reads the progress of a job with one source of ours. */
  public ProgressReader() {
    this(Optional.empty());
  }

  /**
   * @param sourceUid the uid that the job gave its source
   */
  public ProgressReader(String sourceUid) {
    this(Optional.of(sourceUid));
  }

  private ProgressReader(Optional<String> sourceUid) {
    this.states =
        new SourceStateReader<>(
            sourceUid, new RestEnumeratorStateSerializer(), new RestSplitSerializer());
  }

  /**
   * Reads the progress.
   *
   * @throws IOException if the snapshot cannot be read, for example because it is gone by now
   */
  public Progress read(Snapshot snapshot) throws IOException {
    return Progress.of(Progress.ofRanges(states.read(snapshot)));
  }
}
