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
package io.github.flinkcomments.examples.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.testing.PythonTableReader;
import java.nio.file.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nested columns and partitions of every kind, read by another implementation of Delta Lake. It
 * knows what the reader of the other tests is too old for: timestamps, short decimals, and nulls in
 * arrays and maps.
 */
class NestedPartitionsITCase {

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @RegisterExtension private static final PythonTableReader PYTHON = new PythonTableReader();

  @TempDir private Path directory;
  private Path table;

  @BeforeEach
  void chooseAPath() {
    table = directory.resolve("table");
  }

  @Test
  void aListingIsNestedAndPartitioned() throws Exception {
    TableEnvironment sql = farAway();
    try (CommentsServer server = CommentsServer.builder().comments(25).start()) {
      sql.executeSql(
          "CREATE TABLE comments (postId INT, id INT, email STRING) WITH ('connector' = 'comments', 'url' = '%s')"
              .formatted(server.url()));
      createSink(sql, "post STRING, id INT, author ROW<email STRING, posts ARRAY<INT>>", "post");
      sql.executeSql(
              """
              INSERT INTO sink
              SELECT 'post %/ ' || CAST(postId AS STRING), id, ROW(email, ARRAY[postId, NULL])
              FROM comments""")
          .await();
    }

    assertThat(
            query(
                """
                SELECT post, count(*) AS comments, min(author['posts'][1]) AS one, count(author['posts'][2]) AS two
                FROM t GROUP BY post ORDER BY post"""))
        .isEqualTo(
            json(
                """
                [{"post": "post %/ 1", "comments": 5, "one": 1, "two": 0},
                 {"post": "post %/ 2", "comments": 5, "one": 2, "two": 0},
                 {"post": "post %/ 3", "comments": 5, "one": 3, "two": 0},
                 {"post": "post %/ 4", "comments": 5, "one": 4, "two": 0},
                 {"post": "post %/ 5", "comments": 5, "one": 5, "two": 0}]"""));
    assertThat(query("SELECT id FROM t WHERE post = 'post %/ 3' AND author['posts'][1] = 3"))
        .hasSize(5);
  }

  @Test
  void everyTypePartitions() throws Exception {
    TableEnvironment sql = farAway();
    createSink(
        sql,
        """
        id INT, b BOOLEAN, i TINYINT, l BIGINT, d DOUBLE, n DECIMAL(9, 2), s STRING, c DATE,
        here TIMESTAMP(6), instant TIMESTAMP_LTZ(6)""",
        "b, i, l, d, n, s, c, here, instant");
    sql.executeSql(
            """
            INSERT INTO sink VALUES
              (1, TRUE, CAST(-7 AS TINYINT), 9007199254740993, 0.5E0, 1.5, 'a b/é:=%',
                DATE '2026-01-02', TIMESTAMP '2026-01-02 03:04:05.678901',
                TO_TIMESTAMP_LTZ(1767323045678, 3)),
              (2, CAST(NULL AS BOOLEAN), CAST(NULL AS TINYINT), CAST(NULL AS BIGINT),
                CAST(NULL AS DOUBLE), CAST(NULL AS DECIMAL(9, 2)), '', CAST(NULL AS DATE),
                CAST(NULL AS TIMESTAMP(6)), CAST(NULL AS TIMESTAMP_LTZ(6)))""")
        .await();

    assertThat(query("SELECT * FROM t ORDER BY id"))
        .isEqualTo(
            json(
                """
                [{"id": 1, "b": true, "i": -7, "l": 9007199254740993, "d": 0.5, "n": "1.50",
                  "s": "a b/é:=%", "c": "2026-01-02", "here": "2026-01-02 03:04:05.678901",
                  "instant": "2026-01-02 03:04:05.678000+00:00"},
                 {"id": 2, "b": null, "i": null, "l": null, "d": null, "n": null,
                  "s": null, "c": null, "here": null, "instant": null}]"""));
    assertThat(query("SELECT id FROM t WHERE instant = '2026-01-02T03:04:05.678Z' AND n = 1.5"))
        .hasSize(1);
  }

  @Test
  void whatIsNestedIsKept() throws Exception {
    TableEnvironment sql = farAway();
    createSink(
        sql,
        """
        id INT, a ARRAY<ROW<x DECIMAL(5, 1), y TIMESTAMP_LTZ(3)>>, m MAP<STRING, ARRAY<DATE>>,
        r ROW<s STRING, n ROW<z SMALLINT>>""",
        "id");
    sql.executeSql(
            """
            INSERT INTO sink SELECT 1,
              ARRAY[
                CAST(ROW(1.5, TO_TIMESTAMP_LTZ(1767323045678, 3)) AS ROW<x DECIMAL(5, 1), y TIMESTAMP_LTZ(3)>),
                CAST(NULL AS ROW<x DECIMAL(5, 1), y TIMESTAMP_LTZ(3)>)],
              MAP['k', ARRAY[DATE '2026-01-02', CAST(NULL AS DATE)], 'n', CAST(NULL AS ARRAY<DATE>)],
              ROW('text', ROW(CAST(8 AS SMALLINT)))""")
        .await();

    assertThat(query("SELECT a, r FROM t"))
        .isEqualTo(
            json(
                """
                [{"a": [{"x": "1.5", "y": "2026-01-02 03:04:05.678000+00:00"}, null],
                  "r": {"s": "text", "n": {"z": 8}}}]"""));
    assertThat(query("SELECT map_keys(m) AS k, map_values(m) AS v FROM t"))
        .isEqualTo(json("[{\"k\": [\"k\", \"n\"], \"v\": [[\"2026-01-02\", null], null]}]"));
  }

  /** Points in time must not depend on where somebody is. */
  private static TableEnvironment farAway() {
    TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    sql.getConfig().set("table.local-time-zone", "Pacific/Auckland");
    return sql;
  }

  private void createSink(TableEnvironment sql, String columns, String partitionColumns) {
    sql.executeSql(
        "CREATE TABLE sink (%s) PARTITIONED BY (%s) WITH ('connector' = 'delta', 'table-path' = '%s')"
            .formatted(columns, partitionColumns, table));
  }

  private JsonNode query(String query) throws Exception {
    return PYTHON.query(table, query);
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
