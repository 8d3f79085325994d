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
package io.github.flinkcomments.examples.suggest;

import static io.github.flinkcomments.examples.suggest.TestApi.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.suggest.TestApi.Reply;
import io.github.flinkcomments.examples.suggest.TestApi.Request;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which options the draft has for which kind of paging. */
class PagingTest {

  private static final int COUNT = 120;

  /** The end of a page that begins at a place. */
  private static int end(Request request, int from, String limit, int usual, int cap) {
    return Math.min(COUNT, from + Math.min(cap, request.number(limit, usual)));
  }

  private static Run suggest(Function<Request, Reply> answers) {
    try (TestApi api = TestApi.answering(answers)) {
      Run run = Run.of(api.url());
      assertThat(run.error()).isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(api.requests()).hasSizeLessThanOrEqualTo(HttpApi.MAX_REQUESTS);
      assertThat(run.out())
          .startsWith("-- A draft from %d requests to".formatted(api.requests().size()));
      assertThat(run.options())
          .startsWith("  'connector' = 'rest',\n  'url' = '%s',\n".formatted(api.url()));
      return run;
    }
  }

  @Test
  void offsetWithATotalInTheBody() {
    Run run =
        suggest(
            request -> {
              int from = request.number("offset", 0);
              return Reply.json(
                  "{\"data\":%s,\"meta\":{\"total\":%d}}"
                      .formatted(records(from, end(request, from, "limit", 20, 50)), COUNT));
            });
    assertThat(run.options())
        .endsWith(
            """
              'record.pointer' = '/data',
              'record.key-pointer' = '/id',
              'pagination.type' = 'offset',
              'pagination.offset-parameter' = 'offset',
              'pagination.limit-parameter' = 'limit',
              'pagination.page-size' = '50',
              'pagination.total' = 'body',
              'pagination.total-pointer' = '/meta/total'
            );
            """);
    assertThat(run.out())
        .contains(
            "'limit' is the size of a page, capped: asked for 1000, the server gives 50.",
            "Past the total comes an empty page.",
            "Records come in the order of /id, the smallest first.",
            "The same request brought the same records again.");
  }

  @Test
  void offsetThatCountsFromOneWithoutATotal() {
    Run run =
        suggest(
            request -> {
              int from = request.number("startIndex", 1) - 1;
              return Reply.json(records(from, end(request, from, "count", 20, 1000)));
            });
    assertThat(run.options())
        .contains(
            "'pagination.offset-parameter' = 'startIndex'",
            "'pagination.limit-parameter' = 'count'",
            "'pagination.total' = 'none'",
            "'scan.startup.mode' = 'offset'",
            "'scan.startup.offset' = '1'");
  }

  @Test
  void pageNumberFromOneWithATotalInAHeaderAndAnErrorPastTheEnd() {
    Run run =
        suggest(
            request -> {
              int size = Math.min(100, request.number("per_page", 10));
              int from = (request.number("page", 1) - 1) * size;
              return from >= COUNT
                  ? Reply.status(400)
                  : Reply.json(records(from, Math.min(COUNT, from + size)))
                      .with("X-WP-Total", Integer.toString(COUNT))
                      .with("X-WP-TotalPages", "12");
            });
    assertThat(run.options())
        .contains(
            """
              'pagination.type' = 'page-number',
              'pagination.page-parameter' = 'page',
              'pagination.first-page' = '1',
              'pagination.limit-parameter' = 'per_page',
              'pagination.page-size' = '100',
              'pagination.total' = 'header',
              'pagination.total-header' = 'X-Wp-Total',
              'pagination.end' = 'total;rule',
              'response.rules' = 'status=400 -> past-the-end'
            """);
    assertThat(run.out()).contains("Past the total comes status 400.");
  }

