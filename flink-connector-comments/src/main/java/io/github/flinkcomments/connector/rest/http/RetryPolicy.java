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

import io.github.flinkcomments.connector.rest.http.AttemptException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Decides whether and when a failed attempt is repeated. Pure but for the injected randomness.
 *
 * <ul>
 *   <li>What never worked is told soon: a refusal at once, what is not a page at the second
 *       attempt, since a body that was cut short looks the same.
 *   <li>What has worked is repeated for a while, however often it is refused: load balancers,
 *       maintenance pages and replicas that lag look like mistakes of the configuration, and pass.
 *   <li>A server that wants pauses is asked for as long as the options allow, since all that it
 *       says is that it will answer later.
 * </ul>
 */
final class RetryPolicy {

  /** Attempts before a listing that was never read is believed to have no pages. */
  private static final int FIRST_ATTEMPTS = 2;

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
   * Decides what to do after a failure.
   *
   * @param kind of the last failure
   * @param serverWait how long the server asked to wait: not for less than that
   * @param history of the request, the last failure included
   */
  Decision decide(Kind kind, Optional<Duration> serverWait, RequestHistory history) {
    if (isEnough(kind, history)) {
      return new GiveUp("");
    }
    if (serverWait.isPresent() && serverWait.get().compareTo(options.maxServerWait()) > 0) {
      return new GiveUp(
          "; it asks to wait %d s, longer than 'retry.max-server-wait' of %d s"
              .formatted(serverWait.get().toSeconds(), options.maxServerWait().toSeconds()));
    }
    boolean throttled = kind == Kind.THROTTLED;
    if (throttled && serverWait.isPresent() && !serverWait.get().isZero()) {
      return new Repeat(serverWait.get());
    }
    Duration backoff = backoff(throttled ? history.throttlings() : history.failures());
    return new Repeat(serverWait.filter(wait -> wait.compareTo(backoff) > 0).orElse(backoff));
  }

  private boolean isEnough(Kind kind, RequestHistory history) {
    return switch (kind) {
      case PERMANENT -> true;
      case REFUSED ->
          !history.answeredBefore() || isEnoughFailing(history, options.doubtDuration());
      case NOT_A_PAGE ->
          history.answeredBefore()
              ? isEnoughFailing(history, options.doubtDuration())
              : history.failures() >= Math.min(FIRST_ATTEMPTS, options.maxAttempts());
      case TRANSIENT -> isEnoughFailing(history, options.minDuration());
      case THROTTLED ->
          history.throttlings() >= options.maxAttempts()
              && history.throttledFor().compareTo(options.maxThrottledDuration()) >= 0;
    };
  }

  private boolean isEnoughFailing(RequestHistory history, Duration least) {
    return history.failures() >= options.maxAttempts()
        && history.failingFor().compareTo(least) >= 0;
  }

  /**
   * Full jitter: evenly from zero to a bound that doubles, so that clients which failed together do
   * not come back together.
   *
   * @param failures at least 1
   */
  private Duration backoff(int failures) {
    double doubled = options.initialBackoff().toNanos() * Math.pow(2, failures - 1);
    double bound = Math.min(doubled, (double) options.maxBackoff().toNanos());
    return Duration.ofNanos((long) (bound * random.getAsDouble()));
  }
}
