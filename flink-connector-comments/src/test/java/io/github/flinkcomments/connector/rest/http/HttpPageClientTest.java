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
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.request.PageCall;
import io.github.flinkcomments.connector.rest.request.Secret;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client does with whole responses. */
class HttpPageClientTest {

  private static final String JSON_TYPE = "Content-Type: application/json\r\n";

  private final RecordingObserver observer = new RecordingObserver();

  @Test
  void sendsItsHeadersAndReadsThePage() throws Exception {
    HttpOptions options =
        TestHttpOptions.from(TestPages.OPTIONS)
            .authentication(new Authentication.Bearer(new Secret("open-sesame")))
            .headers(Map.of("X-Tenant", "blue"))
            .build();
    try (ScriptedServer server = new ScriptedServer(json(TestPages.BODY));
        HttpPageClient client = new HttpPageClient(options, server.origin(), observer, false)) {
      assertThat(TestPages.get(client, server.uri("/comments?_start=0"))).isEqualTo(TestPages.IDS);

      ScriptedServer.Exchange request = server.requests().get(0);
      assertThat(request.requestLine()).isEqualTo("GET /comments?_start=0 HTTP/1.1");
      assertThat(request.headers())
          .contains(
              "Authorization: Bearer open-sesame",
              "X-Tenant: blue",
              "Accept: application/json",
              "Accept-Encoding: gzip")
          .anyMatch(header -> header.matches("User-Agent: flink-connector-comments/\\d+\\..*"));
      assertThat(observer.requests()).isOne();
      assertThat(observer.bytes()).isEqualTo(TestPages.BODY.length());
    }
  }

  /** The JDK's asynchronous calls would start one each, where there are one or two processors. */
  @Test
  void requestsStartNoThreads() throws Exception {
    try (ScriptedServer server = new ScriptedServer(json(TestPages.BODY));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      TestPages.get(client, server.uri("/"));
      long before = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
      for (int request = 0; request < 50; request++) {
        TestPages.get(client, server.uri("/"));
      }
      long started = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount() - before;
      assertThat(started).isLessThan(25);
    }
  }

