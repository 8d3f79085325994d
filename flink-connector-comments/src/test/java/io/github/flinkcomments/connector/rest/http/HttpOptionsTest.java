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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.flinkcomments.connector.rest.request.Secret;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class HttpOptionsTest {

  private static final HttpOptions SECRETIVE =
      HttpOptions.DEFAULT
          .withHeaders(Map.of("X-Api-Key", "hush"))
          .withAuthentication(new Authentication.Bearer(new Secret("open-sesame")));

  @Test
  void defaults() {
    HttpOptions options = HttpOptions.DEFAULT;
    assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.requestTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.maxBodyBytes()).isEqualTo(67_108_864);
    assertThat(options.headers()).isEmpty();
    assertThat(options.authentication()).isEqualTo(new Authentication.None());
    assertThat(options.userAgent()).matches("flink-connector-comments/\\d+\\.\\d+\\.\\d+.*");
    assertThat(options.retry().maxAttempts()).isEqualTo(8);
    assertThat(options.retry().initialBackoff()).isEqualTo(Duration.ofMillis(500));
    assertThat(options.retry().maxBackoff()).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.retry().maxServerWait()).isEqualTo(Duration.ofMinutes(5));
    assertThat(options.retry().minDuration()).isEqualTo(Duration.ZERO);
    assertThat(options.retry().doubtDuration()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.retry().maxThrottledDuration()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void secretsAreNotPrinted() {
    assertThat(SECRETIVE.toString())
        .contains("X-Api-Key=****", "token=****")
        .doesNotContain("hush", "open-sesame");
  }

  @Test
  void secretsAreShippedWithTheJob() throws Exception {
    assertThat(InstantiationUtil.clone(SECRETIVE)).isEqualTo(SECRETIVE);
  }

  @Test
  void wrongValuesAreRefusedByName() {
    assertRefused(
        "http.connect-timeout",
        () -> HttpOptions.DEFAULT.withTimeouts(Duration.ZERO, Duration.ofSeconds(1)));
    assertRefused(
        "http.request-timeout",
        () -> HttpOptions.DEFAULT.withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(-1)));
    assertRefused("http.max-body-size", () -> HttpOptions.DEFAULT.withMaxBodyBytes(0));
    assertRefused("Host", () -> HttpOptions.DEFAULT.withHeaders(Map.of("Host", "elsewhere")));
    assertRefused("'auth.type'", () -> SECRETIVE.withHeaders(Map.of("authorization", "Basic x")));
    assertRefused("auth.token", () -> new Authentication.Bearer(new Secret(" ")));
    assertRefused("retry.max-attempts", () -> retry(0, 1, 1, 1));
    assertRefused("retry.initial-backoff", () -> retry(1, -1, 1, 1));
    assertRefused("retry.max-backoff", () -> retry(1, 2, 1, 1));
    assertRefused("retry.max-server-wait", () -> retry(1, 1, 1, -1));
  }

  @Test
  void refusedHeaderDoesNotShowItsValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpOptions.DEFAULT.withHeaders(Map.of("X-Api-Key", "hush\nhush")))
        .withMessageContaining("X-Api-Key")
        .satisfies(e -> assertThat(TestPages.stackTrace(e)).doesNotContain("hush"));
  }

  private static void retry(int attempts, int initial, int max, int server) {
    new RetryOptions(
        attempts,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofSeconds(initial),
        Duration.ofSeconds(max),
        Duration.ofSeconds(server),
        Duration.ZERO);
  }

  private static void assertRefused(String name, ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(name);
  }
}
