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

/**
 * How often and after which waits a request is repeated.
 *
 * @param maxAttempts requests for one page in all, the first one included; at least 1
 * @param initialBackoff upper bound of the wait after the first failure; it doubles with each
 *     further one, and the wait is drawn evenly from zero to that bound
 * @param maxBackoff upper bound of that upper bound
 * @param maxServerWait longest wait that a server may ask for by {@code Retry-After} or a rate
 *     limit
 */
public record RetryOptions(
    int maxAttempts, Duration initialBackoff, Duration maxBackoff, Duration maxServerWait)
    implements Serializable {

  /**
   * Eight attempts over about half a minute on average, a minute at most; server waits of 5 min.
   */
  public static final RetryOptions DEFAULT =
      new RetryOptions(8, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(5));

  public RetryOptions {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "Option 'retry.max-attempts' is %d, but must be at least 1.".formatted(maxAttempts));
    }
    requireNotNegative("retry.initial-backoff", initialBackoff);
    requireNotNegative("retry.max-backoff", maxBackoff);
    requireNotNegative("retry.max-server-wait", maxServerWait);
    if (maxBackoff.compareTo(initialBackoff) < 0) {
      throw new IllegalArgumentException(
          "Option 'retry.max-backoff' (%s) must not be shorter than 'retry.initial-backoff' (%s)."
              .formatted(maxBackoff, initialBackoff));
    }
  }

  private static void requireNotNegative(String option, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "Option '%s' is %s, but must not be negative.".formatted(option, duration));
    }
  }
}