  @Test
  void headersAreFoundInAnyCase() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(respond(200, JSON_TYPE + "x-total-COUNT: 500\r\n", "[]"));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      assertThat(
              client.<String>get(
                  PageCall.get(server.uri("/")),
                  "the total",
                  response -> response.header("X-Total-Count").orElseThrow()))
          .isEqualTo("500");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 406, 410, 422, 304})
  void refusalIsPermanentAtOnce(int status) throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(respond(status, "", "{\"error\":\"no such listing\"}"));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      PageRequestException failure = failure(client, server.uri("/comments?_start=7"));

      assertThat(failure.isPermanent()).isTrue();
      assertThat(failure.status()).isEqualTo(OptionalInt.of(status));
      assertThat(failure.attempts()).isOne();
      assertThat(failure)
          .hasMessageContaining(server.uri("/comments?_start=7").toString())
          .hasMessageContaining("(offset 7)")
          .hasMessageContaining("status " + status);
      assertThat(server.requests()).hasSize(1);
    }
  }

  /** A maintenance page, or a load balancer that has lost its servers for a moment. */
  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410, 302})
  void refusalOfWhatHasWorkedIsRepeated(int status) throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                json(TestPages.BODY),
                respond(status, "Location: https://login.example/\r\n", "maintenance"),
                json(TestPages.BODY));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      for (int i = 0; i < 2; i++) {
        assertThat(TestPages.get(client, server.uri("/"))).isEqualTo(TestPages.IDS);
      }
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void refusalThatStaysAlthoughItHasWorkedIsDoubtful() throws Exception {
    try (ScriptedServer server = new ScriptedServer(respond(404, "", ""));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, true)) {
      PageRequestException failure = failure(client, server.uri("/"));

      assertThat(failure.isPermanent()).isFalse();
      assertThat(failure.isDoubtful()).isTrue();
      assertThat(failure.attempts()).isEqualTo(5);
    }
  }

  /** A second look, since a body that was cut short looks the same. */
  @Test
  void whatIsNoPageAtFirstIsToldAfterASecondLook() throws Exception {
    try (ScriptedServer server = new ScriptedServer(json("{\"error\":\"no such key\"}"));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      PageRequestException failure = failure(client, server.uri("/"));

      assertThat(failure.isPermanent()).isTrue();
      assertThat(failure.attempts()).isEqualTo(2);
    }
  }

  /** An outage is outlasted by time, however many attempts that takes. */
  @Test
  void failuresAreRepeatedForTheLeastTime() throws Exception {
    HttpOptions options =
        TestHttpOptions.from(TestPages.OPTIONS)
            .retry(
                new RetryOptions(
                    2,
                    Duration.ofHours(1),
                    Duration.ofHours(1),
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ofSeconds(60),
                    Duration.ZERO))
            .build();
    ScriptedServer.Step down = respond(500, "", "");
    ScriptedServer.Step maintenance =
        respond(200, "Content-Type: text/html\r\n", "<html>Back soon</html>");
    try (ScriptedServer server =
            new ScriptedServer(
                down, down, maintenance, down, maintenance, down, json(TestPages.BODY));
        HttpPageClient client = new HttpPageClient(options, server.origin(), observer, true)) {
      assertThat(TestPages.get(client, server.uri("/"))).isEqualTo(TestPages.IDS);
      assertThat(server.requests()).hasSize(7);
    }
  }

  @Test
  void refusalQuotesTheAnswerOnOneLine() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(respond(404, "", "no\nsuch\u0007 listing" + "x".repeat(500)));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      assertThat(failure(client, server.uri("/comments")))
          .hasMessageContaining("status 404: no such? listingxxx")
          .hasMessageEndingWith("x…")
          .message()
          .hasSizeLessThan(300);
    }
  }

  @Test
  void wrongRecordIsPermanentAtOnce() throws Exception {
    try (ScriptedServer server = new ScriptedServer(json("[{\"id\":\"seven\"}]"));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      PageRequestException failure = failure(client, server.uri("/comments"));

      assertThat(failure.isPermanent()).isTrue();
      assertThat(failure).hasCauseInstanceOf(RecordFormatException.class);
      assertThat(failure.getCause())
          .as("the innermost, which clients show alone, tells all")
          .hasMessage(failure.getMessage())
          .hasNoCause();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void bodyBeyondTheCapIsPermanentAtOnce() throws Exception {
    HttpOptions options =
        TestHttpOptions.from(TestPages.OPTIONS).maxBodyBytes(TestPages.BODY.length() - 1).build();
    try (ScriptedServer server = new ScriptedServer(json(TestPages.BODY));
        HttpPageClient client = new HttpPageClient(options, server.origin(), observer, false)) {
      PageRequestException failure = failure(client, server.uri("/comments"));

      assertThat(failure.isPermanent()).isTrue();
      assertThat(failure).hasMessageContaining("http.max-body-size");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void bodyOfExactlyTheCapIsRead() throws Exception {
    HttpOptions options =
        TestHttpOptions.from(TestPages.OPTIONS).maxBodyBytes(TestPages.BODY.length()).build();
    try (ScriptedServer server = new ScriptedServer(json(TestPages.BODY));
        HttpPageClient client = new HttpPageClient(options, server.origin(), observer, false)) {
      assertThat(TestPages.get(client, server.uri("/"))).isEqualTo(TestPages.IDS);
    }
  }

  @Test
  void gzipIsDecoded() throws Exception {
    byte[] body = TestPages.gzip(TestPages.BODY);
    try (ScriptedServer server =
            new ScriptedServer(respond(200, JSON_TYPE + "Content-Encoding: gzip\r\n", body));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      assertThat(TestPages.get(client, server.uri("/"))).isEqualTo(TestPages.IDS);
      assertThat(observer.bytes()).as("bytes on the wire").isEqualTo(body.length);
    }
  }

  @Test
  void gzipBombIsPermanentAtOnce() throws Exception {
    byte[] bomb = TestPages.gzip("[" + " ".repeat(1_000_000) + "]");
    HttpOptions options = TestHttpOptions.from(TestPages.OPTIONS).maxBodyBytes(100_000).build();
    try (ScriptedServer server =
            new ScriptedServer(respond(200, JSON_TYPE + "Content-Encoding: gzip\r\n", bomb));
        HttpPageClient client = new HttpPageClient(options, server.origin(), observer, false)) {
      assertThat(bomb.length).isLessThan(100_000);
      PageRequestException failure = failure(client, server.uri("/"));

      assertThat(failure.isPermanent()).isTrue();
      assertThat(failure).hasMessageContaining("http.max-body-size");
    }
  }

  @Test
  void otherCharacterSetIsDecoded() throws Exception {
    byte[] body = "[{\"id\":1,\"name\":\"Zoë\"}]".getBytes(ISO_8859_1);
    try (ScriptedServer server =
            new ScriptedServer(
                respond(200, "Content-Type: application/json; charset=\"ISO-8859-1\"\r\n", body));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      assertThat(
              client
                  .get(PageCall.get(server.uri("/")), "offset 0", TestPages::readItems)
                  .record(0)
                  .name())
          .isEqualTo("Zoë");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/json",
        "Content-Type: application/json; charset=utf-8",
        "Content-Type: application/vnd.api+json",
        "Content-Type: text/json",
        "Content-Type: application/x-amz-json-1.0",
        "Content-Type: text/plain",
        "X-No-Content-Type: here"
      })
  void whatMayBeJsonIsRead(String header) throws Exception {
    try (ScriptedServer server = new ScriptedServer(respond(200, header + "\r\n", TestPages.BODY));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      assertThat(TestPages.get(client, server.uri("/"))).isEqualTo(TestPages.IDS);
    }
  }

  @Test
  void connectionIsUsedAgainWhateverWasAnswered() throws Exception {
    byte[] zipped = TestPages.gzip(TestPages.BODY);
    try (ScriptedServer server =
            new ScriptedServer(
                json(TestPages.BODY),
                respond(503, "", "busy".repeat(12_500)),
                respond(200, JSON_TYPE + "Content-Encoding: gzip\r\n", zipped),
                respond(302, "Location: /elsewhere\r\n", "moved".repeat(10_000)),
                json(TestPages.BODY));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      for (int i = 0; i < 20; i++) {
        assertThat(TestPages.get(client, server.uri("/"))).isEqualTo(TestPages.IDS);
      }
      assertThat(server.requests()).hasSize(22);
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void ownSecretsAreNotShownEvenIfTheServerRepeatsThem() throws Exception {
    HttpOptions options =
        TestHttpOptions.from(TestPages.OPTIONS)
            .authentication(new Authentication.Bearer(new Secret("open-sesame")))
            .headers(Map.of("X-Api-Key", "hush-hush"))
            .build();
    try (ScriptedServer server =
            new ScriptedServer(
                respond(401, "", "wrong: open-sesame, hush-hush"),
                json("{\"error\":\"wrong: open-sesame, hush-hush\"}"));
        HttpPageClient client = new HttpPageClient(options, server.origin(), observer, false)) {
      for (int i = 0; i < 2; i++) {
        assertThat(failure(client, server.uri("/comments?api_key=quiet&_start=7")))
            .hasMessageContaining("/comments?api_key=****&_start=7")
            .hasMessageContaining("wrong: ****, ****")
            .hasStackTraceContaining("PageRequestException")
            .satisfies(
                failure ->
                    assertThat(TestPages.stackTrace(failure))
                        .doesNotContain("open-sesame", "hush-hush", "quiet"));
      }
    }
  }

  /** A quotation is cut somewhere, and may be cut within a secret. */
  @Test
  void secretThatIsCutIsNotShownEither() throws Exception {
    HttpOptions options =
        TestHttpOptions.from(TestPages.OPTIONS)
            .authentication(new Authentication.Bearer(new Secret("0123456789abcdefghij")))
            .build();
    String secret = "0123456789abcdefghij";
    try (ScriptedServer server =
            new ScriptedServer(
                respond(401, "", "x".repeat(110) + secret), json("x".repeat(110) + secret));
        HttpPageClient client = new HttpPageClient(options, server.origin(), observer, false)) {
      for (int i = 0; i < 2; i++) {
        assertThat(failure(client, server.uri("/")))
            .hasMessageContaining("xxx****…")
            .message()
            .doesNotContain("0123");
      }
    }
  }

  @Test
  void urlsThatCannotBeAskedAreRefused() {
    Origin home = Origin.of(URI.create("http://host"));
    try (HttpPageClient client = new HttpPageClient(TestPages.OPTIONS, home, observer, false)) {
      for (String url :
          new String[] {
            "ftp://host/comments", "/comments", "http://me:hush@host/comments", "http://host:99999/"
          }) {
        PageRequestException failure = failure(client, URI.create(url));
        assertThat(failure.isPermanent()).isTrue();
        assertThat(failure).hasMessageContaining("was not sent").message().doesNotContain("hush");
      }
    }
  }

  @Test
  void pauseHoldsRequestsBack() throws Exception {
    try (ScriptedServer server = new ScriptedServer(json(TestPages.BODY));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      client.pauseFor(Duration.ofHours(1));
      BackgroundGet get = BackgroundGet.start(client, server.uri("/"));
      get.awaitWaiting();

      assertThat(observer.requests()).isZero();
      get.interrupt();
      assertThat(get.failure()).isInstanceOf(InterruptedException.class);
    }
  }

  private static PageRequestException failure(HttpPageClient client, URI uri) {
    return catchThrowableOfType(
        PageRequestException.class,
        () -> client.get(PageCall.get(uri), "offset 7", TestPages::readItems));
  }
}
