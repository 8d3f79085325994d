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
package io.github.flinkcomments.connector.delta.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that Spark has made with each feature of Delta, and what the sink does with them. */
@Tag("heavy")
class TablesOfSparkITCase {

  @RegisterExtension private static final Spark SPARK = new Spark();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @TempDir private Path directory;
  private SharedTable table;

  @BeforeEach
  void chooseAPath() {
    table = new SharedTable(SPARK, directory.resolve("table"));
  }

  /** Features that ask nothing of an append, or something that it does: both append, in turn. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "'', delta.appendOnly = true",
    "'', delta.enableChangeDataFeed = true",
    "'', delta.enableDeletionVectors = true",
    "'', delta.enableInCommitTimestamps = true",
    "'', delta.enableTypeWidening = true",
    "'', delta.enableRowTracking = true",
    "'', delta.checkpointPolicy = v2",
    "'', delta.columnMapping.mode = name",
    "'', delta.columnMapping.mode = id",
    "CLUSTER BY (id), ''",
    "PARTITIONED BY (v), delta.columnMapping.mode = name"
  })
  void isWrittenInTurn(String clause, String property) throws Exception {
    create("id BIGINT, v STRING", clause, property);
    String partitions = clause.startsWith("PARTITIONED") ? clause : "";

    table.spark("INSERT INTO t VALUES (1, 'of Spark')");
    table.append("v STRING, id BIGINT", partitions, "", "VALUES ('of Flink', CAST(2 AS BIGINT))");
    table.spark("INSERT INTO t VALUES (3, 'of Spark')");

    table.sparkFinds(
        "SELECT * FROM t ORDER BY id",
        """
        [{"id": 1, "v": "of Spark"}, {"id": 2, "v": "of Flink"}, {"id": 3, "v": "of Spark"}]""");
    table.sparkFinds("SELECT id FROM t WHERE v = 'of Flink' AND id > 1", "[{\"id\": 2}]");
  }

  /** Delta Standalone reads what has no features that are younger than it. */
  @ParameterizedTest
  @ValueSource(strings = {"", "delta.appendOnly = true", "delta.enableChangeDataFeed = true"})
  void isReadByAnOldReader(String property) throws Exception {
    create("id BIGINT, v STRING", "", property);
    table.spark("INSERT INTO t VALUES (1, 'of Spark')");
    table.append("id BIGINT, v STRING", "VALUES (CAST(2 AS BIGINT), 'of Flink')");

    assertThat(table.standaloneFinds("id")).containsExactlyInAnyOrder(1L, 2L);
  }

  private void create(String columns, String clause, String property) {
    table.spark(
        "CREATE TABLE t (%s) USING delta %s %s"
            .formatted(
                columns,
                clause,
                property.isEmpty()
                    ? ""
                    : "TBLPROPERTIES ('%s')".formatted(property.replace(" = ", "' = '"))));
  }

  /** Names that only exist with column mapping, in every depth. */
  @ParameterizedTest
  @ValueSource(strings = {"name", "id"})
  void columnMappingReachesEveryDepth(String mode) throws Exception {
    create(
        """
        id BIGINT, `a b` STRING, s STRUCT<x: INT, `y z`: ARRAY<STRUCT<q: STRING>>>,
        m MAP<STRING, STRUCT<k: DECIMAL(5, 1)>>, `p.q` DATE""",
        "PARTITIONED BY (`p.q`)",
        "delta.columnMapping.mode = " + mode);
    table.spark(
        """
        INSERT INTO t VALUES (1, 'one', named_struct('x', 1, 'y z', array(named_struct('q', 'u'))),
          map('k', named_struct('k', 1.5)), DATE '2026-01-02')""");
    table.append(
        """
        `p.q` DATE, m MAP<STRING, ROW<k DECIMAL(5, 1)>>,
        s ROW<`y z` ARRAY<ROW<q STRING>>, x INT>, id BIGINT, `a b` STRING""",
        "PARTITIONED BY (`p.q`)",
        "",
        """
        SELECT DATE '2026-01-02', MAP['k', CAST(ROW(1.5) AS ROW<k DECIMAL(5, 1)>)],
          CAST(ROW(ARRAY[ROW('u')], 1) AS ROW<`y z` ARRAY<ROW<q STRING>>, x INT>), CAST(2 AS BIGINT), 'two'""");

    String rest =
        """
        "s": {"x": 1, "y z": [{"q": "u"}]}, "m": {"k": {"k": 1.5}}, "p.q": "2026-01-02"}""";
    table.sparkFinds(
        "SELECT * FROM t ORDER BY id",
        "[{\"id\": 1, \"a b\": \"one\", %s, {\"id\": 2, \"a b\": \"two\", %s]"
            .formatted(rest, rest));
    table.sparkFinds("SELECT id FROM t WHERE s.x = 1 AND `a b` = 'two'", "[{\"id\": 2}]");
    table.sparkFinds("SELECT id FROM t WHERE `p.q` <> '2026-01-02' OR s.x > 1", "[]");
  }

