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
package io.github.flinkcomments.examples.job;

import io.github.flinkcomments.examples.checkpoint.Progress;
import java.util.OptionalLong;

/**
 * Tells when a job has read everything that was there when it started.
 *
 * <p>The end that counts is the first one that this run looked up itself: the end that was restored
 * is as old as its snapshot. It is not moved when the listing grows, or the job might never stop.
 */
final class CatchUp {

  private final long restoredProbes;
  private OptionalLong end = OptionalLong.empty();

  /**
   * @param restored the progress that this run started from
   */
  CatchUp(Progress restored) {
    this.restoredProbes = restored.probes();
  }

  /** Whether a snapshot of this run shows that everything below the end was read. */
  boolean reachedBy(Progress progress) {
    if (end.isEmpty() && progress.probes() > restoredProbes) {
      end = progress.known();
    }
    return end.isPresent() && progress.current() >= end.getAsLong();
  }
}
