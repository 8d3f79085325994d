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
package io.github.flinkcomments.examples.api;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Keeps matching requests waiting, before anything is read for them, until it is closed. So a test
 * puts requests in order without sleeping.
 */
public final class Hold implements AutoCloseable {

  private final Predicate<ListingRequest> matches;
  private int held;
  private boolean released;

  Hold(Predicate<ListingRequest> matches) {
    this.matches = matches;
  }

  /**
   * Waits until so many requests were held, those released since included.
   *
   * @throws IllegalStateException if the limit passes before
   */
  public synchronized void awaitHeld(int requests, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (held < requests) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new IllegalStateException(
            "Only " + held + " of " + requests + " requests were held within " + limit + ".");
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Lets the held requests go on, and all that come after them. */
  @Override
  public synchronized void close() {
    released = true;
    notifyAll();
  }

  synchronized void pass(ListingRequest request) throws InterruptedException {
    if (released || !matches.test(request)) {
      return;
    }
    held++;
    notifyAll();
    while (!released) {
      wait();
    }
  }
}
