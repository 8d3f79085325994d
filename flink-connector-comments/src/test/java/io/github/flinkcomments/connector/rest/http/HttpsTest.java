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

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages over TLS, whose handshakes and records pass through the client's only thread. */
@Timeout(120)
class HttpsTest {

  private static final int CALLERS = 8;
  private static final int PAGES = 5;

  /** Longer than several TLS records and all buffers together. */
  private static final List<String> IDS =
      IntStream.range(0, 5_000).mapToObj(String::valueOf).toList();

  private static final byte[] BODY =
      IDS.stream()
          .map(id -> "{\"id\":%s,\"name\":\"%s\"}".formatted(id, "n".repeat(80)))
          .collect(joining(",", "[", "]"))
          .getBytes(UTF_8);

  private static SSLContext before;

  /** Whoever runs a job says what it trusts by properties of the process. */
  @BeforeAll
  static void trustServer() throws Exception {
    before = SSLContext.getDefault();
    SSLContext.setDefault(TlsServer.context());
  }

  @AfterAll
  static void trustAsBefore() {
    SSLContext.setDefault(before);
  }

  @Test
  void callersAtOnceGetTheirPages() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (TlsServer server = TlsServer.start(HttpsTest::answer);
        HttpPageClient client =
            new HttpPageClient(
                TestPages.OPTIONS, Origin.of(server.url()), new HttpObserver() {}, false)) {
      List<Future<List<String>>> pages = new ArrayList<>();
      for (int i = 0; i < CALLERS * PAGES; i++) {
        pages.add(callers.submit(() -> TestPages.get(client, server.url())));
      }
      for (Future<List<String>> page : pages) {
        assertThat(page.get()).isEqualTo(IDS);
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, BODY.length);
      exchange.getResponseBody().write(BODY);
    }
  }
}
