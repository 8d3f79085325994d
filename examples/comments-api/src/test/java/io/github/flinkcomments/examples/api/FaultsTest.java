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

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class FaultsTest {

  private final ApiClient client = new ApiClient();
  private final CommentsServer server = CommentsServer.builder().comments(25).start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void deliversAStatusWithItsHeaders() throws Exception {
    server.faults().next(1, Fault.Status.of(429).retryAfter("3"));

    HttpResponse<String> answer = client.get(server, "");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("3");
    assertThat(client.get(server, "").statusCode()).isEqualTo(200);
    assertThat(server.requests().delivered(Fault.Status.class)).isEqualTo(1);
  }

  @Test
  void resetsTheConnection() throws Exception {
    server.faults().next(1, new Fault.Reset());

    try (RawConnection connection = RawConnection.to(server)) {
      connection.get("");
      assertThatThrownBy(connection::readToEnd)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    assertThat(server.requests().all().get(0).status()).isEmpty();
  }

  @Test
  void stallsAfterTheHeaders() throws Exception {
    server.faults().next(1, new Fault.Stall());

    HttpResponse<InputStream> answer =
        client
            .http()
            .send(client.request(server, "").build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    try (InputStream body = answer.body()) {
      CompletableFuture<Integer> firstByte =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return body.read();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      assertThat(client.get(server, "?_limit=1").statusCode()).isEqualTo(200);
      assertThat(firstByte).isNotDone();
    }
  }

  @Test
  void truncatesTheBody() {
    server.faults().next(1, new Fault.Truncate());

    assertThatThrownBy(() -> client.get(server, "?_limit=10"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bytes");
  }

  @Test
  void endsTheConnectionInOrderAfterHalfOfTheBody() throws Exception {
    int promised = client.get(server, "?_limit=10").body().getBytes(UTF_8).length;
    server.faults().next(1, new Fault.Truncate());

    try (RawConnection connection = RawConnection.to(server)) {
      connection.get("?_limit=10");
      assertThat(connection.readUntil("\r\n\r\n"))
          .containsIgnoringCase("Content-Length: " + promised);
      assertThat(connection.readToEnd()).hasSize(promised / 2);
    }
  }

  @Test
  void deliversStatusesThatHaveNoBody() throws Exception {
    server
        .faults()
        .next(1, Fault.Status.of(204))
        .next(1, Fault.Status.of(304))
        .next(1, new Fault.Status(500, Map.of(), ""));

    try (RawConnection connection = RawConnection.to(server)) {
      for (int status : List.of(204, 304, 500)) {
        connection.get("");
        assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 " + status);
      }
      connection.get("?_limit=0");
      assertThat(connection.readUntil("[]")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void servesWhatIsNoPage() throws Exception {
    server
        .faults()
        .next(1, new Fault.ErrorObject("down for maintenance"))
        .next(1, new Fault.Html())
        .next(1, new Fault.EmptyArray())
        .next(1, new Fault.ShortPage(3));

    assertThat(client.get(server, "").body()).isEqualTo("{\"error\":\"down for maintenance\"}");
    HttpResponse<String> html = client.get(server, "");
    assertThat(html.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(html.statusCode()).isEqualTo(200);
    assertThat(client.get(server, "").body()).isEqualTo("[]");
    assertThat(client.ids(server, "?_start=5&_limit=10")).containsExactly(6, 7, 8);
    assertThat(client.ids(server, "?_start=5&_limit=10")).hasSize(10);
  }

  @Test
  void deliversToTheRequestsThatMatchUntilCleared() throws Exception {
    server.faults().when(request -> request.offset() >= 10, 100, new Fault.EmptyArray());

    assertThat(client.ids(server, "?_start=0&_limit=2")).hasSize(2);
    assertThat(client.ids(server, "?_start=10&_limit=2")).isEmpty();
    server.faults().clear();
    assertThat(client.ids(server, "?_start=10&_limit=2")).hasSize(2);
  }

  @Test
  void deliversToEverySoManyRequests() throws Exception {
    server.faults().every(3, new Fault.EmptyArray());

    for (int request = 1; request <= 9; request++) {
      assertThat(client.ids(server, "?_limit=1")).hasSize(request % 3 == 0 ? 0 : 1);
    }
    assertThat(server.requests().delivered(Fault.EmptyArray.class)).isEqualTo(3);
  }

  @Test
  void parsesFaultsOfTheCommandLine() {
    assertThat(
            List.of(
                RecurringFault.parse("reset/7"),
                RecurringFault.parse("500"),
                RecurringFault.parse("429/3")))
        .containsExactly(
            new RecurringFault(new Fault.Reset(), 7),
            new RecurringFault(Fault.Status.of(500), 2),
            new RecurringFault(Fault.Status.of(429).retryAfter("1"), 3));
    assertThatThrownBy(() -> RecurringFault.parse("earthquake"))
        .isInstanceOf(TypeConversionException.class);
  }
}
