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

import static io.github.flinkcomments.connector.rest.table.Tables.createTable;
import static io.github.flinkcomments.connector.rest.table.Tables.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.examples.api.CommentsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records that are not what a table declares: the job fails, whatever its restart strategy, or they
 * are skipped.
 */
@Tag("flink-versions")
class RestTableRecordErrorITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  private final CommentsServer server = CommentsServer.builder().comments(20).start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aFieldIsMissingThatMustNotBe() {
    assertFails(
        "id INT, nickname STRING NOT NULL",
        "Malformed record at offset 0: its field 'nickname' must be STRING NOT NULL,"
            + " but is missing");
  }

  @Test
  void aFieldIsOfAnotherType() {
    assertFails(
        "id INT, email INT", "Malformed record at offset 0: its field 'email' must be INT, but is");
  }

  @Test
  void aColumnThatNoRecordHasIfTheTableSaysSo() {
    assertFails(
        "id INT, mail STRING",
        "No record of the first page has the column 'mail'; did you mean 'email'?",
        "record.missing-columns",
        "fail");
  }

  @Test
  void goToADirectoryIfTheTableSaysSo(@TempDir Path directory) throws Exception {
    try (JsonListing listing =
        JsonListing.of(
            "{\"id\":1}", "{\"id\": \"two\", \"name\":\"second\"}", "{\"id\":3}", "null")) {
      TableEnvironment batch = Tables.batch();
      batch.executeSql(
          createTable(
              "id INT NOT NULL",
              options(
                  "connector", "rest",
                  "url", listing.url() + "?api_key=open-sesame",
                  "pagination.page-size", "3",
                  "error.mode", "dead-letter",
                  "error.dead-letter-path", directory.toUri().toString())));
      assertThat(all(batch, "SELECT id FROM comments LIMIT 2"))
          .containsExactlyInAnyOrder(Row.of(1), Row.of(3));
    }
    List<String> letters = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        letters.addAll(Files.readAllLines(file));
      }
    }
    assertThat(letters)
        .hasSize(2)
        .anySatisfy(
            letter ->
                assertThat(letter)
                    .contains(
                        "?api_key=****&",
                        "\"position\":\"offset 1\",\"cause\":\"its field 'id' must be INT NOT NULL,"
                            + " but is the text \\\"two\\\"\"",
                        "\"record\":\"{\\\"id\\\":\\\"two\\\",\\\"name\\\":\\\"second\\\"}\""))
        .anySatisfy(letter -> assertThat(letter).contains("\"offset 3\"", "\"record\":\"null\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rest", "comments"})
  void areSkippedIfTheTableSaysSo(String connector) throws Exception {
    try (JsonListing listing =
        JsonListing.of(
            "{\"id\":1,\"name\":\"first\"}",
            "{\"id\":2}",
            "{\"id\":3000000000,\"name\":\"out of range\"}",
            "{\"name\":{\"no\":\"id\"}}",
            "null",
            "{\"id\":null,\"name\":\"null\"}",
            "{\"id\":7,\"name\":\"seventh\"}",
            "[]")) {
      TableEnvironment batch = Tables.batch();
      batch.executeSql(
          createTable(
              "id INT NOT NULL, name STRING NOT NULL, place BIGINT METADATA FROM 'offset'",
              options("connector", connector, "url", listing.url(), "error.mode", "skip")));

      assertThat(all(batch, "SELECT place, id, name FROM comments"))
          .containsExactlyInAnyOrder(Row.of(0L, 1, "first"), Row.of(6L, 7, "seventh"));
      assertThat(all(batch, "SELECT place, name FROM comments"))
          .as("only the columns that are asked for can be wrong")
          .contains(Row.of(2L, "out of range"));
    }
  }

  private static List<Row> all(TableEnvironment environment, String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> result = environment.executeSql(query).collect()) {
      result.forEachRemaining(rows::add);
    }
    return rows;
  }

  private void assertFails(String columns, String message, String... moreOptions) {
    TableEnvironment streaming = Tables.streaming();
    Map<String, String> options =
        new HashMap<>(options("connector", "rest", "url", server.url().toString()));
    options.putAll(options(moreOptions));
    streaming.executeSql(createTable(columns, options));
    assertThatThrownBy(() -> streaming.executeSql("SELECT * FROM comments").collect().next())
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains(
                        message,
                        server.url() + "?_start=0",
                        SuppressRestartsException.class.getSimpleName()))
        .rootCause()
        .as("the innermost, which SQL clients show alone")
        .hasMessageContainingAll(message, server.url() + "?_start=0");
  }
}
