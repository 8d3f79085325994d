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

import static io.github.flinkcomments.connector.rest.table.Tables.COLUMNS;
import static io.github.flinkcomments.connector.rest.table.Tables.createTable;
import static io.github.flinkcomments.connector.rest.table.Tables.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.ServedComment;
import java.lang.module.ModuleDescriptor.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Queries on tables that read a real API. */
@Tag("flink-versions")
class RestTableITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  private final CommentsServer server = CommentsServer.builder().comments(250).start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void batchReadsToTheEndAndStops() throws Exception {
    TableEnvironment batch = Tables.batch();
    batch.executeSql(createTable(COLUMNS, rest()));

    List<Row> rows = all(batch, "SELECT * FROM comments ORDER BY id");
    assertThat(rows)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 250).mapToObj(this::row).toList());
  }

  @Test
  void streamingGoesOnWithWhatIsAddedLater() throws Exception {
    TableEnvironment streaming = Tables.streaming();
    Map<String, String> options = rest("scan.poll-interval", "50ms");
    streaming.executeSql(createTable(COLUMNS, options));

    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> query = streaming.executeSql("SELECT * FROM comments").collect()) {
      take(query, 250, rows);
      server.grow(30);
      take(query, 30, rows);
    }
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 280).mapToObj(this::row).toList());
  }

  @Test
  void streamingStopsAtTheEndIfToldTo() throws Exception {
    TableEnvironment streaming = Tables.streaming();
    streaming.executeSql(createTable(COLUMNS, rest("scan.bounded.mode", "latest")));
    assertThat(all(streaming, "SELECT id FROM comments")).hasSize(250);
  }

  @Test
  void aQueryMaySetOptionsOfItsOwn() throws Exception {
    TableEnvironment streaming = Tables.streaming();
    streaming.executeSql(createTable(COLUMNS, rest()));
    assertThat(
            all(
                streaming,
                "SELECT id FROM comments /*+ OPTIONS('scan.bounded.mode' = 'latest',"
                    + " 'scan.startup.mode' = 'offset', 'scan.startup.offset' = '240') */"))
        .hasSize(10);
  }

  @Test
  void columnsThatAreNotAskedForAreNotRead() throws Exception {
    TableEnvironment batch = Tables.batch();
    batch.executeSql(
        createTable("id INT, email INT, missing STRING NOT NULL, name STRING", rest()));

    assertThat(all(batch, "SELECT name, id FROM comments WHERE id = 7"))
        .containsExactly(Row.of(ServedComment.of(7).name(), 7));
  }

  @Test
  void rowsAreCountedWithoutReadingAnyColumn() throws Exception {
    assumeThat(Version.parse(EnvironmentInformation.getVersion()))
        .as("Flink, which before asked for one of the columns")
        .isGreaterThanOrEqualTo(Version.parse("2.3.0"));
    TableEnvironment batch = Tables.batch();
    batch.executeSql(createTable("id STRING NOT NULL, email INT", rest()));
    assertThat(all(batch, "SELECT COUNT(*) FROM comments")).containsExactly(Row.of(250L));
  }

  @Test
  void metadataAndComputedColumns() throws Exception {
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    TableEnvironment batch = Tables.batch();
    batch.executeSql(
        createTable(
            "fetched TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'fetch-time', twice AS id * 2, id INT,"
                + " `offset` BIGINT NOT NULL METADATA, name STRING",
            rest()));

    List<Row> rows = all(batch, "SELECT * FROM comments ORDER BY id");
    assertThat(rows).hasSize(250);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      assertThat(row.<Instant>getFieldAs("fetched")).isBetween(before, Instant.now());
      assertThat(row.getField("twice")).isEqualTo(2 * (i + 1));
      assertThat(row.getField("id")).isEqualTo(i + 1);
      assertThat(row.getField("offset")).isEqualTo((long) i);
      assertThat(row.getField("name")).isEqualTo(ServedComment.of(i + 1).name());
    }
  }

  @Test
  void metadataIsProjectedToo() throws Exception {
    TableEnvironment batch = Tables.batch();
    batch.executeSql(
        createTable(
            "id INT, fetched TIMESTAMP_LTZ(3) METADATA FROM 'fetch-time', place BIGINT METADATA"
                + " FROM 'offset' VIRTUAL",
            rest()));

    assertThat(all(batch, "SELECT MAX(place) FROM comments")).containsExactly(Row.of(249L));
    assertThat(all(batch, "SELECT id FROM comments WHERE place = 6")).containsExactly(Row.of(7));
    assertThat(all(batch, "SELECT COUNT(*) FROM comments")).containsExactly(Row.of(250L));
  }

  @Test
  void whatARecordLacksIsNull() throws Exception {
    TableEnvironment batch = Tables.batch();
    batch.executeSql(
        createTable(
            "id INT, nickname STRING",
            rest("scan.startup.mode", "offset", "scan.startup.offset", "249")));
    assertThat(all(batch, "SELECT * FROM comments")).containsExactly(Row.of(250, null));
  }

  @Test
  void aPrimaryKeyIsTakenForGranted() throws Exception {
    TableEnvironment batch = Tables.batch();
    batch.executeSql(createTable("id INT, PRIMARY KEY (id) NOT ENFORCED", rest()));
    assertThat(all(batch, "SELECT id FROM comments")).hasSize(250);
  }

  @Test
  void headersAndTokenAreSent() throws Exception {
    server.behaviour().requireBearerToken("open sesame");
    TableEnvironment batch = Tables.batch();
    batch.executeSql(
        createTable(
            COLUMNS,
            rest(
                "auth.type", "bearer",
                "auth.token", "open sesame",
                "http-headers.X-First", "one",
                "http-headers.X-Second", "two")));

    assertThat(all(batch, "SELECT id FROM comments")).hasSize(250);
    assertThat(server.requests().all())
        .allSatisfy(
            served ->
                assertThat(served.request().headers())
                    .containsEntry("x-first", "one")
                    .containsEntry("x-second", "two"));
  }

  @Test
  void theParallelismOfTheReadersCanBeSet() throws Exception {
    TableEnvironment batch = Tables.batch();
    batch.executeSql(createTable(COLUMNS, rest("scan.parallelism", "3")));
    assertThat(batch.explainSql("SELECT id FROM comments", ExplainDetail.JSON_EXECUTION_PLAN))
        .contains("\"parallelism\" : 3");
    assertThat(all(batch, "SELECT id FROM comments")).hasSize(250);
  }

  private Row row(int id) {
    ServedComment comment = ServedComment.of(id);
    return Row.of(id, comment.name(), comment.email(), comment.body());
  }

  private Map<String, String> rest(String... more) {
    Map<String, String> options =
        options("connector", "rest", "url", server.url().toString(), "record.key-pointer", "/id");
    options.putAll(options(more));
    return options;
  }

  private static List<Row> all(TableEnvironment environment, String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> result = environment.executeSql(query).collect()) {
      result.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static void take(CloseableIterator<Row> query, int count, List<Row> rows) {
    for (int i = 0; i < count; i++) {
      rows.add(query.next());
    }
  }
}
