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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Holds all requests of a client back while the server wants a pause. Closing it sends everybody
 * away who waits. Thread-safe.
 */
final class PauseGate implements AutoCloseable {

  private final LongSupplier nanoTime;
  private final AtomicLong opensAt;
  private final CountDownLatch closed = new CountDownLatch(1);

  PauseGate(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.opensAt = new AtomicLong(nanoTime.getAsLong());
  }

  /** Shuts the gate for a while from now; never for less than it is already shut. */
  void pauseFor(Duration pause) {
    long until = nanoTime.getAsLong() + pause.toNanos();
    // Differences, not values, can be compared: the JDK's nano time may overflow.
    opensAt.accumulateAndGet(until, (old, given) -> given - old > 0 ? given : old);
  }

  /**
   * Waits for a time, and then for the gate to open.
   *
   * @return false if the gate was closed for good
   */
  boolean await(Duration backoff) throws InterruptedException {
    if (closed.await(backoff.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    long remaining = opensAt.get() - nanoTime.getAsLong();
    while (remaining > 0) {
      if (closed.await(remaining, TimeUnit.NANOSECONDS)) {
        return false;
      }
      remaining = opensAt.get() - nanoTime.getAsLong();
    }
    return true;
  }

  @Override
  public void close() {
    closed.countDown();
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }
}
