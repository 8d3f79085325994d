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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommentsServerTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Those of the server, and those of the HTTP server within. */
  private static final Pattern THREAD =
      Pattern.compile("comments-api|HTTP-Dispatcher|idle-timeout-task");

  private final ApiClient client = new ApiClient();
  private final CommentsServer server = CommentsServer.builder().comments(25).start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void servesPagesAndTellsTheTotal() throws Exception {
    HttpResponse<String> page = client.get(server, "?_start=10&_limit=5");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("X-Total-Count")).hasValue("25");
    assertThat(page.headers().firstValue("Content-Type"))
        .hasValue("application/json; charset=utf-8");
    assertThat(ApiClient.ids(page.body())).containsExactly(11, 12, 13, 14, 15);
  }

  @Test
  void servesEverythingWithoutALimitAndNothingBeyondTheEnd() throws Exception {
    assertThat(client.ids(server, "")).hasSize(25);
    assertThat(client.ids(server, "?_start=20&_limit=10")).containsExactly(21, 22, 23, 24, 25);
    assertThat(client.ids(server, "?_start=99999999999&_limit=10")).isEmpty();
    assertThat(client.ids(server, "?_limit=0")).isEmpty();
  }

  @Test
  void servesNumberedPages() throws Exception {
    assertThat(client.ids(server, "?_page=1&_limit=10")).startsWith(1).hasSize(10);
    assertThat(client.ids(server, "?_page=3&_limit=10")).containsExactly(21, 22, 23, 24, 25);
    assertThat(client.ids(server, "?_page=4&_limit=10")).isEmpty();
  }

  @Test
  void servesPagesByCursor() throws Exception {
    HttpResponse<String> first = client.get(server, "?_cursor=0&_limit=20");
    assertThat(ApiClient.ids(first.body())).startsWith(1).hasSize(20);
    assertThat(first.headers().firstValue("X-Next-Cursor")).hasValue("20");

    HttpResponse<String> last = client.get(server, "?_cursor=20&_limit=20");
    assertThat(ApiClient.ids(last.body())).containsExactly(21, 22, 23, 24, 25);
    assertThat(last.headers().firstValue("X-Next-Cursor")).isEmpty();
  }

  @Test
  void servesTheTextsThatAreKnownForEachId() throws Exception {
    ServedComment comment = ServedComment.of(7);

    assertThat(client.get(server, "?_start=6&_limit=1").body())
        .contains("\"postId\":2", "\"name\":\"" + comment.name(), comment.email())
        .contains(comment.body().replace("\"", "\\\"").replace("\n", "\\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NO_ID           | {"postId":2,"name":"
          TEXT_FOR_ID     | {"postId":2,"id":"no. 7","name":"
          OBJECT_FOR_NAME | {"postId":2,"id":7,"name":{"parts":{"first":"
          NO_OBJECT       | "comment 7"
          """)
  void servesSomeCommentsOtherThanPromised(Blemish blemish, String beginning) throws Exception {
    server.behaviour().blemishes(id -> Optional.of(blemish).filter(wrong -> id == 7));

    assertThat(client.get(server, "?_start=6&_limit=2").body())
        .startsWith("[" + beginning)
        .contains("\"id\":8,");
  }

  @Test
  void growsThroughTheMethodAndThroughTheInterface() throws Exception {
    server.grow(2);
    HttpResponse<String> created =
        client.send(
            client
                .request(server, "?count=3")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"n\"}"))
                .build());

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(ApiClient.ids(created.body())).containsExactly(30);
    assertThat(client.ids(server, "?_start=25")).containsExactly(26, 27, 28, 29, 30);
    assertThat(server.size()).isEqualTo(30);
  }

  @Test
  void growsByItself() throws Exception {
    try (CommentsServer growing =
        CommentsServer.builder().comments(0).growEvery(Duration.ofMillis(1), 2).start()) {
      while (growing.size() < 10) {
        Thread.onSpinWait();
      }
      assertThat(client.ids(growing, "?_limit=10")).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }
  }

  @Test
  void deletesAndInsertsAtAnIndex() throws Exception {
    assertThat(server.delete(1)).isEqualTo(2);
    assertThat(server.insert(3)).isEqualTo(26);
    server.grow(1);

    assertThat(client.ids(server, "?_limit=5")).containsExactly(1, 3, 4, 26, 5);
    assertThat(client.ids(server, "?_start=23")).containsExactly(24, 25, 27);
    assertThat(server.ids()).hasSize(26);
  }

  @Test
  void deletesAnIdThroughTheInterface() throws Exception {
    assertThat(client.send(client.request(server, "/3").DELETE().build()).statusCode())
        .isEqualTo(200);
    assertThat(client.send(client.request(server, "/3").DELETE().build()).statusCode())
        .isEqualTo(404);
    assertThat(client.ids(server, "?_limit=3")).containsExactly(1, 2, 4);
  }

  @Test
  void aMillionCommentsAreServedFromTheirIds() throws Exception {
    try (CommentsServer large = CommentsServer.builder().comments(1_000_000).start()) {
      assertThat(client.ids(large, "?_start=999998&_limit=5")).containsExactly(999_999, 1_000_000);
    }
  }

  @Test
  void capsTheLimit() throws Exception {
    server.behaviour().limitCap(7);

    assertThat(client.ids(server, "?_limit=100")).hasSize(7);
    assertThat(client.ids(server, "")).hasSize(7);
  }

  @Test
  void tellsTotalsWhereItIsToldTo() throws Exception {
    server.behaviour().totals(Totals.BODY);
    HttpResponse<String> inBody = client.get(server, "?_limit=1");
    assertThat(inBody.body()).startsWith("{\"total\":25,\"comments\":[{");
    assertThat(inBody.headers().firstValue("X-Total-Count")).isEmpty();

    server.behaviour().totals(Totals.NONE);
    HttpResponse<String> nowhere = client.get(server, "?_limit=1");
    assertThat(nowhere.body()).startsWith("[{");
    assertThat(nowhere.headers().firstValue("X-Total-Count")).isEmpty();
  }

  @Test
  void lagsWithItsTotal() throws Exception {
    server.behaviour().lagTotals(5, 2);

    assertThat(IntStream.range(0, 3).mapToObj(read -> total())).containsExactly("20", "20", "25");
  }

  @Test
  void requiresABearerToken() throws Exception {
    server.behaviour().requireBearerToken("secret");

    assertThat(client.get(server, "").statusCode()).isEqualTo(401);
    assertThat(client.get(server, "", "Authorization", "Bearer other").statusCode()).isEqualTo(401);
    assertThat(client.get(server, "", "Authorization", "Bearer secret").statusCode())
        .isEqualTo(200);
  }

  @Test
  void runsAnActionExactlyBetweenTwoPages() throws Exception {
    server.afterPage(request -> request.offset() == 5, () -> server.delete(0));

    assertThat(client.ids(server, "?_start=0&_limit=5")).containsExactly(1, 2, 3, 4, 5);
    assertThat(client.ids(server, "?_start=5&_limit=5")).containsExactly(6, 7, 8, 9, 10);
    assertThat(client.ids(server, "?_start=10&_limit=5")).containsExactly(12, 13, 14, 15, 16);
    assertThat(server.size()).isEqualTo(24);
  }

  @Test
  void holdsRequestsUntilReleased() throws Exception {
    CompletableFuture<HttpResponse<String>> held;
    try (Hold hold = server.hold(request -> request.offset() == 5)) {
      held =
          client
              .http()
              .sendAsync(
                  client.request(server, "?_start=5&_limit=1").build(),
                  HttpResponse.BodyHandlers.ofString());
      hold.awaitHeld(1, LIMIT);
      assertThat(client.ids(server, "?_start=4&_limit=1")).containsExactly(5);
      assertThat(held).isNotDone();
      server.delete(0);
    }
    assertThat(ApiClient.ids(held.get().body())).containsExactly(7);
  }

  @Test
  void logsEachRequestBeforeItsAnswerArrives() throws Exception {
    client.get(server, "?_start=20&_limit=10", "User-Agent", "test");

    List<ServedRequest> log = server.requests().all();
    assertThat(log).hasSize(1);
    assertThat(log.get(0).request().offset()).isEqualTo(20);
    assertThat(log.get(0).request().limit()).hasValue(10);
    assertThat(log.get(0).request().headers()).containsEntry("user-agent", "test");
    assertThat(log.get(0).status()).hasValue(200);
    assertThat(log.get(0).rows()).isEqualTo(5);
    assertThat(log.get(0).fault()).isEmpty();
  }

  @Test
  void waitsForARequestAndSaysWhatCameInstead() throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        client
            .http()
            .sendAsync(
                client.request(server, "?_start=3&_limit=1").build(),
                HttpResponse.BodyHandlers.ofString());
    server.requests().await(1, served -> served.request().offset() == 3, LIMIT);
    answer.get();

    assertThatThrownBy(
            () -> server.requests().await(1, served -> served.rows() == 9, Duration.ofMillis(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("offset=3");
  }

  @Test
  void keepsOnlyTheNewestRequestsButCountsAll() throws Exception {
    try (CommentsServer bounded = CommentsServer.builder().rememberedRequests(2).start()) {
      for (int offset = 0; offset < 5; offset++) {
        client.get(bounded, "?_limit=1&_start=" + offset);
      }
      assertThat(bounded.requests().all())
          .extracting(served -> served.request().offset())
          .containsExactly(3L, 4L);
      assertThat(bounded.requests().count()).isEqualTo(5);
    }
  }

  @Test
  void writesAnAccessLog(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("access.log");
    try (CommentsServer logged = CommentsServer.builder().accessLog(file).start()) {
      logged.faults().when(request -> request.offset() == 10, 1, Fault.Status.of(500));
      client.get(logged, "?_start=0&_limit=10");
      client.get(logged, "?_start=10&_limit=10");
    }
    assertThat(Files.readAllLines(file))
        .extracting(line -> line.substring(line.indexOf(' ') + 1))
        .containsExactly(
            "GET start=0 limit=10 status=200 rows=10 fault=-",
            "GET start=10 limit=10 status=500 rows=0 fault=Status");
  }

  @Test
  void answersHeadRequestsWithoutABody() throws Exception {
    HttpResponse<String> head =
        client.send(
            client
                .request(server, "?_limit=1")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

    HttpResponse<String> page = client.get(server, "?_limit=1");

    assertThat(head.headers().firstValue("X-Total-Count")).hasValue("25");
    assertThat(head.headers().firstValue("Content-Length"))
        .isEqualTo(page.headers().firstValue("Content-Length"));
    assertThat(head.body()).isEmpty();
    assertThat(client.ids(server, "?_limit=1")).containsExactly(1);
  }

  @Test
  void refusesWhatItDoesNotServe() throws Exception {
    assertThat(client.get(server, "?_start=first").statusCode()).isEqualTo(400);
    assertThat(client.get(server, "/of/others").statusCode()).isEqualTo(404);
    assertThat(
            client
                .send(
                    client
                        .request(server, "?count=-1")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build())
                .statusCode())
        .isEqualTo(400);
    assertThatThrownBy(() -> server.delete(25)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void countsTheConnectionsThatClientsHaveOpen() throws Exception {
    assertThat(server.connections()).isZero();
    try (Hold hold = server.hold(request -> request.offset() == 5);
        RawConnection held = RawConnection.to(server);
        RawConnection idle = RawConnection.to(server)) {
      held.get("?_start=5");
      hold.awaitHeld(1, LIMIT);
      idle.get("?_limit=0");
      idle.readUntil("[]");
      assertThat(server.connections()).isEqualTo(2);

      held.close();
      awaitConnections(1);
    }
    awaitConnections(0);
  }

  @Test
  void leavesItToTheClientsToEndIdleConnections() throws Exception {
    int many = 201; // The JDK's server would let 200 of them be idle.
    List<RawConnection> idle = new ArrayList<>();
    try {
      for (int opened = 0; opened < many; opened++) {
        idle.add(RawConnection.to(server));
      }
      for (int request = 0; request < 2; request++) {
        for (RawConnection connection : idle) {
          connection.get("?_limit=0");
          connection.readUntil("[]");
        }
      }
      assertThat(server.connections()).isEqualTo(many);
    } finally {
      for (RawConnection connection : idle) {
        connection.close();
      }
    }
    awaitConnections(0);
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    server.faults().when(request -> request.offset() == 0, 1, new Fault.Stall());
    Hold hold = server.hold(request -> request.offset() == 1);
    CompletableFuture<?> stalled = sendAsync(server, "?_start=0");
    CompletableFuture<?> held = sendAsync(server, "?_start=1");
    hold.awaitHeld(1, LIMIT);
    server.requests().await(1, served -> served.request().offset() == 0, LIMIT);
    assertThat(threads()).contains("comments-api");

    server.close();

    assertThat(stalled).failsWithin(LIMIT);
    assertThat(held).failsWithin(LIMIT);
    await(() -> threads().isEmpty());
    assertThat(threads()).isEmpty();
  }

  @Test
  void doesNotWaitForADelayWhenItIsClosed() throws Exception {
    server.behaviour().delay(Duration.ofHours(1));
    CompletableFuture<?> delayed = sendAsync(server, "");
    awaitConnections(1);

    server.close();

    assertThat(delayed).failsWithin(LIMIT);
  }

  private CompletableFuture<?> sendAsync(CommentsServer to, String query) {
    return client
        .http()
        .sendAsync(client.request(to, query).build(), HttpResponse.BodyHandlers.ofString());
  }

  private void awaitConnections(int count) {
    await(() -> server.connections() == count);
    assertThat(server.connections()).isEqualTo(count);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> THREAD.matcher(name).matches())
        .toList();
  }

  private String total() {
    try {
      return client.get(server, "?_limit=1").headers().firstValue("X-Total-Count").orElseThrow();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
