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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Columns that are rows, arrays and maps. */
@Tag("flink-versions")
class RestTableNestedITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  private static final String COLUMNS =
      """
      id INT,
      author ROW<name STRING, home ROW<city STRING, zip INT>>,
      tags ARRAY<STRING>,
      votes MAP<STRING, INT>,
      replies ARRAY<ROW<id INT NOT NULL, votes MAP<STRING, ARRAY<INT>>>>""";

  private JsonListing listing;

  @BeforeEach
  void serve() throws Exception {
    listing =
        JsonListing.of(
            """
            {"id": 1,
             "author": {"home": {"zip": 100, "city": "Rome", "more": [1]}, "name": "Zoe"},
             "tags": ["a", null, ""],
             "votes": {"up": 3, "down": null},
             "replies": [{"id": 7, "votes": {"up": [1, 2], "down": []}}, null, {"id": 8}]}""",
            """
            {"id": 2, "author": {"home": null}, "tags": [], "votes": {}, "replies": null}""",
            """
            {"id": 3}""");
  }

  @AfterEach
  void stop() {
    listing.close();
  }

  @Test
  void nestedColumnsAreRead() throws Exception {
    assertThat(all(COLUMNS, "SELECT * FROM comments ORDER BY id"))
        .extracting(Row::toString)
        .containsExactly(
            "+I[1, +I[Zoe, +I[Rome, 100]], [a, null, ], {up=3, down=null},"
                + " [+I[7, {up=[1, 2], down=[]}], null, +I[8, null]]]",
            "+I[2, +I[null, null], [], {}, null]",
            "+I[3, null, null, null, null]");
  }

  @Test
  void theirPartsCanBeAskedFor() throws Exception {
    assertThat(
            all(
                COLUMNS,
                "SELECT author.home.city, tags[1], votes['up'], replies[1].votes['up'][2],"
                    + " CARDINALITY(replies) FROM comments WHERE author.name = 'Zoe'"))
        .containsExactly(Row.of("Rome", "a", 3, 2, 3));
  }

  @Test
  void arraysCanBeUnnested() throws Exception {
    assertThat(
            all(
                "id INT, tags ARRAY<STRING>",
                "SELECT id, tag FROM comments CROSS JOIN UNNEST(tags) AS t (tag)"))
        .containsExactlyInAnyOrder(Row.of(1, "a"), Row.of(1, null), Row.of(1, ""));
  }

  @Test
  void aPartOfAnotherTypeIsNamedByItsPath() {
    assertThatThrownBy(
            () -> all("replies ARRAY<ROW<votes MAP<STRING, INT>>>", "SELECT * FROM comments"))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains(
                        "Malformed record at offset 0: its field"
                            + " 'replies[0].votes.up' must be INT, but is an array"));
  }

  /** Flink 2.0 makes what is inside a nullable row nullable too, so the row is not. */
  @Test
  void aPartThatIsMissingIsNamedByItsPath() throws Exception {
    stop();
    listing = JsonListing.of("{\"author\": {\"age\": 7}}", "{\"author\": {\"name\": \"Zoe\"}}");
    assertThatThrownBy(
            () -> all("author ROW<name STRING NOT NULL> NOT NULL", "SELECT * FROM comments"))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains(
                        "Malformed record at offset 0: its field 'author.name' must"
                            + " be STRING NOT NULL, but is missing"));
  }

  private List<Row> all(String columns, String query) throws Exception {
    TableEnvironment batch = Tables.batch();
    Map<String, String> options = options("connector", "rest", "url", listing.url());
    batch.executeSql(createTable(columns, options));
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> result = batch.executeSql(query).collect()) {
      result.forEachRemaining(rows::add);
    }
    return rows;
  }
}
