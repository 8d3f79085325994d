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
package io.github.flinkcomments.connector.rest.source.listing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.flinkcomments.connector.rest.http.HttpObserver;
import io.github.flinkcomments.connector.rest.http.HttpOptions;
import io.github.flinkcomments.connector.rest.pagination.ChainByLinkHeader;
import io.github.flinkcomments.connector.rest.pagination.ChainByNextUrl;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.Chaining;
import io.github.flinkcomments.connector.rest.pagination.EndCondition;
import io.github.flinkcomments.connector.rest.pagination.EndRule;
import io.github.flinkcomments.connector.rest.pagination.OffsetPagination;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.pagination.SinglePage;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.record.PageFormat;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.connector.rest.record.RecordIdentity;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges by a header, as RFC 9110 has them (sections 14.4 and 15.5.17). */
@Timeout(60)
class ListingClientTest {

  /** All that is read of a record. */
  public record Identified(int id) {}

  private final AtomicInteger requests = new AtomicInteger();
  private int status = 206;
  private String contentRange = "";
  private HttpServer server;
  private URI url;
  private ListingClient<Identified> client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          byte[] body =
              (status == 206 ? "[{\"id\": 1}]" : "{\"code\": \"PGRST103\"}").getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.getResponseHeaders().add("Content-Range", contentRange);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/items");
    client =
        new Listing<>(
                "the listing",
                url,
                RequestTemplate.get(url),
                new OffsetPagination(
                    "from", "limit", 20, new TotalLocation.Header("Content-Range")),
                PageFormat.of(PojoRecordFormat.of(Identified.class))
                    .withIdentity(new RecordIdentity.Key("/id")),
                HttpOptions.DEFAULT)
            .open(new HttpObserver() {});
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void totalIsToldBehindTheRange() throws Exception {
    contentRange = "0-0/73";
    assertThat(client.probe(0, 1).total()).hasValue(73);
  }

  @Test
  void totalMayBeUnknown() throws Exception {
    contentRange = "0-0/*";
    FetchedPage<Identified> page = client.probe(0, 1);
    assertThat(page.page().size()).isEqualTo(1);
    assertThat(page.total()).isEmpty();
  }

  @Test
  void rangeBehindTheLastRowIsEmpty() throws Exception {
    status = 416;
    contentRange = "*/73";
    FetchedPage<Identified> page = client.probe(73, 2);
    assertThat(page.page().isEmpty()).isTrue();
    assertThat(page.total()).hasValue(73);
    assertThat(requests).hasValue(1);
  }

  @Test
  void refusalBehindRecordsNamesTheRuleThatMakesItTheEnd() {
    status = 404;
    contentRange = "*/73";
    assertThatThrownBy(() -> client.probe(73, 2))
        .hasStackTraceContaining("'response.rules' = 'status=404 -> past-the-end'");
    assertThatThrownBy(() -> client.probe(0, 1))
        .satisfies(
            failure -> assertThat(failure.getCause()).hasMessageNotContaining("past-the-end"));
  }

  @Test
  void rowsThatAreKnownToExistAreNotTakenForMissing() {
    status = 416;
    contentRange = "*/73";
    assertThatThrownBy(() -> client.fetch(40, 20)).hasStackTraceContaining("416");
  }

  @ParameterizedTest
  @CsvSource({
    "page-2, /v2/items/page-2",
    "?page=2, /v2/items/?page=2",
    "/items/page-2, /items/page-2",
  })
  void linkIsRelativeToWhereRedirectsHaveLed(String next, String expected) throws Exception {
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/v2/items/");
          exchange.sendResponseHeaders(301, -1);
          exchange.close();
        });
    server.createContext(
        "/v2/items/",
        exchange -> {
          byte[] body = "{\"next\": \"%s\", \"items\": []}".formatted(next).getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.getResponseHeaders().add("Link", "<%s>; rel=\"next\"".formatted(next));
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    URI moved = url.resolve("/moved");

    for (Chaining chaining :
        List.of(new ChainByNextUrl("/next"), new ChainByLinkHeader("next", ""))) {
      try (ListingClient<Identified> chain = chain(moved, chaining)) {
        PageFacts facts = chain.ask(chaining.first(), Map.of(), false).facts();

        assertThat(facts.uri()).isEqualTo(moved);
        assertThat(chaining.next(chaining.first(), facts))
            .hasValue(new PageAddress.Url(url.resolve(expected).toString()));
      }
    }
  }

  /** A list that is empty because the request has failed is not the end of a listing. */
  @Test
  void failureThatIsToldWithStatus200IsNoPage() throws Exception {
    answerBy("/failed", "{\"success\": false, \"items\": []}");
    try (ListingClient<Identified> failed = chain(url.resolve("/failed"), new SinglePage())) {
      assertThatThrownBy(() -> failed.ask(new SinglePage().first(), Map.of(), false))
          .hasStackTraceContaining("but its body tells an error (\"success\": false)");
    }
  }

  @Test
  void launchThatFailedIsARecord() throws Exception {
    answerBy("/launch", "{\"id\": 5, \"success\": false}");
    URI launch = url.resolve("/launch");
    SinglePage once = new SinglePage();
    PageFormat<Identified> format =
        PageFormat.of(PojoRecordFormat.of(Identified.class)).withSingle(true);
    try (ListingClient<Identified> single = chain(launch, once, format)) {
      assertThat(single.ask(once.first(), Map.of(), false).page().record(0))
          .isEqualTo(new Identified(5));
    }
  }

  private void answerBy(String path, String json) {
    server.createContext(
        path,
        exchange -> {
          byte[] body = json.getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private static ListingClient<Identified> chain(URI url, Chaining chaining) {
    return chain(
        url,
        chaining,
        PageFormat.of(PojoRecordFormat.of(Identified.class))
            .withRecordsAt("/items")
            .withCaptures(chaining.captures())
            .withIdentity(new RecordIdentity.Key("/id")));
  }

  private static ListingClient<Identified> chain(
      URI url, Chaining chaining, PageFormat<Identified> format) {
    return new Listing<>(
            "the listing",
            url,
            RequestTemplate.get(url),
            new ChainedPagination(
                chaining,
                EndRule.of(EndCondition.MISSING_LINK),
                new TotalLocation.Unknown(),
                "",
                20,
                false,
                false),
            format,
            HttpOptions.DEFAULT)
        .open(new HttpObserver() {});
  }
}
