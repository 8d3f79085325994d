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
package io.github.flinkcomments.examples.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyProxyTest {

  private final ApiClient client = new ApiClient();
  private HttpServer server;
  private FaultyProxy proxy;

  /** Answers with what it was asked: in one chunk after the other, as it tells no length. */
  @BeforeEach
  void start() throws IOException {
    server = HttpEndpoint.newServer();
    server.createContext(
        "/",
        exchange -> {
          exchange
              .getResponseHeaders()
              .add("X-Host", exchange.getRequestHeaders().getFirst("Host"));
          exchange.sendResponseHeaders(201, 0);
          try (exchange) {
            exchange.getResponseBody().write(exchange.getRequestURI().toString().getBytes(UTF_8));
            exchange.getResponseBody().flush();
            exchange.getRequestBody().transferTo(exchange.getResponseBody());
          }
        });
    server.start();
    proxy = FaultyProxy.before(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    proxy.close();
    server.stop(0);
  }

  private HttpResponse<String> post() throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(proxy.url() + "/a%20b?c=%2F&d"))
            .POST(BodyPublishers.ofString("body"))
            .build());
  }

  @Test
  void requestsAndAnswersPassUnchanged() throws Exception {
    HttpResponse<String> answer = post();

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("/a%20b?c=%2F&dbody");
    assertThat(answer.headers().firstValue("X-Host")).hasValue(proxy.url().getAuthority());
  }

  @Test
  void anAnswerIsReplaced() throws Exception {
    proxy.faults().when(request -> request.sequence() == 2, 1, Fault.Status.of(503));

    assertThat(post().statusCode()).isEqualTo(201);
    assertThat(post().statusCode()).isEqualTo(503);
    assertThat(post().statusCode()).isEqualTo(201);
    assertThat(proxy.requests()).isEqualTo(3);
  }

  @Test
  void anAnswerBreaksOff() {
    proxy.faults().next(1, new Fault.Truncate());

    assertThatThrownBy(this::post).isInstanceOf(IOException.class);
  }
}