  /** A rule for it would take a listing for ended whenever the API is busy. */
  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void aPassingErrorPastTheTotalIsNoMarkOfTheEnd(int status) {
    Run run =
        suggest(
            request -> {
              int size = Math.min(100, request.number("per_page", 10));
              int from = (request.number("page", 1) - 1) * size;
              return from >= COUNT
                  ? Reply.status(status)
                  : Reply.json(records(from, Math.min(COUNT, from + size)))
                      .with("X-WP-Total", Integer.toString(COUNT));
            });
    assertThat(run.options()).contains("'pagination.type' = 'page-number'");
    assertThat(run.options()).doesNotContain("past-the-end");
  }

  /**
   * A page of four that has three looks as if another parameter had asked for three. What looks
   * like a cap may be hidden records, too, and a smaller page does no harm.
   */
  @Test
  void pagesFromWhichRecordsAreHidden() {
    Run run =
        suggest(
            request -> {
              int size = request.number("per_page", 10);
              int from = (request.number("page", 1) - 1) * size;
              return size > 100 || from >= COUNT
                  ? Reply.status(400)
                  : Reply.json(
                          IntStream.range(from, Math.min(COUNT, from + size))
                              .filter(id -> id % 7 != 2)
                              .mapToObj(id -> records(id, id + 1).replaceAll("[\\[\\]]", ""))
                              .collect(Collectors.joining(",", "[", "]")))
                      .with("X-WP-Total", Integer.toString(COUNT));
            });
    assertThat(run.options())
        .contains(
            """
              'pagination.type' = 'page-number',
              'pagination.page-parameter' = 'page',
              'pagination.first-page' = '1',
              'pagination.limit-parameter' = 'per_page',
              'pagination.page-size' = '86',
              'pagination.total' = 'header',
              'pagination.total-header' = 'X-Wp-Total',
              'pagination.end' = 'total;rule',
              'response.rules' = 'status=400 -> past-the-end'
            """);
  }

  @Test
  void pageNumberFromZeroThatHasNoParameterForTheSize() {
    Run run =
        suggest(
            request -> {
              int from = request.number("page", 0) * 20;
              return Reply.json(records(from, Math.min(COUNT, from + 20)));
            });
    assertThat(run.options())
        .contains(
            """
              'pagination.type' = 'page-number',
              'pagination.page-parameter' = 'page',
              'pagination.first-page' = '0',
              'pagination.limit-parameter' = '',
              'pagination.total' = 'none'
            """);
  }

  @Test
  void aPageNumberWhoseParametersMustBeGivenTogether() {
    Run run =
        suggest(
            request -> {
              if (!request.query().containsKey("_page")) {
                // Whatever is unknown is a filter that nothing passes.
                return Reply.json(request.query().isEmpty() ? records(0, COUNT) : "[]");
              }
              int size = request.number("_per_page", 10);
              int pages = (COUNT + size - 1) / size;
              int from = (Math.min(pages, request.number("_page", 1)) - 1) * size;
              return Reply.json(
                  "{\"first\":1,\"next\":2,\"pages\":%d,\"items\":%d,\"data\":%s}"
                      .formatted(pages, COUNT, records(from, Math.min(COUNT, from + size))));
            });
    assertThat(run.options())
        .contains(
            "'record.pointer' = '/data'",
            "'pagination.type' = 'page-number'",
            "'pagination.page-parameter' = '_page'",
            "'pagination.limit-parameter' = '_per_page'",
            "'pagination.total-pointer' = '/items'",
            "'pagination.end' = 'total;repeated-page'");
    assertThat(run.out()).contains("Past the total come records from before it.");
  }

  @Test
  void theLastPageAgainWhenAllThatWasSeenAreTheFirst() {
    int count = 240;
    Run run =
        suggest(
            request -> {
              int size = request.number("limit", 10);
              int pages = (count + size - 1) / size;
              int from = (Math.min(pages, request.number("page", 1)) - 1) * size;
              return Reply.json(
                  "{\"total\":%d,\"data\":%s}"
                      .formatted(count, records(from, Math.min(count, from + size))));
            });
    assertThat(run.options()).contains("'pagination.end' = 'total;repeated-page'");
    assertThat(run.out()).contains("Past the total come records from before it.");
  }

