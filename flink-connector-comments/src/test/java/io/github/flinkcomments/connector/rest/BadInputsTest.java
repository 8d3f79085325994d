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
package io.github.flinkcomments.connector.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.flinkcomments.connector.rest.BadInputs.BadOptions;
import io.github.flinkcomments.connector.rest.BadInputs.BadResponse;
import io.github.flinkcomments.connector.rest.BadInputs.Job;
import io.github.flinkcomments.connector.rest.http.HttpObserver;
import io.github.flinkcomments.connector.rest.pagination.ChainMemory;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.MalformedPageException;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.Step;
import io.github.flinkcomments.connector.rest.record.RowRecordFormat;
import io.github.flinkcomments.connector.rest.source.listing.AnsweredPage;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.listing.ListingClient;
import io.github.flinkcomments.connector.rest.table.RestTableFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever makes a mistake, or meets one of an API, is told in a sentence. The page with all of them
 * is written from here; with {@code -Dbad-inputs.write} it is written anew.
 */
class BadInputsTest {

  private static final Path PAGE = Path.of("../docs/bad-inputs.md");

  private static final String BEGINNING = "<!-- generated -->\n";

  private static final RowType COLUMNS =
      RowType.of(new LogicalType[] {new IntType()}, new String[] {"id"});

  static Stream<BadOptions> options() {
    return BadInputs.OPTIONS.stream();
  }

  static Stream<BadResponse> responses() {
    return BadInputs.RESPONSES.stream();
  }

  @ParameterizedTest
  @MethodSource("options")
  void optionsAreRefused(BadOptions bad) {
    assertThat(refusal(bad)).isEqualTo(bad.message());
  }

  @ParameterizedTest
  @MethodSource("responses")
  void responsesAreRefused(BadResponse bad) throws Exception {
    assertThat(refusal(bad)).isEqualTo(bad.message());
  }

  @Test
  void thePageHasThemAll() throws IOException {
    String page = Files.readString(PAGE);
    String expected =
        page.substring(0, page.indexOf(BEGINNING) + BEGINNING.length())
            + "\n## Options\n\n| Options | Message |\n| --- | --- |\n"
            + options().map(BadInputsTest::row).collect(Collectors.joining())
            + "\n## Responses\n\n| Response | Options | Message |\n| --- | --- | --- |\n"
            + responses().map(BadInputsTest::row).collect(Collectors.joining());
    if (System.getProperty("bad-inputs.write") != null) {
      Files.writeString(PAGE, expected);
    }
    assertThat(PAGE)
        .as("%s; -Dbad-inputs.write writes it anew, see CONTRIBUTING.md", PAGE)
        .hasContent(expected);
  }

  private static String row(BadOptions bad) {
    return "| %s%s | %s |\n"
        .formatted(
            list(bad.options(), "'%s' = '%s'"),
            bad.job() == Job.STREAMING ? "" : ", in a streaming job without checkpoints",
            cell(bad.message()));
  }

  private static String row(BadResponse bad) {
    String headers = list(bad.headers(), "%s: %s");
    String body = bad.body().isEmpty() ? "no body" : code(bad.body());
    return "| %d, %s%s | %s | %s |\n"
        .formatted(
            bad.status(),
            headers.isEmpty() ? "" : headers + ", ",
            body,
            list(bad.options(), "'%s' = '%s'"),
            cell(bad.message()));
  }

  private static String list(Map<String, String> entries, String form) {
    return entries.entrySet().stream()
        .map(entry -> code(form.formatted(entry.getKey(), entry.getValue())))
        .collect(Collectors.joining(", "));
  }

  private static String code(String text) {
    return "`" + cell(text) + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String refusal(BadOptions bad) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("connector", "rest");
    if (bad.options().keySet().stream().noneMatch(name -> name.startsWith("url"))) {
      options.put("url", "http://host/records");
    }
    options.putAll(bad.options());
    Configuration job = new Configuration();
    if (bad.job() == Job.STREAMING) {
      job.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    }
    ResolvedSchema columns =
        ResolvedSchema.of(
            Column.physical("id", DataTypes.INT()), Column.physical("name", DataTypes.STRING()));
    CatalogTable table =
        CatalogTable.newBuilder()
            .schema(Schema.newBuilder().fromResolvedSchema(columns).build())
            .options(options)
            .build();
    try {
      new RestTableFactory()
          .createDynamicTableSource(
              new FactoryUtil.DefaultDynamicTableContext(
                  ObjectIdentifier.of("catalog", "database", "records"),
                  new ResolvedCatalogTable(table, columns),
                  Map.of(),
                  job,
                  BadInputsTest.class.getClassLoader(),
                  false));
    } catch (ValidationException e) {
      return e.getMessage();
    }
    return "nothing";
  }

  private static String refusal(BadResponse bad) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, bad));
    server.start();
    try {
      String origin = "http://127.0.0.1:" + server.getAddress().getPort();
      return refusal(origin, bad.options()).replace(origin, "http://host");
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, BadResponse bad) throws IOException {
    byte[] body = bad.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    bad.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(bad.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String refusal(String origin, Map<String, String> more) throws Exception {
    Map<String, String> options = new LinkedHashMap<>(more);
    options.put("url", origin + "/records");
    options.put("retry.max-attempts", "1");
    options.put("retry.min-duration", "0 ms");
    options.put("retry.initial-backoff", "1 ms");
    Listing<RowData> listing =
        new RestSourceSettings(Configuration.fromMap(options))
            .listing(new RowRecordFormat(COLUMNS, List.of(), InternalTypeInfo.of(COLUMNS)));
    try (ListingClient<RowData> client = listing.open(new HttpObserver() {})) {
      return listing.pagination() instanceof ChainedPagination chain
          ? walk(client, chain)
          : "nothing: " + client.fetch(0, 10).page();
    } catch (SuppressRestartsException e) {
      return e.getCause().getMessage();
    } catch (IOException | MalformedPageException e) {
      return e.getMessage();
    }
  }

  /** Goes on until the answers lead nowhere. */
  private static String walk(ListingClient<RowData> client, ChainedPagination chain)
      throws Exception {
    ChainMemory memory = new ChainMemory();
    PageAddress page = chain.chaining().first();
    long records = 0;
    while (true) {
      AnsweredPage<RowData> answer = client.ask(page, Map.of(), false);
      Step step = chain.after(page, answer.facts(), records, memory);
      if (!(step instanceof Step.Next next)) {
        return step instanceof Step.Stuck stuck ? stuck.reason() : "nothing: " + step;
      }
      records += answer.facts().records();
      page = next.page();
    }
  }
}