  @Test
  void columnsThatWereRenamedAreWrittenUnderTheirNewNames() throws Exception {
    create("id BIGINT, v STRING, w STRING", "", "delta.columnMapping.mode = name");
    table.spark("INSERT INTO t VALUES (1, 'a', 'x')");
    table.spark("ALTER TABLE t RENAME COLUMN v TO u");
    table.spark("ALTER TABLE t DROP COLUMN w");
    table.spark("ALTER TABLE t ADD COLUMN w STRING");
    table.append("id BIGINT, u STRING, w STRING", "VALUES (CAST(2 AS BIGINT), 'b', 'y')");

    table.sparkFinds(
        "SELECT * FROM t ORDER BY id",
        """
        [{"id": 1, "u": "a", "w": null}, {"id": 2, "u": "b", "w": "y"}]""");
  }

  @Test
  void theSinkCreatesTablesWithColumnMapping() throws Exception {
    table.append(
        "`a b` STRING, r ROW<`c d` INT>",
        "PARTITIONED BY (`a b`)",
        ", 'delta.columnMapping.mode' = 'name'",
        "SELECT 'x', CAST(ROW(1) AS ROW<`c d` INT>)");
    table.spark("ALTER TABLE t RENAME COLUMN `a b` TO e");

    table.sparkFinds("SELECT * FROM t", "[{\"e\": \"x\", \"r\": {\"c d\": 1}}]");
  }

  /** Row ids are unique in the whole table, whoever has added the rows. */
  @Test
  void rowsAreTracked() throws Exception {
    create("id BIGINT", "", "delta.enableRowTracking = true");
    for (int turn = 0; turn < 3; turn++) {
      table.spark("INSERT INTO t VALUES (1), (2)");
      table.append(
          "id BIGINT", "VALUES (CAST(3 AS BIGINT)), (CAST(4 AS BIGINT)), (CAST(5 AS BIGINT))");
    }
    table.sparkFinds(
        "SELECT count(*) AS n, count(DISTINCT _metadata.row_id) AS ids, max(_metadata.row_id) AS top FROM t",
        "[{\"n\": 15, \"ids\": 15, \"top\": 14}]");
    table.sparkFinds(
        "SELECT count(*) AS n FROM t WHERE _metadata.row_commit_version = 6", "[{\"n\": 3}]");
  }

  /** Whoever clusters the files goes by our statistics. */
  @Test
  void clusteredTablesCanBeOptimized() throws Exception {
    create("v STRING, r STRUCT<id: BIGINT>", "CLUSTER BY (r.id)", "");
    for (int turn = 0; turn < 3; turn++) {
      table.append(
          "r ROW<id BIGINT>, v STRING",
          "SELECT CAST(ROW(%d) AS ROW<id BIGINT>), 'x'".formatted(turn));
    }
    assertThat(table.spark("OPTIMIZE t").get(0).at("/metrics/numFilesRemoved").asInt())
        .isEqualTo(3);
    table.sparkFinds("SELECT count(*) AS n, sum(r.id) AS s FROM t", "[{\"n\": 3, \"s\": 3}]");
  }

  @Test
  void clusteringColumnsWithoutStatisticsAreRefused() {
    create("id BIGINT, v STRING", "CLUSTER BY (v)", "");
    isRefused("id BIGINT", "CAST(1 AS BIGINT)", "clustering");
  }

  @Test
  void deletedRowsStayDeleted() throws Exception {
    create("id BIGINT", "", "delta.enableDeletionVectors = true");
    table.spark("INSERT INTO t SELECT id FROM range(100)");
    table.spark("DELETE FROM t WHERE id < 50");
    table.append("id BIGINT", "VALUES (CAST(100 AS BIGINT))");
    table.spark("DELETE FROM t WHERE id IN (60, 100)");
    table.append("id BIGINT", "VALUES (CAST(101 AS BIGINT))");

    table.sparkFinds("SELECT count(*) AS n, sum(id) AS s FROM t", "[{\"n\": 50, \"s\": 3766}]");
  }

