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
      TestHttpOptions.from(HttpOptions.DEFAULT)
          .headers(Map.of("X-Api-Key", "hush"))
          .authentication(new Authentication.Bearer(new Secret("open-sesame")))
          .build();

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
        () ->
            TestHttpOptions.from(HttpOptions.DEFAULT)
                .timeouts(Duration.ZERO, Duration.ofSeconds(1))
                .build());
    assertRefused(
        "http.request-timeout",
        () ->
            TestHttpOptions.from(HttpOptions.DEFAULT)
                .timeouts(Duration.ofSeconds(1), Duration.ofSeconds(-1))
                .build());
    assertRefused(
        "http.max-body-size",
        () -> TestHttpOptions.from(HttpOptions.DEFAULT).maxBodyBytes(0).build());
    assertRefused(
        "Host",
        () ->
            TestHttpOptions.from(HttpOptions.DEFAULT).headers(Map.of("Host", "elsewhere")).build());
    assertRefused(
        "'auth.type'",
        () -> TestHttpOptions.from(SECRETIVE).headers(Map.of("authorization", "Basic x")).build());
    assertRefused("auth.token", () -> new Authentication.Bearer(new Secret(" ")));
    assertRefused("retry.max-attempts", () -> retry(0, 1, 1, 1));
    assertRefused("retry.initial-backoff", () -> retry(1, -1, 1, 1));
    assertRefused("retry.max-backoff", () -> retry(1, 2, 1, 1));
    assertRefused("retry.max-server-wait", () -> retry(1, 1, 1, -1));
  }

  @Test
  void refusedHeaderDoesNotShowItsValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TestHttpOptions.from(HttpOptions.DEFAULT)
                    .headers(Map.of("X-Api-Key", "hush\nhush"))
                    .build())
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
