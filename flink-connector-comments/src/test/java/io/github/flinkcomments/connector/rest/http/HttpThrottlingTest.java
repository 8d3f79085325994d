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

import static io.github.flinkcomments.connector.rest.http.ScriptedServer.json;
import static io.github.flinkcomments.connector.rest.http.ScriptedServer.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that asks for fewer requests gets what it asks for, from all threads. */
class HttpThrottlingTest {

  private final RecordingObserver observer = new RecordingObserver();

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void waitsAsTold(int status) throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                respond(status, "Retry-After: 1\r\n", "slow down"), json(TestPages.BODY));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      long start = System.nanoTime();
      assertThat(TestPages.get(client, server.uri("/"))).isEqualTo(TestPages.IDS);

      assertThat(observer.pauses()).containsExactly(Duration.ofSeconds(1));
      assertThat(observer.retries()).isOne();
      // No assertion on speed: waiting less than asked for is the fault to find.
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(1_000_000_000L);
    }
  }

  /** Three attempts would not be enough. */
  @ParameterizedTest
  @ValueSource(strings = {"", "Retry-After: 0\r\n"})
  void answersThatPutARequestOffDoNotCountAsAttempts(String wait) throws Exception {
    HttpOptions options =
        TestHttpOptions.from(TestPages.OPTIONS)
            .retry(
                new RetryOptions(
                    3,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(10)))
            .build();
    ScriptedServer.Step slower = respond(429, wait, "slow down");
    try (ScriptedServer server =
            new ScriptedServer(slower, slower, slower, slower, slower, json(TestPages.BODY));
        HttpPageClient client = new HttpPageClient(options, server.origin(), observer, false)) {
      assertThat(TestPages.get(client, server.uri("/"))).isEqualTo(TestPages.IDS);
      assertThat(server.requests()).hasSize(6);
    }
  }

  @Test
  void otherClientsAreToldOfAPauseAndNotOfEachRefusal() throws Exception {
    ScriptedServer.Step slower = respond(429, "Retry-After: 1\r\n", "slow down");
    try (ScriptedServer server = new ScriptedServer(slower, slower, json(TestPages.BODY));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      TestPages.get(client, server.uri("/"));
      assertThat(observer.pauses()).hasSize(2);
      assertThat(observer.announced()).containsExactly(Duration.ofSeconds(1));
    }
  }

  @Test
  void pauseThatOneRequestWasToldHoldsAllBack() throws Exception {
    try (ScriptedServer server = new ScriptedServer(respond(429, "Retry-After: 60\r\n", ""));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      BackgroundGet told = BackgroundGet.start(client, server.uri("/told"));
      Await.until(() -> !observer.pauses().isEmpty());
      BackgroundGet other = BackgroundGet.start(client, server.uri("/other"));
      other.awaitWaiting();

      assertThat(observer.requests()).isOne();
      told.interrupt();
      other.interrupt();
      assertThat(told.failure()).isInstanceOf(InterruptedException.class);
      assertThat(other.failure()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void waitBeyondTheOptionFailsAtOnceButNotForGood() throws Exception {
    try (ScriptedServer server = new ScriptedServer(respond(429, "Retry-After: 61\r\n", ""));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      PageRequestException failure =
          catchThrowableOfType(
              PageRequestException.class, () -> TestPages.get(client, server.uri("/")));

      assertThat(failure)
          .hasMessageContaining("after 1 attempt: the server answered with status 429")
          .hasMessageEndingWith(
              "it asks to wait 61 s, longer than 'retry.max-server-wait' of 60 s");
      assertThat(failure.isPermanent()).isFalse();
    }
  }

  @Test
  void pageThatUsesTheRateLimitUpPausesTheNextRequest() throws Exception {
    String limit = "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 30\r\n";
    try (ScriptedServer server = new ScriptedServer(respond(200, limit, TestPages.BODY));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      assertThat(TestPages.get(client, server.uri("/"))).isEqualTo(TestPages.IDS);
      assertThat(observer.pauses()).containsExactly(Duration.ofSeconds(30));

      BackgroundGet next = BackgroundGet.start(client, server.uri("/"));
      next.awaitWaiting();
      assertThat(observer.requests()).isOne();
      next.interrupt();
      assertThat(next.failure()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void pauseAfterPageIsBounded() throws Exception {
    String limit = "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 3600\r\n";
    try (ScriptedServer server = new ScriptedServer(respond(200, limit, TestPages.BODY));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      TestPages.get(client, server.uri("/"));
      assertThat(observer.pauses()).containsExactly(TestPages.OPTIONS.retry().maxServerWait());
    }
  }
}
