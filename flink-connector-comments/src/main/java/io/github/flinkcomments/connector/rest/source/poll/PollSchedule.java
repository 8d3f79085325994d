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
package io.github.flinkcomments.connector.rest.source.poll;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * When to poll the listing again: a pause after the end of each poll, so that a slow one is not
 * followed by a burst; a longer one after each poll that failed, which does not fail the job for a
 * while if one has succeeded before. Pure but for the clock; one thread.
 */
final class PollSchedule {

  /** Longest pause after a failed poll, unless the usual pause is longer. */
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

  private final Duration interval;
  private final Duration patience;
  private final LongSupplier nanoTime;

  private long dueNanos;
  private boolean succeeded;
  private int failures;
  private OptionalLong failingSinceNanos = OptionalLong.empty();

  /**
   * Creates a schedule whose first poll is due at once.
   *
   * @param interval pause between two polls
   * @param patience how long polls may fail, one after the other
   * @param nanoTime the clock
   */
  PollSchedule(Duration interval, Duration patience, LongSupplier nanoTime) {
    this.interval = interval;
    this.patience = patience;
    this.nanoTime = nanoTime;
    this.dueNanos = nanoTime.getAsLong();
  }

  /** How long to wait for the next poll; not below zero. */
  Duration untilDue() {
    return Duration.ofNanos(Math.max(0, dueNanos - nanoTime.getAsLong()));
  }

  /**
   * A poll has succeeded.
   *
   * @return how many had failed before it
   */
  int succeeded() {
    int before = failures;
    succeeded = true;
    failures = 0;
    failingSinceNanos = OptionalLong.empty();
    dueNanos = nanoTime.getAsLong() + interval.toNanos();
    return before;
  }

  /**
   * A poll has failed.
   *
   * @return whether to go on; not if none has succeeded yet, or if they have failed for too long
   */
  boolean failed() {
    long now = nanoTime.getAsLong();
    if (failingSinceNanos.isEmpty()) {
      failingSinceNanos = OptionalLong.of(now);
    }
    failures++;
    Duration failing = Duration.ofNanos(now - failingSinceNanos.getAsLong());
    dueNanos = now + backoff().toNanos();
    return succeeded && failing.compareTo(patience) < 0;
  }

  /** How many polls have failed since the last that succeeded. */
  int failures() {
    return failures;
  }

  private Duration backoff() {
    Duration doubled = interval.multipliedBy(1L << Math.min(failures, 16));
    Duration longest = interval.compareTo(LONGEST_BACKOFF) > 0 ? interval : LONGEST_BACKOFF;
    return doubled.compareTo(longest) > 0 ? longest : doubled;
  }
}
