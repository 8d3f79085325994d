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

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;

/**
 * How many requests of a reader may be under way at once: as many as the server answers side by
 * side, and few more.
 *
 * <p>It is judged in rounds of as many answers as requests are allowed. If requests take longer
 * than they did at best, the difference was spent waiting behind each other: of {@code allowed}
 * requests that take {@code now} instead of {@code best}, {@code allowed × (1 − best / now)} wait.
 * While hardly any do, more are allowed: at first twice as many, and after a round in which some
 * waited an eighth more, then a quarter, then half as many again. If too many wait, so many fewer
 * are allowed. Nothing changes in a round in which the reader never waited for an answer, because
 * more would not be faster. What requests take at best is measured anew when some seem to wait,
 * more and more seldom, with half as many of them; for pages of another size it is what they take
 * first, and the search goes on from where it was.
 *
 * <p>A server that refuses requests or fails is asked for half as many, and for some time not for
 * as many as that again: the longer, the more often it refused just as many.
 *
 * <p>Pure, since the times are given; thread-safe.
 */
@Internal
public final class InFlightLevel {

  private static final int FIRST = 4;

  /** A median of fewer durations says nothing. */
  private static final int LEAST_ANSWERS = 4;

  /** Nor does one that others are compared with for long. */
  private static final int LEAST_ANSWERS_OF_MEASUREMENT = 8;

  /** Waiting requests that are not enough to keep a server busy between two answers. */
  private static final int FEW_WAITING = 2;

  private static final int MANY_WAITING = 4;

  /**
   * One in so many may wait without being few, and twice as many without being many: the median of
   * the same requests is not the same twice.
   */
  private static final int PART_WAITING = 8;

  /** One in so many requests more is a careful step, and at last a bold one. */
  private static final int CAREFUL = 8;

  private static final int BOLD = 2;

  /** So many rounds pass between two measurements of what a request takes at best. */
  private static final int LEAST_ROUNDS_BETWEEN_MEASUREMENTS = 4;

  private static final int MOST_ROUNDS_BETWEEN_MEASUREMENTS = 64;

  /** After so many rounds a quarter more may be tried than a server has refused, at first. */
  private static final int LEAST_PATIENCE = 4;

  private static final int MOST_PATIENCE = 64;

  /** Pages that differ more in size are not compared. */
  private static final double SIMILAR = 0.8;

  private final int most;
  private final boolean adaptive;
  private final long[] durations;
  private int answers;
  private int otherPages;
  private int rowsOfPage;

  private int allowed;
  private int ceiling;

  /** One in so many requests more is the next step; 1, for twice as many, until some wait. */
  private int stepPart = 1;

  private boolean waited;

  /** Rounds until that is measured the next time, if requests seem to wait then. */
  private int roundsToMeasurement;

  /** Rounds between that measurement and the one after it. */
  private int roundsBetweenMeasurements = LEAST_ROUNDS_BETWEEN_MEASUREMENTS;

  private int roundsSinceOverload;

  /** 0 if there was none. */
  private int allowedAtOverload;

  private int patience = LEAST_PATIENCE;

  /** Requests that were under way at an overload, and may tell of the same one. */
  private int sameOverload;

  private long roundBegan;
  private OptionalLong best = OptionalLong.empty();

  /** What is allowed apart from the round in which half as many are; empty in other rounds. */
  private OptionalInt allowedAfterMeasurement = OptionalInt.empty();

  private InFlightLevel(int most, boolean adaptive, long nowNanos) {
    this.most = most;
    this.adaptive = adaptive;
    this.durations = new long[Math.max(LEAST_ANSWERS_OF_MEASUREMENT, most)];
    this.allowed = adaptive ? Math.min(FIRST, most) : most;
    this.ceiling = most;
    this.roundBegan = nowNanos;
  }

  /**
   * Begins low, and finds out.
   *
   * @param most requests under way at once, never to be exceeded
   * @param nowNanos the time
   */
  public static InFlightLevel upTo(int most, long nowNanos) {
    return new InFlightLevel(most, true, nowNanos);
  }

  /** Allows as many, whatever happens. */
  static InFlightLevel fixed(int requests) {
    return new InFlightLevel(requests, false, 0);
  }

  /** The most that it will ever allow. */
  int most() {
    return most;
  }

  /** Requests that may be under way. */
  synchronized int allowed() {
    return allowed;
  }

