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

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example of {@code docs/records.md} gives the rows that the page says. */
class RecordsDocumentationITCase {

  private static final Path PAGE = Path.of("../docs/records.md");

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "<!-- example -->\\s+```json\n(.*?)```\\s+```sql\n(.*?)```\\s+```text\n(.*?)```",
          Pattern.DOTALL);

  private static final Pattern RECORD_POINTER = Pattern.compile("'record.pointer' = '([^']*)'");

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  /** A body, a statement and the rows. */
  record Example(String body, String statement, String rows) {

    @Override
    public String toString() {
      return statement.lines().findFirst().orElseThrow();
    }
  }

  static List<Example> examples() throws IOException {
    List<Example> examples =
        EXAMPLE
            .matcher(Files.readString(PAGE))
            .results()
            .map(match -> new Example(match.group(1), match.group(2), match.group(3)))
            .toList();
    assertThat(examples).hasSizeGreaterThan(8);
    return examples;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleGivesItsRows(Example example) throws Exception {
    Matcher path = RECORD_POINTER.matcher(example.statement());
    try (Pages pages = new Pages(example.body(), path.find() ? path.group(1) : "")) {
      TableEnvironment batch = Tables.batch();
      batch.executeSql(
          example.statement().replaceFirst("'url' = '[^']*'", "'url' = '" + pages.url() + "'"));
      List<String> rows = new ArrayList<>();
      try (CloseableIterator<Row> result = batch.executeSql("SELECT * FROM t").collect()) {
        result.forEachRemaining(row -> rows.add(text(row)));
      }
      assertThat(rows).containsExactlyInAnyOrderElementsOf(example.rows().lines().toList());
    }
  }

  private static String text(Row row) {
    return IntStream.range(0, row.getArity())
        .mapToObj(i -> String.valueOf(row.getField(i)))
        .collect(Collectors.joining(", "));
  }

  /** Serves a body of which each page has some of the records. */
  private static final class Pages implements AutoCloseable {

    private static final Pattern PAGE = Pattern.compile("_start=(\\d+)&_limit=(\\d+)");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final String body;
    private final List<String> paths;
    private final HttpServer server;

    Pages(String body, String paths) throws IOException {
      this.body = body;
      this.paths = Arrays.asList(paths.split(";", -1));
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    }

    String url() {
      return "http://127.0.0.1:%d/records".formatted(server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
      MatchResult page =
          PAGE.matcher(exchange.getRequestURI().getQuery()).results().findFirst().orElseThrow();
      int first = Integer.parseInt(page.group(1));
      byte[] answer = page(first, first + Integer.parseInt(page.group(2))).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    }

    /** The body as it is if it has no other records, so that its texts stay as they are written. */
    private String page(int from, int until) throws IOException {
      JsonNode root = MAPPER.readTree(body);
      List<Runnable> removals = new ArrayList<>();
      int position = 0;
      for (String path : paths) {
        JsonNode holder = root.at(JsonPointer.compile(path.split("/\\*", 2)[0]));
        List<Runnable> records =
            holder instanceof ObjectNode object ? members(object) : elements((ArrayNode) holder);
        for (Runnable removal : records) {
          if (position < from || position >= until) {
            removals.add(removal);
          }
          position++;
        }
      }
      // The last first, so that indexes stay what they are.
      for (int i = removals.size() - 1; i >= 0; i--) {
        removals.get(i).run();
      }
      return removals.isEmpty() ? body : root.toString();
    }

    private static List<Runnable> members(ObjectNode object) {
      return object.properties().stream()
          .map(member -> (Runnable) () -> object.remove(member.getKey()))
          .toList();
    }

    private static List<Runnable> elements(ArrayNode array) {
      return IntStream.range(0, array.size())
          .mapToObj(i -> (Runnable) () -> array.remove(i))
          .toList();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
