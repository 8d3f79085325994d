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
package io.github.flinkcomments.connector.rest.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What tables say about responses, from the declaration to the rows. */
@Tag("flink-versions")
class RestTableResponseITCase {

  private static final int ROWS = 30;
  private static final Pattern OFFSET = Pattern.compile("_start=([0-9]+)&_limit=([0-9]+)");
  private static final Path DOCUMENTATION = Path.of("../docs/requests-and-responses.md");
  private static final Pattern STATEMENT =
      Pattern.compile("```sql\\n(CREATE TABLE ([a-z]+).*?);\\n```", Pattern.DOTALL);

  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/items", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Has no total, and answers 404 beyond its last record. */
  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    List<Integer> bounds =
        OFFSET
            .matcher(exchange.getRequestURI().getQuery())
            .results()
            .flatMap(found -> List.of(found.group(1), found.group(2)).stream())
            .map(Integer::valueOf)
            .toList();
    int start = bounds.get(0);
    String page =
        IntStream.rangeClosed(start + 1, Math.min(ROWS, start + bounds.get(1)))
            .mapToObj("{\"id\":%d}"::formatted)
            .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    byte[] body = (start < ROWS ? page : "{\"message\":\"no such page\"}").getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(start < ROWS ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void statusBeyondTheEndIsTheEndByARule() throws Exception {
    assertThat(
            read("response.rules", "status=404 & body:/message~\"no such page\" -> past-the-end"))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, ROWS).boxed().toList());
  }

  @Test
  void wrongPathIsToldAtOnce() {
    assertThatThrownBy(() -> read("record.pointer", "/records"))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains("has nothing at '/records', where the records should be"));
    // A second look, since a body that was cut short looks the same.
    assertThat(requests).hasValue(2);
  }

  @Test
  void mistakeInARuleIsNamedWhenTheStatementIsPlanned() {
    assertThatThrownBy(() -> read("response.rules", "status=404 -> the-end"))
        .rootCause()
        .hasMessage(
            "The option 'response.rules' is malformed at position 15, 'the-end': the verdict is one of page, past-the-end, retry, throttled, fail.");
    assertThat(requests).hasValue(0);
  }

  @Test
  void examplesInTheDocumentationCanBePlanned() throws IOException {
    TableEnvironment environment = Tables.streaming();
    List<String> tables = new ArrayList<>();
    STATEMENT
        .matcher(Files.readString(DOCUMENTATION))
        .results()
        .forEach(
            statement -> {
              environment.executeSql(statement.group(1));
              environment.explainSql("SELECT * FROM " + statement.group(2));
              tables.add(statement.group(2));
            });
    assertThat(tables).containsExactly("orders", "events", "messages", "repositories");
  }

  @Test
  void olderNamesOfOptionsAreKept() throws Exception {
    Map<String, String> options =
        listing(
            Map.of(
                "record.path", "/items",
                "record.key", "/id",
                "fields.number.path", "/id",
                "drift-check", "warn",
                "response.rules", "status=404 -> past-the-end"));
    assertThat(read("number INT", options))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, ROWS).boxed().toList());
  }

  private List<Integer> read(String option, String value) throws Exception {
    Map<String, String> options = listing(Map.of("record.pointer", "/items"));
    options.put(option, value);
    return read("id INT", options);
  }

  private Map<String, String> listing(Map<String, String> more) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("connector", "rest");
    options.put("url", "http://127.0.0.1:%d/items".formatted(server.getAddress().getPort()));
    options.put("pagination.total", "none");
    options.put("pagination.page-size", "7");
    options.putAll(more);
    return options;
  }

  private static List<Integer> read(String column, Map<String, String> options) throws Exception {
    TableEnvironment environment = Tables.batch();
    environment.executeSql(Tables.createTable(column, options));
    List<Integer> ids = new ArrayList<>();
    try (CloseableIterator<Row> rows = environment.executeSql("SELECT * FROM comments").collect()) {
      rows.forEachRemaining(row -> ids.add(row.<Integer>getFieldAs(0)));
    }
    return ids;
  }
}
