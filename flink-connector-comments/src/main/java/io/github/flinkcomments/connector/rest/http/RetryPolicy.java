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
import java.util.function.DoubleSupplier;

/** Decides whether and when a failed attempt is repeated. Pure but for the injected randomness. */
final class RetryPolicy {

  private final RetryOptions options;
  private final DoubleSupplier random;

  /**
   * @param random gives numbers evenly spread over [0, 1)
   */
  RetryPolicy(RetryOptions options, DoubleSupplier random) {
    this.options = options;
    this.random = random;
  }

  /** What to do after a failure. */
  sealed interface Decision {}

  /** Repeat after a wait. */
  record Repeat(Duration delay) implements Decision {}

  /** Give up, for a reason to add to the message, which may be empty. */
  record GiveUp(String reason) implements Decision {}

  /**
   * Decides what to do after a failure. A server may ask for a longer wait than the back-off, not
   * for a shorter one.
   *
   * @param attempt number of the attempt that failed, counted from 1
   */
  Decision decide(int attempt, AttemptException.Kind kind, Optional<Duration> serverWait) {
    if (kind == AttemptException.Kind.PERMANENT
        || kind == AttemptException.Kind.REFUSED
        || attempt >= options.maxAttempts()) {
      return new GiveUp("");
    }
    if (serverWait.isPresent() && serverWait.get().compareTo(options.maxServerWait()) > 0) {
      return new GiveUp(
          "; it asks to wait %d s, longer than 'retry.max-server-wait' of %d s"
              .formatted(serverWait.get().toSeconds(), options.maxServerWait().toSeconds()));
    }
    Duration backoff = backoff(attempt);
    return new Repeat(serverWait.filter(wait -> wait.compareTo(backoff) > 0).orElse(backoff));
  }

  /**
   * Full jitter: evenly from zero to a bound that doubles, so that clients which failed together do
   * not come back together.
   */
  private Duration backoff(int attempt) {
    double doubled = options.initialBackoff().toNanos() * Math.pow(2, attempt - 1);
    double bound = Math.min(doubled, (double) options.maxBackoff().toNanos());
    return Duration.ofNanos((long) (bound * random.getAsDouble()));
  }
}