  @Test
  void parametersWithADollarWhereOthersAreFilters() {
    Run run =
        suggest(
            request -> {
              boolean filtered =
                  request.query().keySet().stream().anyMatch(name -> !name.startsWith("$"));
              int from = request.number("$skip", 0);
              int to = filtered ? from : end(request, from, "$limit", 10, 50);
              return Reply.json(
                  "{\"total\":%d,\"limit\":10,\"skip\":%d,\"data\":%s}"
                      .formatted(filtered ? 0 : COUNT, from, records(from, to)));
            });
    assertThat(run.options())
        .contains(
            "'pagination.type' = 'offset'",
            "'pagination.offset-parameter' = '$skip'",
            "'pagination.limit-parameter' = '$limit'",
            "'pagination.page-size' = '50'");
  }

  @Test
  void linkHeader() {
    Run run =
        suggest(
            request -> {
              int size = Math.min(30, request.number("per_page", 10));
              int page = request.number("page", 1);
              int from = (page - 1) * size;
              Reply reply = Reply.json(records(from, Math.min(COUNT, from + size)));
              return from + size >= COUNT
                  ? reply
                  : reply.with(
                      "Link",
                      "<%1$s?per_page=%2$d&page=1>; rel=\"first\", <%1$s?per_page=%2$d&page=%3$d>; rel=\"next\""
                          .formatted(request.uri().getPath(), size, page + 1));
            });
    assertThat(run.options())
        .endsWith(
            """
              'pagination.type' = 'link-header',
              'pagination.limit-parameter' = 'per_page',
              'pagination.page-size' = '30'
            );
            """);
    assertThat(run.out())
        .contains("'pagination.type' = 'page-number', 'pagination.page-parameter' = 'page'");
  }

  @Test
  void nextUrlInTheBody() {
    Run run =
        suggest(
            request -> {
              int from = request.number("offset", 0);
              int to = end(request, from, "limit", 20, 1000);
              String next =
                  to >= COUNT
                      ? "null"
                      : "\"?limit=%s&offset=%d\"".formatted(request.number("limit", 20), to);
              return Reply.json(
                  "{\"count\":%d,\"links\":{\"next\":%s},\"results\":%s}"
                      .formatted(COUNT, next, records(from, to)));
            });
    assertThat(run.options())
        .contains(
            "'record.pointer' = '/results'",
            "'pagination.type' = 'next-url'",
            "'pagination.next-pointer' = '/links/next'",
            "'pagination.limit-parameter' = 'limit'");
    assertThat(run.out())
        .contains("'pagination.type' = 'offset', 'pagination.offset-parameter' = 'offset'");
  }

  @Test
  void aTokenForTheNextPage() {
    Run run =
        suggest(
            request -> {
              String token = request.query().getOrDefault("pageToken", "t0");
              int from = Integer.parseInt(token.substring(1));
              int to = end(request, from, "maxResults", 20, 1000);
              String next = to < COUNT ? ",\"nextPageToken\":\"t%d\"".formatted(to) : "";
              return Reply.json(
                  "{\"kind\":\"list\"%s,\"items\":%s}".formatted(next, records(from, to)));
            });
    assertThat(run.options())
        .contains(
            """
              'pagination.type' = 'cursor',
              'pagination.cursor-parameter' = 'pageToken',
              'pagination.cursor-pointer' = '/nextPageToken',
              'pagination.limit-parameter' = 'maxResults',
            """);
  }

  @Test
  void theLastKeyWhereUnknownParametersAreRefused() {
    Run run =
        suggest(
            request -> {
              for (String parameter : request.query().keySet()) {
                if (!parameter.equals("limit") && !parameter.equals("starting_after")) {
                  return Reply.status(400);
                }
              }
              if (request.number("limit", 10) > 100) {
                return Reply.status(400);
              }
              int from = request.number("starting_after", -1) + 1;
              int to = end(request, from, "limit", 10, 100);
              return Reply.json(
                  "{\"object\":\"list\",\"has_more\":%s,\"data\":%s}"
                      .formatted(to < COUNT, records(from, to)));
            });
    assertThat(run.options())
        .contains(
            """
              'pagination.type' = 'keyset',
              'pagination.key-parameter' = 'starting_after',
              'pagination.key-pointer' = '/id',
              'pagination.limit-parameter' = 'limit',
              'pagination.page-size' = '100',
              'pagination.end' = 'flag',
              'pagination.end-pointer' = '/has_more'
            """);
  }

