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

import java.time.Instant;
import java.util.Comparator;
import org.apache.flink.core.fs.Path;

/**
 * A complete checkpoint or savepoint.
 *
 * @param directory the directory that holds its {@code _metadata}; what Flink is told to restore
 * @param checkpointId Flink's number of it; savepoints and checkpoints of a job share one count
 * @param completed when its {@code _metadata} was written
 */
public record Snapshot(Path directory, long checkpointId, Instant completed) {

  /**
   * A job that was restored goes on counting from what it restored, so of the snapshots of one
   * table's jobs the newest has the highest number, whatever the clocks of the machines said. Only
   * jobs that started from the same snapshot can have equal numbers; then the later one counts.
   */
  static final Comparator<Snapshot> BY_AGE =
      Comparator.comparingLong(Snapshot::checkpointId).thenComparing(Snapshot::completed);
}
