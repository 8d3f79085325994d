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

import io.github.flinkcomments.examples.api.Blemish;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.ServedRequest;
import io.github.flinkcomments.examples.api.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of a listing, as many rows are asked for as a LIMIT needs. */
class RestTableLimitITCase {

  private static final String COLUMNS = "id INT NOT NULL, name STRING";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  private final CommentsServer server = CommentsServer.builder().comments(5000).start();

  @AfterEach
  void stop() {
    server.close();
  }

  /** Whether there are so many rows is found out by one look, be there a total or not. */
  @ParameterizedTest
  @EnumSource(
      value = Totals.class,
      names = {"HEADER", "NONE"})
  void twoRequestsGiveFiveRows(Totals totals) throws Exception {
    server.behaviour().totals(totals);
    TableEnvironment batch = table(Tables.batch());
    assertThat(ids(batch, "SELECT id, name FROM comments LIMIT 5")).isEqualTo(ids(1, 5));
    assertThat(requested()).containsExactly("4+1", "0+5");
  }

  @Test
  void thePlanShowsIt() {
    TableEnvironment batch = table(Tables.batch());
    assertThat(batch.explainSql("SELECT * FROM comments LIMIT 5")).contains("limit=[5]");
    assertThat(batch.explainSql("SELECT * FROM comments LIMIT 5 OFFSET 3")).contains("limit=[8]");
    assertThat(batch.explainSql("SELECT id FROM comments WHERE id > 7 LIMIT 5"))
        .doesNotContain("limit=[");
    assertThat(batch.explainSql("SELECT id FROM comments ORDER BY name LIMIT 5"))
        .doesNotContain("limit=[5], ");
    assertThat(table(Tables.streaming()).explainSql("SELECT * FROM comments LIMIT 5"))
        .contains("limit=[5]");
  }

  @Test
  void withAFilterAllThatMayBeNeededIsRead() throws Exception {
    TableEnvironment batch = table(Tables.batch());
    assertThat(ids(batch, "SELECT id FROM comments WHERE id > 4990 LIMIT 5")).hasSize(5);
    assertThat(ids(batch, "SELECT id FROM comments ORDER BY id DESC LIMIT 2"))
        .containsExactly(5000, 4999);
  }

  @Test
  void itCountsFromWhereReadingStarts() throws Exception {
    TableEnvironment batch =
        table(Tables.batch(), "scan.startup.mode", "offset", "scan.startup.offset", "4000");
    assertThat(ids(batch, "SELECT id FROM comments LIMIT 150 OFFSET 50"))
        .isEqualTo(ids(4051, 4200));
    assertThat(server.requests().all().stream().mapToLong(ServedRequest::rows).sum())
        .isLessThan(220);
  }

  @Test
  void aListingMayHaveFewerRows() throws Exception {
    TableEnvironment batch = table(Tables.batch());
    assertThat(ids(batch, "SELECT id FROM comments LIMIT 6000")).isEqualTo(ids(1, 5000));
    assertThat(
            ids(
                batch,
                "SELECT id FROM comments /*+ OPTIONS('scan.startup.mode' = 'offset', 'scan.startup.offset' = '4990') */ LIMIT 20"))
        .isEqualTo(ids(4991, 5000));
    assertThat(ids(batch, "SELECT id FROM comments LIMIT 0")).isEmpty();
  }

  @Test
  void aSecondScanOfTheTableIsNotCutShort() throws Exception {
    TableEnvironment batch = table(Tables.batch());
    assertThat(
            ids(
                batch,
                "SELECT id FROM (SELECT id FROM comments LIMIT 5) UNION ALL SELECT id FROM comments"))
        .hasSize(5005);
  }

  @Test
  void aBoundedStream() throws Exception {
    TableEnvironment streaming = table(Tables.streaming(), "scan.bounded.mode", "latest");
    assertThat(ids(streaming, "SELECT id FROM comments LIMIT 5")).isEqualTo(ids(1, 5));
    assertThat(requested()).containsExactly("4+1", "0+5");
  }

  /** It would wait for ever if it was not limited. */
  @Test
  void anUnboundedStreamEnds() throws Exception {
    TableEnvironment streaming = table(Tables.streaming(), "scan.poll-interval", "50ms");
    assertThat(ids(streaming, "SELECT id FROM comments LIMIT 5")).isEqualTo(ids(1, 5));
    assertThat(requested())
        .contains("0+5")
        .allMatch(request -> request.matches("4\\+1|0\\+5|.*\\+[12]"));
  }

  @Test
  void anUnboundedStreamWaitsForTheRowsThatItNeeds() throws Exception {
    TableEnvironment streaming =
        table(
            Tables.streaming(),
            "scan.poll-interval",
            "50ms",
            "scan.startup.mode",
            "offset",
            "scan.startup.offset",
            "5000");
    List<Integer> ids = new ArrayList<>();
    try (CloseableIterator<Row> rows =
        streaming.executeSql("SELECT id FROM comments LIMIT 5").collect()) {
      while (ids.size() < 5) {
        server.grow(1);
        ids.add(rows.next().getFieldAs("id"));
      }
      server.grow(10);
      assertThat(rows.hasNext()).isFalse();
    }
    assertThat(ids).isEqualTo(ids(5001, 5005));
  }

  /** Rows that are skipped are none of the five. */
  @Test
  void whereRecordsAreSkippedThereAreFiveOthers() throws Exception {
    server.behaviour().blemishes(id -> Optional.of(Blemish.NO_ID).filter(blemish -> id <= 20));
    TableEnvironment batch = table(Tables.batch(), "error.mode", "skip");
    assertThat(ids(batch, "SELECT id FROM comments LIMIT 5"))
        .hasSize(5)
        .doesNotHaveDuplicates()
        .allMatch(id -> id > 20);
  }

  private TableEnvironment table(TableEnvironment environment, String... more) {
    Map<String, String> options = options("connector", "rest", "url", server.url().toString());
    options.putAll(options(more));
    environment.executeSql(createTable(COLUMNS, options));
    return environment;
  }

  /** Each request as "offset+limit", in the order in which they were answered. */
  private List<String> requested() {
    return server.requests().all().stream()
        .map(served -> served.request())
        .map(request -> request.offset() + "+" + request.limit().orElseThrow())
        .toList();
  }

  private static List<Integer> ids(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  private static List<Integer> ids(TableEnvironment environment, String query) throws Exception {
    List<Integer> ids = new ArrayList<>();
    try (CloseableIterator<Row> rows = environment.executeSql(query).collect()) {
      rows.forEachRemaining(row -> ids.add(row.getFieldAs("id")));
    }
    return ids;
  }
}