  @Test
  void typesThatWereWidenedAreWrittenWide() throws Exception {
    create("id INT, r STRUCT<x: SMALLINT>", "", "delta.enableTypeWidening = true");
    table.spark("INSERT INTO t VALUES (1, named_struct('x', 1S))");
    table.spark("ALTER TABLE t ALTER COLUMN id TYPE BIGINT");
    table.spark("ALTER TABLE t ALTER COLUMN r.x TYPE INT");
    isRefused(
        "id INT, r ROW<x INT>", "1, CAST(ROW(1) AS ROW<x INT>)", "CAST it to the table's type");

    table.append("id BIGINT, r ROW<x INT>", "SELECT 3000000000, CAST(ROW(100000) AS ROW<x INT>)");

    table.sparkFinds(
        "SELECT * FROM t ORDER BY id",
        """
        [{"id": 1, "r": {"x": 1}}, {"id": 3000000000, "r": {"x": 100000}}]""");
  }

  @Test
  void changesAreFed() throws Exception {
    create("id BIGINT", "", "delta.enableChangeDataFeed = true");
    table.append("id BIGINT", "VALUES (CAST(1 AS BIGINT))");
    table.spark("UPDATE t SET id = 2");

    assertThat(
            SPARK.sql(
                "SELECT id, _change_type AS c FROM table_changes_by_path('%s', 1) ORDER BY _commit_version, c"
                    .formatted(table.path())))
        .extracting(row -> row.get("c").asText() + row.get("id"))
        .containsExactly("insert1", "update_postimage2", "update_preimage1");
  }

  @Test
  void timesWithoutZoneAreWritten() throws Exception {
    create("id BIGINT, here TIMESTAMP_NTZ", "", "");
    table.append(
        "id BIGINT, here TIMESTAMP(6)",
        "VALUES (CAST(1 AS BIGINT), TIMESTAMP '2026-01-02 03:04:05.678901')");

    table.sparkFinds(
        "SELECT id, CAST(here AS STRING) AS here FROM t WHERE here < '2026-01-03'",
        "[{\"id\": 1, \"here\": \"2026-01-02 03:04:05.678901\"}]");
  }

  /** Flink's rows have none; Spark reads null, and its own values as they were. */
  @Test
  void variantsOfOthersAreLeftAlone() throws Exception {
    create("id BIGINT, v VARIANT", "", "");
    table.spark("INSERT INTO t SELECT 1, parse_json('{\"a\": 1}')");
    table.append("id BIGINT", "VALUES (CAST(2 AS BIGINT))");
    isRefused("id BIGINT, v STRING", "CAST(3 AS BIGINT), 'x'", "variant in the table");

    table.sparkFinds(
        "SELECT id, to_json(v) AS v FROM t ORDER BY id",
        "[{\"id\": 1, \"v\": \"{\\\"a\\\":1}\"}, {\"id\": 2, \"v\": null}]");
  }

  @Test
  void tablesWithConstraintsAreRefused() {
    create("id BIGINT", "", "");
    table.spark("ALTER TABLE t ADD CONSTRAINT positive CHECK (id > 0)");
    isRefused("id BIGINT", "CAST(1 AS BIGINT)", "checkConstraints");
  }

  @ParameterizedTest
  @CsvSource({
    "'v BIGINT GENERATED ALWAYS AS (id + 1)', '', generatedColumns",
    "'v BIGINT GENERATED ALWAYS AS IDENTITY', '', identityColumns",
    "'v BIGINT DEFAULT 1', delta.feature.allowColumnDefaults = supported, allowColumnDefaults"
  })
  void columnsThatTheTableFillsAreRefused(String column, String property, String feature) {
    create("id BIGINT, " + column, "", property);
    isRefused("id BIGINT, v BIGINT", "CAST(1 AS BIGINT), CAST(1 AS BIGINT)", feature);
  }

  /** They ask for more in data files than we write. */
  @Test
  void tablesForIcebergAreRefused() {
    table.spark(
        """
        CREATE TABLE t (id BIGINT) USING delta TBLPROPERTIES (
        'delta.columnMapping.mode' = 'name', 'delta.enableIcebergCompatV2' = 'true')""");
    isRefused("id BIGINT", "CAST(1 AS BIGINT)", "icebergCompatV2");
  }

  private void isRefused(String columns, String values, String reason) {
    assertThatThrownBy(() -> table.append(columns, "SELECT " + values))
        .isInstanceOf(ValidationException.class)
        .rootCause()
        .hasMessageContaining(reason);
  }
}
