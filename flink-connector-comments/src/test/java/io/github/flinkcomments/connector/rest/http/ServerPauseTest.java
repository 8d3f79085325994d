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

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerPauseTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Retry-After: 0                                                                 | 0
          Retry-After: 120                                                               | 120
          retry-after: 2                                                                 | 2
          Retry-After: 1.2                                                               | 2
          Retry-After: 999999999999                                                      | 999999999999
          Retry-After: Sat, 31 Jan 2026 12:00:30 GMT                                     | 30
          Retry-After: Sat, 31 Jan 2026 11:59:00 GMT                                     | 0
          Retry-After: Sat, 31 Jan 2026 09:00:30 GMT; Date: Sat, 31 Jan 2026 09:00:00 GMT | 30
          Retry-After: soon                                                              | none
          Retry-After: -5                                                                | none
          Retry-After: 99999999999999999999                                              | none
          X-RateLimit-Remaining: 0                                                       | none
          X-RateLimit-Remaining: 1; X-RateLimit-Reset: 60                                | none
          X-RateLimit-Remaining: 0; X-RateLimit-Reset: 60                                | 60
          x-ratelimit-remaining: 0; x-ratelimit-reset: 60                                | 60
          X-RateLimit-Remaining: 0; X-RateLimit-Reset: 1769860845                        | 45
          X-RateLimit-Remaining: 0; X-RateLimit-Reset: 1769860000                        | 0
          X-RateLimit-Remaining: 0; X-RateLimit-Reset: 60; Retry-After: 5                | 5
          X-Other: 1                                                                     | none
          """)
  void waitsAsHeadersSay(String headers, String seconds) {
    Optional<Duration> expected =
        seconds.equals("none")
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds(Long.parseLong(seconds)));

    assertThat(ServerPause.of(headers(headers), NOW)).isEqualTo(expected);
  }

  private static HttpHeaders headers(String text) {
    return HttpHeaders.of(
        Arrays.stream(text.split("; "))
            .map(header -> header.split(": ", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> List.of(pair[1].strip()))),
        (name, value) -> true);
  }
}
