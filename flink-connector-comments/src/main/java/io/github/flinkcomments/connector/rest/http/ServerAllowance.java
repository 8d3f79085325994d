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
import java.util.Optional;

/**
 * Learns how many requests a server answers from one pause to the next, so that it need not be
 * asked once too often each time. It is believed when it did the same twice, and asked anew once in
 * a while, since it may allow more by then. Pure but for the times given; thread-safe.
 */
final class ServerAllowance {

  /** Pauses made without being told, until it is looked whether the server allows more. */
  private static final int TRUSTED = 20;

  /** What the server did from one pause that it wanted to the next. */
  private record Habit(int answers, Duration pause) {}

  private Optional<Habit> seen = Optional.empty();
  private Optional<Habit> trusted = Optional.empty();
  private int answers;
  private long firstAnswerAt;
  private int pausesMade;

  /** The server refused a request, and told how long to wait. */
  synchronized void refused(Duration pause) {
    if (answers > 0) {
      Habit habit = new Habit(answers, pause);
      trusted = seen.filter(habit::equals);
      seen = Optional.of(habit);
    }
    answers = 0;
    pausesMade = 0;
  }

  /**
   * The server answered a request.
   *
   * @return how long to pause from now on, if it would refuse the next one
   */
  synchronized Optional<Duration> answered(long nowNanos) {
    firstAnswerAt = answers == 0 ? nowNanos : firstAnswerAt;
    answers++;
    if (trusted.isEmpty() || pausesMade >= TRUSTED || answers < trusted.get().answers()) {
      return Optional.empty();
    }
    pausesMade++;
    answers = 0;
    Duration left = trusted.get().pause().minusNanos(nowNanos - firstAnswerAt);
    return Optional.of(left).filter(pause -> !pause.isNegative());
  }
}
