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

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.log.schema.SchemaEvolution;
import io.github.flinkcomments.connector.delta.testing.RowsPerCheckpoint;
import io.github.flinkcomments.connector.delta.testing.RunningJob;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import java.nio.file.Path;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of Spark whose columns become those of the sink, and what Spark makes of them. */
@Tag("heavy")
class SchemaEvolutionITCase {

  private static final String WIDEN = ", 'sink.schema-evolution' = 'add-columns-and-widen'";

  @RegisterExtension private static final Spark SPARK = new Spark();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(3).build());

  @TempDir private Path directory;
  private SharedTable table;
  private MiniCluster cluster;

  @BeforeEach
  void setUp(@InjectMiniCluster MiniCluster injected) {
    table = new SharedTable(SPARK, directory.resolve("table"));
    cluster = injected;
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "name", "id"})
  void rowsOfBothSchemasAreReadBack(String mapping) throws Exception {
    table.spark(
        """
        CREATE TABLE t (id INT, r STRUCT<x: INT>, a ARRAY<STRUCT<y: INT>>, f FLOAT) USING delta
        TBLPROPERTIES ('delta.enableTypeWidening' = 'true', 'delta.columnMapping.mode' = '%s')"""
            .formatted(mapping));
    table.spark("INSERT INTO t VALUES (1, named_struct('x', 1), array(named_struct('y', 1)), 0.5)");
    table.append(
        """
        id BIGINT, r ROW<z STRING, x BIGINT>, a ARRAY<ROW<y INT, w STRING>>, more TIMESTAMP(6)""",
        "",
        WIDEN,
        """
        SELECT 3000000000, CAST(ROW('z', 2) AS ROW<z STRING, x BIGINT>),
          CAST(ARRAY[ROW(2, 'w')] AS ARRAY<ROW<y INT, w STRING>>), TIMESTAMP '2026-01-02 03:04:05'""");
    table.spark(
        """
        INSERT INTO t (id, r, a, more) VALUES (4000000000, named_struct('x', 5000000000L, 'z', 's'),
          array(named_struct('y', 3, 'w', 'v')), TIMESTAMP_NTZ '2026-01-03 00:00:00')""");

    table.sparkFinds(
        "SELECT id, r.x AS x, r.z AS z, a[0].y AS y, a[0].w AS w, f, CAST(more AS STRING) AS more FROM t ORDER BY id",
        """
        [{"id": 1, "x": 1, "z": null, "y": 1, "w": null, "f": 0.5, "more": null},
         {"id": 3000000000, "x": 2, "z": "z", "y": 2, "w": "w", "f": null, "more": "2026-01-02 03:04:05"},
         {"id": 4000000000, "x": 5000000000, "z": "s", "y": 3, "w": "v", "f": null, "more": "2026-01-03 00:00:00"}]""");
    table.sparkFinds(
        "SELECT count(*) AS n FROM t WHERE id > 2147483647 AND r.x > 1", "[{\"n\": 2}]");
  }

  @Test
  void whatIsMissingIsNamed() {
    table.spark("CREATE TABLE t (id INT) USING delta");
    assertThatThrownBy(() -> table.append("id BIGINT", "", WIDEN, "SELECT CAST(1 AS BIGINT)"))
        .isInstanceOf(ValidationException.class)
        .rootCause()
        .hasMessageContaining("set its property 'delta.enableTypeWidening' to 'true'");
    assertThatThrownBy(() -> table.append("id INT, `a b` INT", "", WIDEN, "SELECT 1, 2"))
        .isInstanceOf(ValidationException.class)
        .rootCause()
        .hasMessageContaining("a b");
    assertThatThrownBy(() -> table.append("id INT, more INT", "SELECT 1, 2"))
        .isInstanceOf(ValidationException.class)
        .rootCause()
        .hasMessageContaining("'sink.schema-evolution' to 'add-columns'");
  }

  /** Column names that were used before mean other columns in data files. */
  @Test
  void aColumnThatWasDroppedComesBackEmpty() throws Exception {
    table.spark("CREATE TABLE t (id BIGINT, v STRING) USING delta");
    table.spark("INSERT INTO t VALUES (1, 'old')");
    table.spark("ALTER TABLE t SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name')");
    table.spark("ALTER TABLE t DROP COLUMN v");
    table.append(
        "id BIGINT, v STRING",
        "",
        ", 'sink.schema-evolution' = 'add-columns'",
        "SELECT CAST(2 AS BIGINT), 'new'");

    table.sparkFinds(
        "SELECT * FROM t ORDER BY id", "[{\"id\": 1, \"v\": null}, {\"id\": 2, \"v\": \"new\"}]");
  }

  /** Somebody undoes the change of the start while the job runs: it is made again. */
  @Test
  void isDecidedAgainAtTheCommit() throws Exception {
    table.spark("CREATE TABLE t (who STRING) USING delta");
    RunningJob running =
        RunningJob.start(
                cluster,
                new SinkJob(table.path())
                    .rows(1_000_000)
                    .pace(new RowsPerCheckpoint(10, 0))
                    .sink(sink -> sink.withSchemaEvolution(SchemaEvolution.ADD_COLUMNS))
                    .checkpointsOnDemand())
            .awaitTasks();
    table.sparkFinds("SELECT count(id) AS n FROM t", "[{\"n\": 0}]");
    table.spark("RESTORE TABLE t TO VERSION AS OF 0");
    running.checkpoint();
    table.awaitRows();
    running.stop(directory);

    table.sparkFinds(
        "SELECT count(*) - count(id) AS lost, count(id) > 0 AS some FROM t",
        "[{\"lost\": 0, \"some\": true}]");
  }
}
