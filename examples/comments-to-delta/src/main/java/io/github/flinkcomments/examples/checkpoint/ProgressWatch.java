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

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a running job by the snapshots that it completes. */
public final class ProgressWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressWatch.class);

  private final SnapshotFinder snapshots;
  private final ProgressReader reader;
  private Optional<Snapshot> last;

  /**
   * @param restored the snapshot that the job started from, which is not reported
   */
  public ProgressWatch(
      SnapshotFinder snapshots, ProgressReader reader, Optional<Snapshot> restored) {
    this.snapshots = snapshots;
    this.reader = reader;
    this.last = restored;
  }

  /** The progress in the newest snapshot, unless it was returned before or cannot be read yet. */
  public Optional<Progress> next() {
    try {
      Optional<Snapshot> newest = snapshots.newest();
      if (newest.isEmpty() || newest.equals(last)) {
        return Optional.empty();
      }
      Progress progress = reader.read(newest.get());
      last = newest;
      return Optional.of(progress);
    } catch (IOException e) {
      // Flink deletes a checkpoint once there is a newer one: the next read will find that.
      LOG.debug("The newest snapshot was gone before it was read.", e);
      return Optional.empty();
    }
  }
}
