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
package io.github.flinkcomments.connector.rest.option;

import static org.apache.flink.configuration.description.TextElement.code;

import java.time.Duration;
import java.util.List;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.description.Description;

/** The options of the source that say how often and how long a failed request is repeated. */
@PublicEvolving
public final class RestRetryOptions {

  public static final ConfigOption<Integer> MAX_ATTEMPTS =
      ConfigOptions.key("retry.max-attempts")
          .intType()
          .defaultValue(8)
          .withDescription(
              "Attempts for one page, the first included. Attempts that the server "
                  + "throttles do not count.");

  public static final ConfigOption<Duration> MIN_DURATION =
      ConfigOptions.key("retry.min-duration")
          .durationType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "Shortest time for which a failed request is repeated, even "
                          + "beyond %s: with %s a reader outlasts an outage of an hour "
                          + "without a restart. Without it: a minute if the listing was "
                          + "read before and requests are now refused or answered with "
                          + "something other than a page; none otherwise.",
                      code("retry.max-attempts"), code("1h"))
                  .build());

  public static final ConfigOption<Duration> INITIAL_BACKOFF =
      ConfigOptions.key("retry.initial-backoff")
          .durationType()
          .defaultValue(Duration.ofMillis(500))
          .withDescription(
              "Longest pause before the second attempt. It doubles with each further "
                  + "attempt; the actual pause is random, up to this limit.");

  public static final ConfigOption<Duration> MAX_BACKOFF =
      ConfigOptions.key("retry.max-backoff")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("Longest pause between two attempts.");

  public static final ConfigOption<Duration> MAX_SERVER_WAIT =
      ConfigOptions.key("retry.max-server-wait")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "Longest pause that a server may ask for. If it asks for more, the "
                  + "request fails and the restart strategy decides.");

  public static final ConfigOption<Duration> MAX_THROTTLED_DURATION =
      ConfigOptions.key("retry.max-throttled-duration")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription(
              "Longest time for which a server may throttle all requests. After that "
                  + "the restart strategy decides.");

  private static final List<ConfigOption<?>> ALL =
      List.of(
          MAX_ATTEMPTS,
          MIN_DURATION,
          INITIAL_BACKOFF,
          MAX_BACKOFF,
          MAX_SERVER_WAIT,
          MAX_THROTTLED_DURATION);

  private RestRetryOptions() {}

  /** All of them, in an order in which they can be explained. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }
}
