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

/**
 * Decides which pauses the other clients of a job are told of. Where a server lets little through,
 * each of them finds out by itself, at the cost of one request: to tell every pause would be a
 * message for each refused request. Pure but for the time given; thread-safe.
 */
final class PauseAnnouncements {

  /** Shorter pauses are told once in a while only. */
  private static final Duration LONG = Duration.ofSeconds(10);

  private static final Duration ONCE_IN = Duration.ofMinutes(1);

  private boolean announced;
  private long announcedAt;
  private long announcedUntil;

  /** Returns whether a pause from now on is to be told, and takes it for told then. */
  synchronized boolean isDue(long nowNanos, Duration pause) {
    long until = nowNanos + pause.toNanos();
    boolean isNews =
        !announced
            || (until - announcedUntil > pause.toNanos() / 2
                && (pause.compareTo(LONG) >= 0 || nowNanos - announcedAt > ONCE_IN.toNanos()));
    if (isNews) {
      announced = true;
      announcedAt = nowNanos;
      announcedUntil = until;
    }
    return isNews;
  }
}
