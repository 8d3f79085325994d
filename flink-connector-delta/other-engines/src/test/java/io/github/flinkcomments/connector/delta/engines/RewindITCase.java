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

import io.github.flinkcomments.connector.delta.commit.RewindMode;
import io.github.flinkcomments.connector.delta.testing.RunningJob;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import java.nio.file.Path;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tables of Spark that the sink has taken back, by those of their features that go by rows. */
@Tag("heavy")
class RewindITCase {

  private static final long ROWS = 2_400;

  @RegisterExtension private static final Spark SPARK = new Spark();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @TempDir private Path directory;
  private SharedTable table;

  @BeforeEach
  void chooseAPath() {
    table = new SharedTable(SPARK, directory.resolve("table"));
  }

  /** Ids of rows that were taken out are not given to those that take their place. */
  @Test
  void rowsAreStillTracked(@InjectMiniCluster MiniCluster cluster) throws Exception {
    takeBack(cluster, "delta.enableRowTracking");

    table.sparkFinds(
        """
        SELECT count(*) AS n, count(DISTINCT id) AS rows, count(DISTINCT _metadata.row_id) AS ids,
        max(_metadata.row_id) >= %d AS more FROM t"""
            .formatted(ROWS),
        "[{\"n\": %d, \"rows\": %d, \"ids\": %d, \"more\": true}]".formatted(ROWS, ROWS, ROWS));
  }

  /** What was taken out comes as deletions: insertions less deletions are what is there. */
  @Test
  void changesAreStillFed(@InjectMiniCluster MiniCluster cluster) throws Exception {
    takeBack(cluster, "delta.enableChangeDataFeed");

    String changes =
        """
        SELECT id, count_if(_change_type = 'insert') AS inserted,
        count_if(_change_type = 'delete') AS deleted, count(*) AS changes
        FROM table_changes_by_path('%s', 0) GROUP BY id"""
            .formatted(table.path());
    assertThat(
            SPARK
                .sql(
                    """
                    SELECT count(*) AS rows, count_if(inserted - deleted <> 1) AS wrong,
                    sum(deleted) > 0 AS some, sum(changes - inserted - deleted) AS others FROM (%s)"""
                        .formatted(changes))
                .get(0))
        .hasToString("{\"rows\":%d,\"wrong\":0,\"some\":true,\"others\":0}".formatted(ROWS));
  }

  private void takeBack(MiniCluster cluster, String property) throws Exception {
    table.spark(
        "CREATE TABLE t (id BIGINT) USING delta TBLPROPERTIES ('%s' = 'true')".formatted(property));
    SinkJob job = new SinkJob(table.path()).rows(ROWS);
    String older = RunningJob.olderSavepoint(cluster, job, table.path(), directory);
    new SinkJob(table.path())
        .rows(ROWS)
        .onRewind(RewindMode.RESTORE)
        .restoredFrom(older)
        .build()
        .execute();
  }
}
