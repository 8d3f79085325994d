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
package io.github.flinkcomments.benchmarks.job;

import io.github.flinkcomments.examples.table.TableVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What was seen of one run of the job.
 *
 * @param start when its process was started
 * @param checkpoints those that were there long enough to be measured, in their order
 * @param savepoint the one it ended with
 * @param versions of the table, those without rows left out
 */
record JobRun(
    Instant start,
    HeapPeaks heap,
    List<SnapshotSize> checkpoints,
    SnapshotSize savepoint,
    List<TableVersion> versions) {

  JobRun {
    checkpoints = List.copyOf(checkpoints);
    versions = List.copyOf(versions);
  }

  /** From the start of the process to the last commit. */
  Duration untilCommitted() {
    return Duration.between(start, lastCommit());
  }

  long rows() {
    return versions.stream().mapToLong(TableVersion::rows).sum();
  }

  /** The checkpoints that were taken after the first row and before the last. */
  List<SnapshotSize> checkpointsWhileReading() {
    return checkpoints.stream()
        .filter(checkpoint -> checkpoint.rows() > 0 && checkpoint.rows() < rows())
        .toList();
  }

  /** Rows that were committed after the first commit. */
  long rowsAfterFirst() {
    return rows() - versions.get(0).rows();
  }

  Duration afterFirst() {
    return Duration.between(versions.get(0).time(), lastCommit());
  }

  private Instant lastCommit() {
    return versions.get(versions.size() - 1).time();
  }
}
