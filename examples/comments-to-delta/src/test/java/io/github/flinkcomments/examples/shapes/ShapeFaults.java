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
package io.github.flinkcomments.examples.shapes;

import java.util.Optional;
import java.util.Random;

/** Goes wrong a number of times, at requests and in ways that a seed decides. */
final class ShapeFaults {

  /** How an answer goes wrong. */
  enum Fault {
    SERVER_ERROR,
    TOO_MANY_REQUESTS,
    /** Half of the body, then the end of the connection. */
    TRUNCATED,
    /** The headers, then silence. */
    STALLED,
    /** The end of the connection. */
    CLOSED
  }

  /** Of two requests one goes wrong, but never two in a row: retries are bounded. */
  private static final int ONE_IN = 2;

  private final Random random;
  private int left;
  private boolean failedLast;

  private ShapeFaults(long seed, int count) {
    this.random = new Random(seed);
    this.left = count;
  }

  static ShapeFaults none() {
    return new ShapeFaults(0, 0);
  }

  static ShapeFaults of(long seed, int count) {
    return new ShapeFaults(seed, count);
  }

  /** What goes wrong with the next answer. */
  synchronized Optional<Fault> next() {
    failedLast = left > 0 && !failedLast && random.nextInt(ONE_IN) == 0;
    if (!failedLast) {
      return Optional.empty();
    }
    left--;
    notifyAll();
    return Optional.of(Fault.values()[random.nextInt(Fault.values().length)]);
  }

  /** Waits until all have happened. */
  synchronized void awaitNone() throws InterruptedException {
    while (left > 0) {
      wait();
    }
  }
}