  /** The reader waits for an answer, so that more requests under way may make it faster. */
  synchronized void waits() {
    waited = true;
  }

  /**
   * A request was answered.
   *
   * @param rows how many it asked for
   */
  synchronized void answered(int rows, long sentNanos, long nowNanos) {
    sameOverload--;
    // What was sent before the round was under way with more or fewer others than now. While that
    // number only ever doubles it is not waited for: each round would take two round trips.
    if (!adaptive || !isComparable(rows) || (stepPart > 1 && sentNanos - roundBegan < 0)) {
      return;
    }
    durations[answers++] = nowNanos - sentNanos;
    int least = allowedAfterMeasurement.isPresent() ? LEAST_ANSWERS_OF_MEASUREMENT : LEAST_ANSWERS;
    if (answers >= Math.max(least, allowed)) {
      endRound(median());
      beginRound(nowNanos);
    }
  }

  /** The server refused a request or failed, without a word on when to come back. */
  public synchronized void overloaded(long nowNanos) {
    if (!adaptive || sameOverload-- > 0) {
      return;
    }
    sameOverload = allowed - 1;
    roundsSinceOverload = 0;
    // What happens twice at the same number is a limit; other failures happen anywhere.
    patience =
        allowed == allowedAtOverload ? Math.min(MOST_PATIENCE, 2 * patience) : LEAST_PATIENCE;
    allowedAtOverload = allowed;
    ceiling = Math.max(1, allowed - 1);
    allowed = Math.max(1, allowed / 2);
    allowedAfterMeasurement = OptionalInt.empty();
    stepPart = CAREFUL;
    beginRound(nowNanos);
  }

  private boolean isComparable(int rows) {
    if (rows >= rowsOfPage * SIMILAR && rows * SIMILAR <= rowsOfPage) {
      otherPages = 0;
      return true;
    }
    // Ranges end with smaller pages; but if there are no others any more, it is these that count.
    if (rows > rowsOfPage || ++otherPages > most) {
      rowsOfPage = rows;
      otherPages = 0;
      answers = 0;
      best = OptionalLong.empty();
      return true;
    }
    return false;
  }

  private void endRound(long duration) {
    roundsSinceOverload++;
    roundsToMeasurement--;
    if (allowedAfterMeasurement.isPresent()) {
      best = OptionalLong.of(duration);
      allowed = allowedAfterMeasurement.getAsInt();
      allowedAfterMeasurement = OptionalInt.empty();
      return;
    }
    // Halfway, since the least of many medians is one of few durations that were short by chance.
    long before = best.orElse(duration);
    best = OptionalLong.of(before - Math.max(0, before - duration) / 2);
    if (roundsSinceOverload % patience == 0) {
      ceiling = Math.min(most, ceiling + Math.max(1, ceiling / 4));
    }
    adapt(allowed * (1 - (double) best.getAsLong() / Math.max(1, duration)));
    if (stepPart > 1 && roundsToMeasurement <= 0) {
      roundsToMeasurement = roundsBetweenMeasurements;
      roundsBetweenMeasurements =
          Math.min(MOST_ROUNDS_BETWEEN_MEASUREMENTS, 2 * roundsBetweenMeasurements);
      allowedAfterMeasurement = OptionalInt.of(allowed);
      allowed = Math.max(1, allowed / 2);
    }
  }

  private void adapt(double waiting) {
    double few = Math.max(FEW_WAITING, (double) allowed / PART_WAITING);
    double many = Math.max(MANY_WAITING, 2.0 * allowed / PART_WAITING);
    if (waiting >= few) {
      stepPart = CAREFUL;
    }
    if (waiting > many) {
      allowed = Math.max(1, allowed - (int) (waiting - few));
    } else if (waiting < few && waited) {
      allowed = Math.min(ceiling, allowed + Math.max(1, allowed / stepPart));
      if (allowedAtOverload == 0 && waiting < few / 2) {
        stepPart = Math.min(stepPart, Math.max(BOLD, stepPart / 2));
      }
    }
  }

  private void beginRound(long nowNanos) {
    answers = 0;
    waited = false;
    roundBegan = nowNanos;
  }

  private long median() {
    long[] sorted = Arrays.copyOf(durations, answers);
    Arrays.sort(sorted);
    return sorted[answers / 2];
  }
}
