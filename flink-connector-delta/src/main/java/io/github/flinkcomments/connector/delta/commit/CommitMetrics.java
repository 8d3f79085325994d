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
package io.github.flinkcomments.connector.delta.commit;

import io.github.flinkcomments.connector.delta.log.CommitResult;
import org.apache.flink.annotation.Internal;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.clock.Clock;

/**
 * What an operator wants to know of a sink's commits, beside Flink's own counters of committables.
 *
 * <p>Written by the committer's task thread, read by reporters.
 */
@Internal
public final class CommitMetrics {

  private final Clock clock;
  private final Counter retries;

  private volatile long lastSuccess;
  private volatile long lastVersion;
  private volatile long lastFiles;
  private volatile long lastRows;
  private volatile long lastBytes;
  private volatile long lastMillis;

  /**
   * Registers the metrics.
   *
   * <ul>
   *   <li>{@code secondsSinceLastSuccessfulCommit}: since the committer started, before its first
   *       commit. A checkpoint without rows makes no commit.
   *   <li>{@code lastCommittedVersion}, {@code lastCommitFiles}, {@code lastCommitRows}, {@code
   *       lastCommitBytes}, {@code lastCommitDurationMillis}: zero before the first commit.
   *   <li>{@code commitRetries}: how often another writer was faster.
   * </ul>
   *
   * @param group the committer's metric group
   * @param clock measures durations
   */
  public CommitMetrics(MetricGroup group, Clock clock) {
    this.clock = clock;
    this.lastSuccess = clock.relativeTimeMillis();
    this.retries = group.counter("commitRetries");
    group.gauge("secondsSinceLastSuccessfulCommit", () -> (now() - lastSuccess) / 1000);
    group.gauge("lastCommittedVersion", () -> lastVersion);
    group.gauge("lastCommitFiles", () -> lastFiles);
    group.gauge("lastCommitRows", () -> lastRows);
    group.gauge("lastCommitBytes", () -> lastBytes);
    group.gauge("lastCommitDurationMillis", () -> lastMillis);
  }

  long now() {
    return clock.relativeTimeMillis();
  }

  void committed(DeltaCommittable committable, CommitResult result, long started) {
    lastSuccess = now();
    lastMillis = lastSuccess - started;
    lastVersion = result.version();
    lastFiles = committable.files().size();
    lastRows = committable.rowCount();
    lastBytes = committable.sizeInBytes();
    retries.inc(result.retries());
  }

  long lastCommitMillis() {
    return lastMillis;
  }
}
