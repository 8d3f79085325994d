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
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.rest.request.PageCall;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls end when they are interrupted or the client is closed, and nothing stays behind. */
class HttpPageClientCloseTest {

  private static final String HALF_PAGE =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[";

  /** Long enough that no test passes because of it. */
  private static final HttpOptions OPTIONS =
      TestHttpOptions.from(TestPages.OPTIONS)
          .timeouts(Duration.ofMinutes(10), Duration.ofMinutes(10))
          .build();

  @SuppressWarnings("ImmutableEnumChecker") // A step is a function without state.
  private enum Waiting {
    FOR_HEADERS(
        exchange -> {
          exchange.stall();
          return false;
        }),
    FOR_BODY(
        exchange -> {
          exchange.write(HALF_PAGE);
          exchange.stall();
          return false;
        }),
    FOR_ERROR_BODY(
        exchange -> {
          exchange.write("HTTP/1.1 404 Not Found\r\nContent-Length: 1000\r\n\r\n[");
          exchange.stall();
          return false;
        }),
    FOR_NEXT_ATTEMPT(ScriptedServer.respond(429, "Retry-After: 60\r\n", ""));

    private final ScriptedServer.Step step;

    Waiting(ScriptedServer.Step step) {
      this.step = step;
    }
  }

  @ParameterizedTest
  @EnumSource
  void interruptEndsCall(Waiting waiting) throws Exception {
    try (ScriptedServer server = new ScriptedServer(waiting.step);
        HttpPageClient client =
            new HttpPageClient(OPTIONS, server.origin(), new HttpObserver() {}, false)) {
      BackgroundGet get = BackgroundGet.start(client, server.uri("/"));
      server.awaitRequest();
      get.awaitWaiting();
      get.interrupt();

      assertThat(get.failure()).isInstanceOf(InterruptedException.class);
      if (waiting != Waiting.FOR_NEXT_ATTEMPT) {
        Await.until(() -> clientHungUp(server));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void closeEndsCallsUnderWay(Waiting waiting) throws Exception {
    try (ScriptedServer server = new ScriptedServer(waiting.step)) {
      HttpPageClient client =
          new HttpPageClient(OPTIONS, server.origin(), new HttpObserver() {}, false);
      BackgroundGet get = BackgroundGet.start(client, server.uri("/"));
      server.awaitRequest();
      get.awaitWaiting();
      client.close();

      assertThat(get.failure())
          .isInstanceOf(PageRequestException.class)
          .hasMessageContaining("its client was closed");
      Await.until(() -> clientHungUp(server));
    }
  }

  @Test
  void closeLeavesNoThreadAndNoConnection() throws Exception {
    Set<Thread> before = threads().collect(Collectors.toSet());
    try (ScriptedServer server = new ScriptedServer(json(TestPages.BODY))) {
      HttpPageClient client =
          new HttpPageClient(OPTIONS, server.origin(), new HttpObserver() {}, false);
      TestPages.get(client, server.uri("/"));
      assertThat(newThreads(before)).as("selector").isNotEmpty();
      assertThat(server.endedConnections()).isZero();

      client.close();

      Await.until(() -> server.endedConnections() == server.connections());
      Await.until(() -> newThreads(before).isEmpty());
    }
  }

  @Test
  void clientThatNeverAsksStartsNoThread() {
    Set<Thread> before = threads().collect(Collectors.toSet());
    try (HttpPageClient client =
        new HttpPageClient(
            OPTIONS, Origin.of(URI.create("http://127.0.0.1")), new HttpObserver() {}, false)) {
      assertThat(client).isNotNull();
      assertThat(newThreads(before)).isEmpty();
    }
  }

  @Test
  void bodyThatNobodyReadsIsGivenUp() throws Exception {
    ScriptedServer.Step endless =
        exchange -> {
          exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
          while (true) {
            exchange.write(" ".repeat(10_000));
          }
        };
    try (ScriptedServer server = new ScriptedServer(endless);
        HttpPageClient client =
            new HttpPageClient(OPTIONS, server.origin(), new HttpObserver() {}, false)) {
      assertThat(
              client.<Integer>get(
                  PageCall.get(server.uri("/")), "the status", PageResponse::status))
          .isEqualTo(200);
      Await.until(() -> server.endedConnections() == 1);
    }
  }

  @Test
  void closedClientRefusesCalls() throws Exception {
    try (ScriptedServer server = new ScriptedServer(json(TestPages.BODY))) {
      HttpPageClient client =
          new HttpPageClient(OPTIONS, server.origin(), new HttpObserver() {}, false);
      client.close();
      client.close();

      assertThat(BackgroundGet.start(client, server.uri("/")).failure())
          .isInstanceOf(PageRequestException.class)
          .hasMessageContaining("its client was closed");
      assertThat(server.requests()).isEmpty();
    }
  }

  private static boolean clientHungUp(ScriptedServer server) {
    return server.requests().stream().allMatch(ScriptedServer.Exchange::isDisconnected);
  }

  private static Set<Thread> newThreads(Set<Thread> before) {
    return threads()
        .filter(thread -> !before.contains(thread))
        .filter(thread -> !thread.getName().equals(ScriptedServer.THREAD_NAME))
        .collect(Collectors.toSet());
  }

  private static Stream<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream();
  }
}
