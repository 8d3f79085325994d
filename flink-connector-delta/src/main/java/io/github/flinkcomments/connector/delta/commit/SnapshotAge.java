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

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a table that shows no transaction of a sink can be believed. Where transactions expire,
 * one that was committed after the snapshot may have been forgotten, and all that came with it
 * would be committed again.
 *
 * @param taken when the snapshot was taken, if it tells
 * @param now the time of the start
 */
record SnapshotAge(Optional<Instant> taken, Instant now) {

  /** Clocks of different processes are not quite the same. */
  private static final double SAFE_PART_OF_RETENTION = 0.9;

  SnapshotAge {
    requireNonNull(taken);
    requireNonNull(now);
  }

  Optional<Duration> value() {
    return taken.map(time -> Duration.between(time, now));
  }

  /**
   * @param retention how long transactions are remembered, if not for ever
   */
  boolean isSafe(Optional<Duration> retention) {
    return retention.isEmpty()
        || value()
            .filter(age -> age.toMillis() < SAFE_PART_OF_RETENTION * retention.get().toMillis())
            .isPresent();
  }
}