  @Test
  void theLastKeyWhereNothingSaysThatThereIsMore() {
    Run run =
        suggest(
            request -> {
              int from = request.number("since_id", -1) + 1;
              return Reply.json(records(from, end(request, from, "limit", 50, 100)));
            });
    assertThat(run.options())
        .contains(
            """
              'pagination.type' = 'keyset',
              'pagination.key-parameter' = 'since_id',
              'pagination.key-pointer' = '/id',
              'pagination.limit-parameter' = 'limit',
              'pagination.page-size' = '1000'
            """);
    assertThat(run.out()).contains("asked for 1000, the server gives 100: its cap, or all there");
  }

  /** Not even the usual hundred. */
  @Test
  void aPageSizeThatIsRefused() {
    Run run =
        suggest(
            request -> {
              int from = request.number("offset", 0);
              return request.number("limit", 40) > 50
                  ? Reply.status(400)
                  : Reply.json(
                      "{\"total\":%d,\"items\":%s}"
                          .formatted(COUNT, records(from, end(request, from, "limit", 40, 50))));
            });
    assertThat(run.options()).contains("'pagination.page-size' = '40'");
    assertThat(run.out()).contains("100 is refused, and without it the server gives 40.");
  }

  @Test
  void oneRecord() {
    assertThat(suggest(request -> Reply.json(records(0, 1))).out())
        .contains("* 1 record, and no total.");
  }

  @Test
  void nothingThatLeadsOn() {
    Run run = suggest(request -> Reply.json(records(0, 40)));
    assertThat(run.options()).endsWith("  'pagination.type' = 'none'\n);\n");
    assertThat(run.out())
        .contains("No way to a second page", "Is the listing paged at all?")
        .doesNotContain("the first page alone");
  }

  @Test
  void nothingThatLeadsOnAlthoughThereIsMore() {
    Run run =
        suggest(request -> Reply.json("{\"total\":100,\"data\":%s}".formatted(records(0, 40))));
    assertThat(run.options()).contains("'pagination.type' = 'none'");
    assertThat(run.out()).contains("reads the first page alone, not all 100 records");
  }

  @Test
  void anOrderThatChangesFromRequestToRequest() {
    int[] turn = {0};
    Run run =
        suggest(
            request ->
                Reply.json(
                    turn[0]++ % 2 == 0
                        ? "[{\"id\":1},{\"id\":2},{\"id\":3}]"
                        : "[{\"id\":2},{\"id\":1},{\"id\":3}]"));
    assertThat(run.out()).contains("The same request brought the same records in another order");
  }

  @Test
  void newestFirst() {
    Run run = suggest(request -> Reply.json("[{\"id\":9},{\"id\":5},{\"id\":2}]"));
    assertThat(run.out()).contains("Records come in the order of /id, the largest first");
  }

  @Test
  void noMoreIsAskedOnceTheApiWantsAPause() {
    int[] asked = {0};
    Run run =
        suggest(
            request ->
                asked[0]++ == 0
                    ? Reply.json(records(0, 40)).with("X-RateLimit-Remaining", "0")
                    : Reply.status(429));
    assertThat(asked[0]).isEqualTo(2);
    assertThat(run.out()).contains("The API asked for a pause (429)", "ratelimit-remaining: 0");
  }

  @Test
  void parametersOfTheUrlThatTheOptionsSayAreLeftOut() {
    try (TestApi api =
        TestApi.answering(
            request -> {
              int from = request.number("_start", 0);
              return Reply.json(records(from, end(request, from, "_limit", COUNT, 1000)));
            })) {
      Run run = Run.of(api.url() + "?kind=a&_limit=25&_start=0");
      assertThat(run.options())
          .contains("'url' = '%s?kind=a'".formatted(api.url()), "'_start'", "'_limit'");
    }
  }
}
