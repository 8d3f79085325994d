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
import java.util.concurrent.TimeUnit;

/**
 * Tells a thread that something may have changed that it waits for: an answer, a quota, a wake-up.
 *
 * <p>The thread takes the {@link #count} first, then looks at everything, and waits only if nothing
 * was raised since. Thread-safe.
 */
final class Signal {

  private long count;

  /** How often it was raised. */
  synchronized long count() {
    return count;
  }

  synchronized void raise() {
    count++;
    notifyAll();
  }

  /** Waits until it was raised more than {@code seen} times, or the time is over. */
  synchronized void await(long seen, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    long left = atMost.toNanos();
    while (count == seen && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
  }
}
