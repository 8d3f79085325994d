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
package io.github.flinkcomments.connector.delta.log;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait for other writers: twice as long each time, at random, and not for ever. */
record CommitRetry(int mostRetries, Duration first, Duration longest) {

  /** About half a minute against writers that commit without a pause. */
  static final CommitRetry DEFAULT =
      new CommitRetry(50, Duration.ofMillis(5), Duration.ofSeconds(1));

  private static final int MOST_DOUBLINGS = 30;

  boolean isAllowed(int retries) {
    return retries < mostRetries;
  }

  /** Between nothing and the bound, so that two losers do not meet again. */
  Duration delay(int retries, RandomGenerator random) {
    long bound =
        Math.min(longest.toMillis(), first.toMillis() << Math.min(retries, MOST_DOUBLINGS));
    return Duration.ofMillis(random.nextLong(bound + 1));
  }
}
