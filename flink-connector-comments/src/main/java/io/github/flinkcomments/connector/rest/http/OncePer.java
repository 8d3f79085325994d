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
package io.github.flinkcomments.connector.rest.http;

import java.time.Duration;

/** Lets something happen once in so much time. Pure but for the time given; thread-safe. */
final class OncePer {

  private final Duration interval;
  private boolean happened;
  private long happenedAt;

  OncePer(Duration interval) {
    this.interval = interval;
  }

  /** Returns whether it is time, and takes it for done then. */
  synchronized boolean isDue(long nowNanos) {
    if (happened && nowNanos - happenedAt < interval.toNanos()) {
      return false;
    }
    happened = true;
    happenedAt = nowNanos;
    return true;
  }
}
