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
package io.github.flinkcomments.connector.rest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.RestSource;
import io.github.flinkcomments.connector.rest.RestSourceBuilder;
import io.github.flinkcomments.connector.rest.option.PaginationType;
import io.github.flinkcomments.connector.rest.option.RestEndOptions;
import io.github.flinkcomments.connector.rest.option.RestHttpOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestRequestOptions;
import io.github.flinkcomments.connector.rest.option.RestRetryOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.connector.rest.source.PagedServer.Answer;
import io.github.flinkcomments.connector.rest.source.PagedServer.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each type of pagination against a server that pages so: whole, growing, failing over. */
class ChainITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final int PAGE = 7;

  /** Static, since a function is deserialized anew after each failure. */
  private static final AtomicBoolean FAILED = new AtomicBoolean();

  /**
   * A way of paging.
   *
   * @param path of the listing
   */
  record Shape(String name, String path, PagedServer.Handler handler, Options options) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Sets what the DDL would. */
  interface Options {
    void set(RestSourceBuilder<ReadJob.Identified> source);
  }

  static Stream<Shape> shapes() {
    return Stream.of(
        new Shape(
            "page number, empty page",
            "/records",
            request -> Answer.ok(request.page((request.number("page", 1) - 1) * PAGE, PAGE)),
            source -> source.set(RestPaginationOptions.TYPE, PaginationType.PAGE_NUMBER)),
        new Shape(
            "page number from 0 in the path, capped, short page, error past the end",
            "/records/{page}",
            request -> {
              int page = Integer.parseInt(request.query().get("path"));
              return page > 0 && page * PAGE >= request.records()
                  ? new Answer(404, "{}", Map.of())
                  : Answer.ok(request.page(page * PAGE, PAGE));
            },
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.PAGE_NUMBER)
                    .set(RestPaginationOptions.FIRST_PAGE, 0L)
                    .set(RestPaginationOptions.LIMIT_PARAMETER, "size")
                    .set(RestEndOptions.END, "short-page")),
        new Shape(
            "page number, last page repeated past the end",
            "/records",
            request -> {
              int last = Math.max(1, (request.records() + PAGE - 1) / PAGE);
              int page = Math.min(request.number("page", 1), last);
              return Answer.ok(request.page((page - 1) * PAGE, PAGE));
            },
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.PAGE_NUMBER)
                    .set(RestEndOptions.END, "repeated-page;empty-page")),
        new Shape(
            "offset until isLast",
            "/records",
            request -> {
              int from = request.number("startAt", 0);
              return Answer.ok(
                  "{\"values\":%s,\"isLast\":%s}"
                      .formatted(request.page(from, PAGE), from + PAGE >= request.records()));
            },
            source ->
                source
                    .set(RestPaginationOptions.OFFSET_PARAMETER, "startAt")
                    .setRecordPath("/values")
                    .set(RestEndOptions.END, "flag")
                    .set(RestEndOptions.END_POINTER, "/isLast")),
        new Shape(
            "cursor in the query",
            "/records",
            request -> {
              int from = request.number("cursor", 0);
              return Answer.ok(
                  "{\"items\":%s,\"meta\":{\"next\":\"%s\"}}"
                      .formatted(
                          request.page(from, PAGE),
                          from + PAGE < request.records() ? "" + (from + PAGE) : ""));
            },
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.CURSOR)
                    .setRecordPath("/items")
                    .set(RestPaginationOptions.CURSOR_PARAMETER, "cursor")
                    .set(RestPaginationOptions.CURSOR_POINTER, "/meta/next")),
        new Shape(
            "cursor in a POST body",
            "/records",
            request -> {
              int from =
                  request.body().contains("cursor")
                      ? Integer.parseInt(
                          request.body().replaceAll(".*\"cursor\": *\"(\\d+)\".*", "$1"))
                      : 0;
              return Answer.ok(
                  "{\"items\":%s,\"next\":%s}"
                      .formatted(
                          request.page(from, PAGE),
                          from + PAGE < request.records() ? "\"" + (from + PAGE) + "\"" : "null"));
            },
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.CURSOR)
                    .setRecordPath("/items")
                    .set(RestRequestOptions.BODY, "{\"size\": {limit}, \"cursor\": \"{cursor}\"}")
                    .set(RestPaginationOptions.CURSOR_POINTER, "/next")),
        new Shape(
            "Link header",
            "/records",
            request -> {
              int page = request.number("page", 1);
              Answer answer = Answer.ok(request.page((page - 1) * PAGE, PAGE));
              return page * PAGE < request.records()
                  ? answer.with("Link", "</records?page=%d>; rel=\"next\"".formatted(page + 1))
                  : answer;
            },
            source -> source.set(RestPaginationOptions.TYPE, PaginationType.LINK_HEADER)),
        new Shape(
            "next URL, relative",
            "/records",
            request -> {
              int from = request.number("skip", 0);
              return Answer.ok(
                  "{\"value\":%s%s}"
                      .formatted(
                          request.page(from, PAGE),
                          from + PAGE < request.records()
                              ? ",\"@odata.nextLink\":\"?skip=%d\"".formatted(from + PAGE)
                              : ""));
            },
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.NEXT_URL)
                    .setRecordPath("/value")
                    .set(RestPaginationOptions.NEXT_POINTER, "/@odata.nextLink")),
        new Shape(
            "keyset, exclusive, has_more",
            "/records",
            request -> {
              int after = request.number("starting_after", 0);
              return Answer.ok(
                  "{\"data\":%s,\"has_more\":%s}"
                      .formatted(request.page(after, PAGE), after + PAGE < request.records()));
            },
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.KEYSET)
                    .setRecordPath("/data")
                    .set(RestPaginationOptions.KEY_PARAMETER, "starting_after")
                    .set(RestPaginationOptions.KEY_POINTER, "/id")
                    .set(RestEndOptions.END, "flag")
                    .set(RestEndOptions.END_POINTER, "/has_more")),
        new Shape(
            "keyset, inclusive",
            "/records",
            request -> Answer.ok(request.page(Math.max(0, request.number("id_gte", 0) - 1), PAGE)),
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.KEYSET)
                    .set(RestPaginationOptions.KEY_PARAMETER, "id_gte")
                    .set(RestPaginationOptions.KEY_POINTER, "/id")
                    .set(RestPaginationOptions.KEY_INCLUSIVE, true)
                    .set(RestEndOptions.END, "same-token")));
  }

  /** Where a token comes from, and where it goes. */
  static List<Shape> tokens() {
    return List.of(
        new Shape(
            "members of an object, each a parameter",
            "/records",
            request -> {
              int from = request.number("at", 0);
              boolean whole = from == 0 || "b".equals(request.query().get("shard"));
              return Answer.ok(
                  "{\"items\":%s,\"continue\":%s}"
                      .formatted(
                          request.page(whole ? from : 0, PAGE),
                          from + PAGE < request.records()
                              ? "{\"at\":%d,\"shard\":\"b\"}".formatted(from + PAGE)
                              : "null"));
            },
            source ->
                cursor(source)
                    .setRecordPath("/items")
                    .set(RestPaginationOptions.CURSOR_PARAMETER, "*")
                    .set(RestPaginationOptions.CURSOR_POINTER, "/continue")),
        new Shape(
            "cut out of a URL",
            "/records",
            request -> {
              int from = Integer.parseInt(request.query().getOrDefault("after", "/0").substring(1));
              return Answer.ok(
                  "{\"items\":%s,\"next\":\"%s\"}"
                      .formatted(
                          request.page(from, PAGE),
                          from + PAGE < request.records()
                              ? "https://else.where/records?v=2&after=%2F" + (from + PAGE) + "&x=1"
                              : ""));
            },
            source ->
                cursor(source)
                    .setRecordPath("/items")
                    .set(RestPaginationOptions.CURSOR_PARAMETER, "after")
                    .set(RestPaginationOptions.CURSOR_PATTERN, "[?&]after=([^&]*)")
                    .set(RestPaginationOptions.CURSOR_POINTER, "/next")),
        new Shape(
            "in a header, and inside other text of a parameter",
            "/records",
            request -> {
              int from =
                  Integer.parseInt(request.query().getOrDefault("filter", "id>0").substring(3));
              Answer answer = Answer.ok(request.page(from, PAGE));
              return from + PAGE < request.records()
                  ? answer.with("X-Next", "" + (from + PAGE))
                  : answer;
            },
            source ->
                cursor(source)
                    .set(RestPaginationOptions.CURSOR_HEADER, "X-Next")
                    .set(RestRequestOptions.QUERY, Map.of("filter", "id>{cursor}"))),
        new Shape(
            "in a member with a strange name, and in the path",
            "/records/from-{cursor}",
            request -> {
              String path = request.query().get("path");
              int from = path.equals("from-") ? 0 : Integer.parseInt(path.substring(5));
              return Answer.ok(
                  "{\"items\":%s,\"$next.page[0]@\":{\"a/b~c\":%s}}"
                      .formatted(
                          request.page(from, PAGE),
                          from + PAGE < request.records() ? "" + (from + PAGE) : "null"));
            },
            source ->
                cursor(source)
                    .setRecordPath("/items")
                    .set(RestPaginationOptions.CURSOR_POINTER, "/$next.page[0]@/a~1b~0c")),
        new Shape(
            "a URL, with own parameters again, and some for the first request alone",
            "/records?view=full",
            request -> {
              int from = request.number("skip", 0);
              boolean right =
                  "full".equals(request.query().get("view"))
                      && (from == 0) == request.query().containsKey("start");
              return Answer.ok(
                  "{\"items\":%s%s}"
                      .formatted(
                          request.page(right ? from : 0, PAGE),
                          from + PAGE < request.records()
                              ? ",\"next\":\"/records?skip=%d\"".formatted(from + PAGE)
                              : ""));
            },
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.NEXT_URL)
                    .setRecordPath("/items")
                    .set(RestPaginationOptions.NEXT_POINTER, "/next")
                    .set(RestPaginationOptions.REPEAT_QUERY, true)
                    .set(RestRequestOptions.FIRST_QUERY, Map.of("start", "2026-01-01"))));
  }

  private static RestSourceBuilder<ReadJob.Identified> cursor(
      RestSourceBuilder<ReadJob.Identified> source) {
    return source.set(RestPaginationOptions.TYPE, PaginationType.CURSOR);
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void tokensAreFoundAndSentWhereverTheyAre(Shape shape) throws Exception {
    try (PagedServer server = server(17, shape)) {
      assertThat(new ReadJob(source(server, shape).setBounded()).readAll()).isEqualTo(ids(17));
      assertThat(server.requests).noneMatch(request -> request.contains("limit"));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void readsAllRecordsOnce(Shape shape) throws Exception {
    for (int records : new int[] {0, 2 * PAGE, 17}) {
      try (PagedServer server = server(records, shape)) {
        assertThat(new ReadJob(source(server, shape).setBounded()).readAll())
            .isEqualTo(ids(records));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void goesOnWithWhatIsAddedAfterTheEndAndAfterAFailure(Shape shape) throws Exception {
    try (PagedServer server = server(24, shape)) {
      FAILED.set(false);
      List<Integer> read =
          new ReadJob(source(server, shape))
              .map(
                  id -> {
                    if (id == 30 && FAILED.compareAndSet(false, true)) {
                      throw new IllegalStateException("fails once");
                    }
                    return id;
                  })
              .readUntil(
                  45,
                  count -> {
                    if (count == 24 || count == 33) {
                      server.add(count == 24 ? 9 : 12);
                    }
                  });
      assertThat(read).isEqualTo(ids(45));
      assertThat(FAILED).isTrue();
    }
  }

  @Test
  void snapshotIsReadAgainOnlyWhenItHasChanged() throws Exception {
    Shape none =
        new Shape(
            "none",
            "/records",
            request -> Answer.ok(request.page(0, 1000)),
            source -> source.set(RestPaginationOptions.TYPE, PaginationType.NONE));
    try (PagedServer server = server(5, none)) {
      List<Integer> read =
          new ReadJob(source(server, none))
              .readUntil(
                  11,
                  count -> {
                    if (count == 5) {
                      int before = server.requests.size();
                      awaitRequests(server, before + 3);
                      server.add(1);
                    }
                  });
      assertThat(read).isEqualTo(Stream.of(ids(5), ids(6)).flatMap(List::stream).toList());
    }
  }

  private static void awaitRequests(PagedServer server, int count) {
    while (server.requests.size() < count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void severalReadersShareThePagesThatATotalTells() throws Exception {
    Shape told =
        new Shape(
            "page number with a total",
            "/records",
            request -> {
              int page = request.number("page", 1);
              // The fourth page has its records left out after paging.
              Answer answer = Answer.ok(page == 4 ? "[]" : request.page((page - 1) * PAGE, PAGE));
              return answer.with("X-Total", "" + request.records());
            },
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.PAGE_NUMBER)
                    .set(RestEndOptions.TOTAL_HEADER, "X-Total")
                    .setPageSize(PAGE)
                    .set(RestScanOptions.SPLIT_SIZE, 3L * PAGE));
    try (PagedServer server = server(200, told)) {
      FAILED.set(false);
      List<Integer> read =
          new ReadJob(source(server, told))
              .map(
                  id -> {
                    if (id == 100 && FAILED.compareAndSet(false, true)) {
                      throw new IllegalStateException("fails once");
                    }
                    return id;
                  })
              .readUntil(
                  203,
                  count -> {
                    if (count == 193) {
                      server.add(10);
                    }
                  });
      List<Integer> expected = ids(210);
      expected.removeAll(IntStream.rangeClosed(3 * PAGE + 1, 4 * PAGE).boxed().toList());
      assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  /** Two readers may emit one record each; the others have to leave the chain to them. */
  @Test
  void readersThatMayNotEmitGetNoChain() throws Exception {
    Shape cursor =
        new Shape(
            "cursor",
            "/records",
            request -> Answer.ok(request.page(request.number("from", 0), PAGE)),
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.KEYSET)
                    .set(RestPaginationOptions.KEY_PARAMETER, "from")
                    .set(RestPaginationOptions.KEY_POINTER, "/id")
                    .set(RestEndOptions.END, "empty-page")
                    .setMaxRecordsPerCheckpoint(2)
                    .setPageSize(PAGE));
    try (PagedServer server = server(17, cursor)) {
      assertThat(
              new ReadJob(source(server, cursor).setBounded())
                  .parallelism(4)
                  .withoutRestarts()
                  .readAll())
          .isEqualTo(ids(17));
    }
  }

  /** The API takes a lower bound alone; each range ends where the next one begins. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void severalReadersShareRangesOfKeys(boolean inclusive) throws Exception {
    Shape shared =
        new Shape(
            "keyset in ranges",
            "/records",
            request ->
                Answer.ok(
                    request.page(
                        Math.max(0, request.number("bound", 0) - (inclusive ? 1 : 0)), PAGE)),
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.KEYSET)
                    .set(RestPaginationOptions.KEY_PARAMETER, "bound")
                    .set(RestPaginationOptions.KEY_POINTER, "/id")
                    .set(RestPaginationOptions.KEY_INCLUSIVE, inclusive)
                    .set(RestEndOptions.END, "empty-page")
                    .set(RestPaginationOptions.KEY_RANGES, true)
                    .set(RestScanOptions.SPLIT_SIZE, 20L));
    try (PagedServer server = server(200, shared)) {
      FAILED.set(false);
      List<Integer> read =
          new ReadJob(source(server, shared))
              .map(
                  id -> {
                    if (id == 100 && FAILED.compareAndSet(false, true)) {
                      throw new IllegalStateException("fails once");
                    }
                    return id;
                  })
              .readUntil(
                  210,
                  count -> {
                    if (count == 200) {
                      server.add(10);
                    }
                  });
      assertThat(read).containsExactlyInAnyOrderElementsOf(ids(210));
      assertThat(FAILED).isTrue();
      // Neither a single chain nor the search for the end asks for this page.
      assertThat(server.requests).contains("/records?bound=" + (inclusive ? 21 : 20));
    }
  }

  @Test
  void rangesOfKeysThatAreNotInOrderAreTold() throws Exception {
    Shape descending =
        new Shape(
            "descending",
            "/records",
            request -> Answer.ok("[{\"id\":2},{\"id\":1}]"),
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.KEYSET)
                    .set(RestPaginationOptions.KEY_PARAMETER, "after")
                    .set(RestPaginationOptions.KEY_POINTER, "/id")
                    .set(RestPaginationOptions.KEY_RANGES, true));
    try (PagedServer server = server(2, descending)) {
      assertFails(server, descending, "ascending order of an integer key");
    }
  }

  @Test
  void strayErrorIsNoEnd() throws Exception {
    AtomicBoolean answered = new AtomicBoolean();
    Shape stray =
        new Shape(
            "stray",
            "/records",
            request -> {
              int page = request.number("page", 1);
              return page == 3 && answered.compareAndSet(false, true)
                  ? new Answer(404, "{}", Map.of())
                  : Answer.ok(request.page((page - 1) * PAGE, PAGE));
            },
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.PAGE_NUMBER)
                    .set(RestEndOptions.END, "short-page"));
    try (PagedServer server = server(17, stray)) {
      assertThat(new ReadJob(source(server, stray).setBounded()).readAll()).isEqualTo(ids(17));
    }
    assertThat(answered).isTrue();
  }

  @Test
  void apiThatIgnoresThePageParameterIsToldInOneSentence() throws Exception {
    Shape ignoring =
        new Shape(
            "ignoring",
            "/records",
            request -> Answer.ok(request.page(0, PAGE)),
            source -> source.set(RestPaginationOptions.TYPE, PaginationType.PAGE_NUMBER));
    try (PagedServer server = server(40, ignoring)) {
      assertFails(server, ignoring, "the API ignores the page parameter 'page'");
    }
  }

  @Test
  void tokensThatLeadInACircleAreTold() throws Exception {
    Shape circle =
        new Shape(
            "circle",
            "/records",
            request -> {
              int from = request.number("cursor", 0);
              int next = from >= 3 * PAGE ? PAGE : from + PAGE;
              return Answer.ok(
                  "{\"items\":%s,\"next\":%d}".formatted(request.page(from, PAGE), next));
            },
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.CURSOR)
                    .setRecordPath("/items")
                    .set(RestPaginationOptions.CURSOR_PARAMETER, "cursor")
                    .set(RestPaginationOptions.CURSOR_POINTER, "/next"));
    try (PagedServer server = server(40, circle)) {
      assertFails(server, circle, "The pages lead in a circle");
    }
  }

  @Test
  void secretThatALinkRepeatsIsNotTold() throws Exception {
    Shape repeating =
        new Shape(
            "repeating",
            "/records",
            request ->
                Answer.ok(
                    "{\"items\":%s,\"next\":\"1:2?owner=S3CRET99\"}"
                        .formatted(request.page(0, PAGE))),
            source ->
                source
                    .setBearerToken("S3CRET99")
                    .set(RestPaginationOptions.TYPE, PaginationType.NEXT_URL)
                    .setRecordPath("/items")
                    .set(RestPaginationOptions.NEXT_POINTER, "/next"));
    try (PagedServer server = server(40, repeating)) {
      assertFails(server, repeating, "by a malformed URL: '1:2?owner=****'");
    }
  }

  @Test
  void pageThatHasLostRecordsStopsTheJob() throws Exception {
    AtomicBoolean shrunk = new AtomicBoolean();
    Shape shrinking =
        new Shape(
            "shrinking",
            "/records",
            request -> {
              int from = request.number("page", 1) - 1;
              Request served = shrunk.get() ? new Request("GET", request.query(), "", 20) : request;
              return Answer.ok(served.page(from * PAGE, PAGE));
            },
            source -> source.set(RestPaginationOptions.TYPE, PaginationType.PAGE_NUMBER));
    try (PagedServer server = server(24, shrinking)) {
      assertThatThrownBy(
              () ->
                  new ReadJob(source(server, shrinking))
                      .readUntil(
                          25,
                          count -> {
                            if (count == 24) {
                              shrunk.set(true);
                            }
                          }))
          .satisfies(
              failure ->
                  assertThat(ExceptionUtils.stringifyException(failure))
                      .contains("page 4 had 3 records when it was read, and has 0 now"));
    }
  }

  private static void assertFails(PagedServer server, Shape shape, String message) {
    assertThatThrownBy(() -> new ReadJob(source(server, shape).setBounded()).readAll())
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains(message)
                    .contains("SuppressRestartsException"));
  }

  private static RestSourceBuilder<ReadJob.Identified> source(PagedServer server, Shape shape) {
    RestSourceBuilder<ReadJob.Identified> source =
        RestSource.builder(PojoRecordFormat.of(ReadJob.Identified.class))
            .setUrl(server.url(shape.path()))
            .setRecordKey("/id")
            .setPollInterval(Duration.ofMillis(50))
            .set(RestRetryOptions.INITIAL_BACKOFF, Duration.ofMillis(5))
            .set(RestHttpOptions.REQUEST_TIMEOUT, Duration.ofSeconds(5));
    shape.options().set(source);
    return source;
  }

  private static PagedServer server(int records, Shape shape) throws Exception {
    return new PagedServer(records, shape.handler());
  }

  private static List<Integer> ids(int count) {
    return new ArrayList<>(IntStream.rangeClosed(1, count).boxed().toList());
  }
}
