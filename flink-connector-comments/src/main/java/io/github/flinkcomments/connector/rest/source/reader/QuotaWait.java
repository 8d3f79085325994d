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
package io.github.flinkcomments.connector.rest.source.reader;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * When to say that a reader waits for its quota to open: first after a minute, then after twice as
 * long each time, so that a job without checkpoints does not stand still in silence. Pure but for
 * the clock; fetcher thread only.
 */
final class QuotaWait {

  private static final Duration FIRST = Duration.ofMinutes(1);

  private final LongSupplier nanoTime;
  private OptionalLong dueNanos = OptionalLong.empty();
  private Duration next = FIRST;

  QuotaWait(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** How long to wait until it is to be said; begins the wait. */
  Duration untilTold() {
    long now = nanoTime.getAsLong();
    if (dueNanos.isEmpty()) {
      dueNanos = OptionalLong.of(now + next.toNanos());
    }
    return Duration.ofNanos(Math.max(0, dueNanos.getAsLong() - now));
  }

  /** Whether it is to be said now; if so, it is said again later. */
  boolean isDue() {
    if (dueNanos.isEmpty() || nanoTime.getAsLong() < dueNanos.getAsLong()) {
      return false;
    }
    next = next.multipliedBy(2);
    dueNanos = OptionalLong.of(nanoTime.getAsLong() + next.toNanos());
    return true;
  }

  /** The quota has opened. */
  void ended() {
    dueNanos = OptionalLong.empty();
    next = FIRST;
  }
}
