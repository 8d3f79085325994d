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

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.Internal;

/**
 * How often, how long and after which waits a request is repeated.
 *
 * @param maxAttempts requests for one page in all, the first one included; at least 1. What the
 *     server put off does not count
 * @param minDuration time for which a request is repeated at least, even if that takes more
 *     attempts
 * @param doubtDuration the same for what is refused, or answered by something else than a page,
 *     although the listing was read before: load balancers, maintenance pages and replicas that lag
 *     look like mistakes of the configuration, and pass
 * @param initialBackoff upper bound of the wait after the first failure; it doubles with each
 *     further one, and the wait is drawn evenly from zero to that bound
 * @param maxBackoff upper bound of that upper bound
 * @param maxServerWait longest wait that a server may ask for by {@code Retry-After} or a rate
 *     limit
 * @param maxThrottledDuration longest time for which a server may give nothing but such waits
 */
@Internal
public record RetryOptions(
    int maxAttempts,
    Duration minDuration,
    Duration doubtDuration,
    Duration initialBackoff,
    Duration maxBackoff,
    Duration maxServerWait,
    Duration maxThrottledDuration)
    implements Serializable {

  /**
   * Eight attempts over about half a minute on average, a minute at most; server waits of 5 min.
   */
  public static final RetryOptions DEFAULT =
      new RetryOptions(
          8,
          Duration.ZERO,
          Duration.ofMinutes(1),
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10));

  public RetryOptions {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "The option 'retry.max-attempts' is %d, but it must be at least 1."
              .formatted(maxAttempts));
    }
    requireNotNegative("retry.min-duration", minDuration);
    requireNotNegative("retry.min-duration", doubtDuration);
    requireNotNegative("retry.initial-backoff", initialBackoff);
    requireNotNegative("retry.max-backoff", maxBackoff);
    requireNotNegative("retry.max-server-wait", maxServerWait);
    requireNotNegative("retry.max-throttled-duration", maxThrottledDuration);
    if (maxBackoff.compareTo(initialBackoff) < 0) {
      throw new IllegalArgumentException(
          "The option 'retry.max-backoff' is %s, but it must not be shorter than 'retry.initial-backoff', which is %s."
              .formatted(maxBackoff, initialBackoff));
    }
  }

  private static void requireNotNegative(String option, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "The option '%s' is %s, but it must not be negative.".formatted(option, duration));
    }
  }
}
