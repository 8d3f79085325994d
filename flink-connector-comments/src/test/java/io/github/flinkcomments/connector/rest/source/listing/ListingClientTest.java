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
import io.github.flinkcomments.connector.rest.pagination.OffsetPagination;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.record.PageFormat;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.connector.rest.record.RecordIdentity;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ranges by a header, as RFC 9110 has them (sections 14.4 and 15.5.17). */
@Timeout(60)
class ListingClientTest {

  /** All that is read of a record. */
  public record Identified(int id) {}

  private final AtomicInteger requests = new AtomicInteger();
  private int status = 206;
  private String contentRange = "";
  private HttpServer server;
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
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/items");
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
    assertThat(client.look(0, 1).total()).hasValue(73);
  }

  @Test
  void totalMayBeUnknown() throws Exception {
    contentRange = "0-0/*";
    FetchedPage<Identified> page = client.look(0, 1);
    assertThat(page.page().size()).isEqualTo(1);
    assertThat(page.total()).isEmpty();
  }

  @Test
  void rangeBehindTheLastRowIsEmpty() throws Exception {
    status = 416;
    contentRange = "*/73";
    FetchedPage<Identified> page = client.look(73, 2);
    assertThat(page.page().isEmpty()).isTrue();
    assertThat(page.total()).hasValue(73);
    assertThat(requests).hasValue(1);
  }

  @Test
  void refusalBehindRecordsNamesTheRuleThatMakesItTheEnd() {
    status = 404;
    contentRange = "*/73";
    assertThatThrownBy(() -> client.look(73, 2))
        .hasStackTraceContaining("'response.rules' = 'status=404 -> past-the-end'");
    assertThatThrownBy(() -> client.look(0, 1))
        .satisfies(
            failure -> assertThat(failure.getCause()).hasMessageNotContaining("past-the-end"));
  }

  @Test
  void rowsThatAreKnownToExistAreNotTakenForMissing() {
    status = 416;
    contentRange = "*/73";
    assertThatThrownBy(() -> client.fetch(40, 20)).hasStackTraceContaining("416");
  }
}
