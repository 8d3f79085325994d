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
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Lets the requests of a client through: all of them at once, until the server wants a pause.
 *
 * <p>After a pause they go in the order in which they were first wanted, at first one alone, to
 * find out whether the server is ready. Each answer then lets one more go at the same time, so that
 * a server that allows much is soon asked for as much as before, and one that allows a single
 * request per pause gets just one too many. Thread-safe; closing it sends everybody away who waits.
 */
final class RequestGate implements AutoCloseable {

  /** More than anybody has under way. */
  private static final int UNLIMITED = 1_000;

  /** Pauses are prolonged by up to this part, so that several clients do not come back at once. */
  private static final double JITTER = 0.01;

  private static final Duration LONGEST_JITTER = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final DoubleSupplier random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Turns of the requests that wait to be sent. */
  private final TreeSet<Long> waiting = new TreeSet<>();

  private long turns;
  private int underWay;
  private int allowed = UNLIMITED;
  private long opensAt;
  private boolean closed;

  /**
   * @param nanoTime the JDK's, or a test's
   * @param random gives numbers evenly spread over [0, 1)
   */
  RequestGate(LongSupplier nanoTime, DoubleSupplier random) {
    this.nanoTime = nanoTime;
    this.random = random;
    this.opensAt = nanoTime.getAsLong();
  }

  /** Returns the turn of a new request, which it keeps until it is answered for good. */
  long takeTurn() {
    lock.lock();
    try {
      return turns++;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a time, and then until the request may be sent. Whoever enters has to {@link #leave}.
   *
   * @return false if the gate was closed for good
   */
  boolean enter(long turn, Duration backoff) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!waitFor(backoff)) {
        return false;
      }
      waiting.add(turn);
      try {
        while (!closed && !isTurnOf(turn)) {
          long shutFor = opensAt - nanoTime.getAsLong();
          if (shutFor > 0) {
            changed.awaitNanos(shutFor);
          } else {
            changed.await();
          }
        }
      } finally {
        waiting.remove(turn);
        changed.signalAll();
      }
      if (!closed) {
        underWay++;
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private boolean isTurnOf(long turn) {
    return opensAt - nanoTime.getAsLong() <= 0 && underWay < allowed && waiting.first() == turn;
  }

  private boolean waitFor(Duration backoff) throws InterruptedException {
    long end = nanoTime.getAsLong() + backoff.toNanos();
    for (long left = backoff.toNanos(); left > 0 && !closed; left = end - nanoTime.getAsLong()) {
      changed.awaitNanos(left);
    }
    return !closed;
  }

  /** The server gave what was asked for. */
  void answered() {
    lock.lock();
    try {
      allowed = Math.min(allowed + 1, UNLIMITED);
    } finally {
      lock.unlock();
    }
  }

  /** A request that had entered has an end, whatever it is. */
  void leave() {
    lock.lock();
    try {
      underWay--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Shuts the gate for a while from now; never for less than it is already shut. */
  void pauseFor(Duration pause) {
    double jitter = Math.min(pause.toNanos() * JITTER, (double) LONGEST_JITTER.toNanos());
    lock.lock();
    try {
      long until = nanoTime.getAsLong() + pause.toNanos() + (long) (jitter * random.getAsDouble());
      // Differences, not values, can be compared: the JDK's nano time may overflow.
      opensAt = until - opensAt > 0 ? until : opensAt;
      allowed = 1;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
