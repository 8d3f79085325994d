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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The requests that were answered, oldest first. A request is logged before the first byte of its
 * answer is sent: whoever holds an answer finds its request here.
 *
 * <p>Only the newest requests are kept, so that a long run takes bounded memory; counts are of all.
 */
public final class RequestLog {

  private final int capacity;
  private final Deque<ServedRequest> newest = new ArrayDeque<>();
  private final Map<Class<? extends Fault>, Long> delivered = new HashMap<>();
  private long count;

  RequestLog(int capacity) {
    this.capacity = capacity;
  }

  /** The requests kept, oldest first. */
  public synchronized List<ServedRequest> all() {
    return List.copyOf(newest);
  }

  /** How many requests were answered since the start. */
  public synchronized long count() {
    return count;
  }

  /** How many faults of a kind were delivered since the start. */
  public synchronized long delivered(Class<? extends Fault> kind) {
    return delivered.getOrDefault(kind, 0L);
  }

  /** Forgets the requests kept; the counts go on. */
  public synchronized void clear() {
    newest.clear();
  }

  /**
   * Waits until so many of the kept requests match, those already answered included.
   *
   * @throws IllegalStateException if the limit passes before
   */
  public synchronized void await(int matching, Predicate<ServedRequest> matches, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (newest.stream().filter(matches).count() < matching) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new IllegalStateException(
            "Fewer than "
                + matching
                + " of these requests matched within "
                + limit
                + ": "
                + newest);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  synchronized void add(ServedRequest served) {
    count++;
    served.fault().ifPresent(fault -> delivered.merge(fault.getClass(), 1L, Long::sum));
    if (capacity > 0) {
      if (newest.size() == capacity) {
        newest.removeFirst();
      }
      newest.addLast(served);
      notifyAll();
    }
  }
}
