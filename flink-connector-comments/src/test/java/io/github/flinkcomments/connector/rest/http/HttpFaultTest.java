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

import io.github.flinkcomments.connector.rest.request.PageCall;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that may go wrong with a response: survived if it passes, told if it stays. */
@Tag("slow")
class HttpFaultTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

  private final RecordingObserver observer = new RecordingObserver();

  @SuppressWarnings("ImmutableEnumChecker") // A step is a function without state.
  private enum Fault {
    RESET_BEFORE_HEADERS(
        false,
        "Exception",
        exchange -> {
          reset(exchange.socket());
          return false;
        }),
    CLOSED_BEFORE_HEADERS(false, "Exception", exchange -> false),
    RESET_IN_BODY(
        false,
        "broke off|IOException",
        exchange -> {
          exchange.write(OK + "Content-Length: 1000\r\n\r\n[{\"id\":1}");
          reset(exchange.socket());
          return false;
        }),
    TRUNCATED_BODY(
        false,
        "broke off|IOException",
        exchange -> {
          exchange.write(OK + "Content-Length: 1000\r\n\r\n" + TestPages.BODY);
          return false;
        }),
    TRUNCATED_CHUNKS(
        false,
        "broke off|IOException",
        exchange -> {
          exchange.write(OK + "Transfer-Encoding: chunked\r\n\r\n1\r\n[\r\n");
          return false;
        }),
    CUT_SHORT_WITHOUT_LENGTH(
        true,
        "not a complete JSON document",
        exchange -> {
          exchange.write(OK + "Connection: close\r\n\r\n[{\"id\":1},{\"id\"");
          return false;
        }),
    NO_ANSWER(
        false,
        "no headers arrived",
        exchange -> {
          exchange.stall();
          return false;
        }),
    STALL_IN_BODY(
        false,
        "the headers and 9 bytes of the body arrived",
        exchange -> {
          exchange.write(OK + "Content-Length: 1000\r\n\r\n[{\"id\":1}");
          exchange.stall();
          return false;
        }),
    STALL_AFTER_WHOLE_DOCUMENT(
        false,
        "http.request-timeout",
        exchange -> {
          exchange.write(OK + "Content-Length: 1000\r\n\r\n" + TestPages.BODY);
          exchange.stall();
          return false;
        }),
    DRIBBLE(
        false,
        "http.request-timeout",
        exchange -> {
          exchange.write(OK + "Content-Length: 1000\r\n\r\n");
          for (int i = 0; i < 1000 && !exchange.closing().await(20, TimeUnit.MILLISECONDS); i++) {
            exchange.write(" ");
          }
          return false;
        }),
    NOT_HTTP(
        false,
        "Exception",
        exchange -> {
          exchange.write("SSH-2.0-OpenSSH_9.2\r\n\r\n");
          return false;
        }),
    REQUEST_TIMEOUT(false, "status 408", respond(408, "", "")),
    TOO_EARLY(false, "status 425", respond(425, "", "")),
    TOO_MANY_REQUESTS(false, "status 429: slow down", respond(429, "", "slow down")),
    RATE_LIMIT_BY_403(
        false, "status 403", respond(403, "X-RateLimit-Remaining: 0\r\n", "rate limit")),
    SERVER_ERROR(false, "status 500: \\{\"error\":1}", respond(500, "", "{\"error\":1}")),
    BAD_GATEWAY(false, "status 502", respond(502, "Content-Type: text/html\r\n", "<html>")),
    UNAVAILABLE(false, "status 503", respond(503, "", "")),
    NO_CONTENT(
        true,
        "status 204",
        exchange -> {
          exchange.write("HTTP/1.1 204 No Content\r\n\r\n");
          return true;
        }),
    EMPTY_BODY(true, "The body is empty", json("")),
    HTML(
        true,
        "text/html \\(status 200\\) instead of JSON: <html> Please log in",
        respond(200, "Content-Type: text/html\r\n", "<html>\n  Please log in")),
    HTML_AS_JSON(true, "begins with: <html>", json("<html>Please log in")),
    ERROR_OBJECT(
        true,
        "should have one array of records, but has an object, which begins with: \\{\"error\"",
        json("{\"error\":\"database is down\"}")),
    TRAILING_GARBAGE(true, "after the end of its JSON document", json(TestPages.BODY + "[]")),
    MALFORMED_UTF8(
        true,
        "UTF-8",
        respond(
            200,
            "Content-Type: application/json\r\n",
            new byte[] {'[', '"', (byte) 0xC3, '(', '"', ']'})),
    UNKNOWN_CHARSET(
        true,
        "'klingon'",
        respond(200, "Content-Type: application/json; charset=klingon\r\n", TestPages.BODY)),
    UNKNOWN_ENCODING(
        true,
        "'br'",
        respond(200, "Content-Type: application/json\r\nContent-Encoding: br\r\n", TestPages.BODY)),
    NOT_GZIP(
        true,
        "announced a body compressed by gzip, but it cannot be decompressed \\(Not in GZIP format",
        respond(
            200, "Content-Type: application/json\r\nContent-Encoding: gzip\r\n", TestPages.BODY)),
    TRUNCATED_GZIP(true, "cannot be decompressed \\(it ends too early", truncatedGzip());

    private final boolean permanent;
    private final String message;
    private final ScriptedServer.Step step;

    Fault(boolean permanent, String message, ScriptedServer.Step step) {
      this.permanent = permanent;
      this.message = message;
      this.step = step;
    }

    /** Only a fault that lasts until the time-out gets a short one. */
    private HttpOptions options(int attempts) {
      HttpOptions options = HttpFaultTest.options(attempts);
      boolean lasting =
          EnumSet.of(NO_ANSWER, STALL_IN_BODY, STALL_AFTER_WHOLE_DOCUMENT, DRIBBLE).contains(this);
      return lasting
          ? TestHttpOptions.from(options)
              .timeouts(options.connectTimeout(), Duration.ofSeconds(1))
              .build()
          : options;
    }

    private static void reset(Socket socket) throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    private static ScriptedServer.Step truncatedGzip() {
      return exchange -> {
        byte[] whole = TestPages.gzip(TestPages.BODY);
        return respond(
                200,
                "Content-Type: application/json\r\nContent-Encoding: gzip\r\n",
                Arrays.copyOf(whole, whole.length - 9))
            .answer(exchange);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void faultThatPassesIsSurvived(Fault fault) throws Exception {
    try (ScriptedServer server = new ScriptedServer(fault.step, fault.step, json(TestPages.BODY));
        HttpPageClient client =
            new HttpPageClient(fault.options(5), server.origin(), observer, true)) {
      assertThat(TestPages.get(client, server.uri("/comments"))).isEqualTo(TestPages.IDS);

      assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(3);
      // The JDK's client repeats by itself what fails before the first byte of an answer.
      assertThat(observer.retries()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void faultThatStaysIsTold(Fault fault) throws Exception {
    try (ScriptedServer server = new ScriptedServer(fault.step);
        HttpPageClient client =
            new HttpPageClient(fault.options(2), server.origin(), observer, false)) {
      PageRequestException failure =
          catchThrowableOfType(
              PageRequestException.class,
              () ->
                  client.get(
                      PageCall.get(server.uri("/comments")), "offset 7", TestPages::readItems));

      assertThat(failure)
          .hasMessageStartingWith(
              "Request for %s (offset 7) failed after 2 attempts: "
                  .formatted(server.uri("/comments")))
          .message()
          .containsPattern(fault.message);
      assertThat(failure.isPermanent()).isEqualTo(fault.permanent);
      assertThat(failure.attempts()).isEqualTo(2);
      assertThat(observer.requests()).isEqualTo(2);
    }
  }

  @Test
  void refusedConnectionIsTold() throws Exception {
    URI nobody;
    try (ScriptedServer server = new ScriptedServer(json(TestPages.BODY))) {
      nobody = server.uri("/comments");
    }
    try (HttpPageClient client =
        new HttpPageClient(options(2), Origin.of(nobody), observer, false)) {
      PageRequestException failure =
          catchThrowableOfType(PageRequestException.class, () -> TestPages.get(client, nobody));

      assertThat(failure)
          .hasMessageEndingWith(
              "after 2 attempts: no connection could be made (ConnectException: ClosedChannelException); check that the API runs at this host and port");
      assertThat(failure.isPermanent()).isFalse();
      assertThat(failure.status()).isEmpty();
    }
  }

  private static HttpOptions options(int attempts) {
    return TestHttpOptions.from(TestPages.OPTIONS)
        .retry(
            new RetryOptions(
                attempts,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(60),
                Duration.ZERO))
        .build();
  }
}
