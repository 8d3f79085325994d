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

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a response says about how long to wait before the next request. Pure. */
final class ServerPause {

  /** As seconds since the epoch this is in 2001; nobody asks to wait for 31 years. */
  private static final long LEAST_EPOCH_SECOND = 1_000_000_000L;

  private ServerPause() {}

  /**
   * Returns the wait that the headers ask for: by {@code Retry-After} (seconds or a date, RFC
   * 9110), else by {@code X-RateLimit-Reset} (seconds since the epoch, or from now) if nothing is
   * left of the rate limit.
   */
  static Optional<Duration> of(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("Retry-After")
        .flatMap(value -> retryAfter(value.strip(), headers, now))
        .or(() -> rateLimitReset(headers, now))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  /** Returns whether the server says that nothing is left of the rate limit. */
  static boolean isExhausted(HttpHeaders headers) {
    return headers
        .firstValue("X-RateLimit-Remaining")
        .map(String::strip)
        .filter("0"::equals)
        .isPresent();
  }

  private static Optional<Duration> retryAfter(String value, HttpHeaders headers, Instant now) {
    return seconds(value)
        .or(() -> httpDate(value).map(until -> Duration.between(serverTime(headers, now), until)));
  }

  private static Optional<Duration> rateLimitReset(HttpHeaders headers, Instant now) {
    if (!isExhausted(headers)) {
      return Optional.empty();
    }
    return headers
        .firstValue("X-RateLimit-Reset")
        .flatMap(value -> seconds(value.strip()))
        .map(
            wait ->
                wait.toSeconds() < LEAST_EPOCH_SECOND
                    ? wait
                    : Duration.between(
                        serverTime(headers, now), Instant.ofEpochSecond(wait.toSeconds())));
  }

  /** The server's dates are compared with the server's clock, which need not agree with ours. */
  private static Instant serverTime(HttpHeaders headers, Instant now) {
    return headers.firstValue("Date").flatMap(ServerPause::httpDate).orElse(now);
  }

  private static Optional<Duration> seconds(String value) {
    if (!value.matches("\\d{1,12}(\\.\\d*)?")) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds((long) Math.ceil(Double.parseDouble(value))));
  }

  private static Optional<Instant> httpDate(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
