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
package io.github.flinkcomments.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.api.CommentsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Scripts for the SQL client on a real cluster. */
@ExtendWith(SharedCluster.class)
@Tag("flink-versions")
@Tag("heavy")
class SqlClientITCase {

  private final FlinkCluster cluster;
  private final ClusterJobs jobs;
  private final CommentsServer server = CommentsServer.builder().comments(500).start();

  @TempDir private Path directory;

  SqlClientITCase(FlinkCluster cluster) {
    this.cluster = cluster;
    this.jobs = new ClusterJobs(cluster);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theStatementsOfTheReadmeGoOnFromASavepoint() throws Exception {
    LandedTable table = new LandedTable(directory.resolve("comments"));
    String job = ClusterJobs.submitted(run(ReadmeScript.from(server.url(), table)));
    table.awaitRows(server.size());
    Path savepoint = ClusterJobs.savepoint(stop(job));
    jobs.awaitFinished(job);

    server.grow(25);
    String resumed =
        ClusterJobs.submitted(
            run(
                "SET 'execution.state-recovery.path' = '%s';\n".formatted(savepoint.toUri())
                    + ReadmeScript.from(server.url(), table)));
    assertThat(resumed).isNotEqualTo(job);
    table.awaitRows(server.size());
    ClusterJobs.savepoint(stop(resumed));
    jobs.awaitFinished(resumed);

    table.assertHoldsExactly(server.ids());
    assertThat(table.dataVersions()).isBetween(2L, jobs.newestCheckpoint(resumed));
  }

  @Test
  void batchesLandInOneTableOrInTwo() throws Exception {
    LandedTable single = new LandedTable(directory.resolve("single"));
    LandedTable even = new LandedTable(directory.resolve("even"));
    LandedTable copy = new LandedTable(directory.resolve("copy"));

    String printed =
        run(
            """
            SET 'execution.runtime-mode' = 'batch';
            SET 'table.dml-sync' = 'true';
            CREATE TABLE listing (id INT, name STRING, email STRING, body STRING)
            WITH ('connector' = 'rest', 'record.key-pointer' = '/id', 'url' = '%s');
            """
                    .formatted(server.url())
                + sink("single", single)
                + sink("even", even)
                + sink("copy", copy)
                + """
                EXPLAIN INSERT INTO single SELECT * FROM listing;
                INSERT INTO single SELECT * FROM listing;
                EXECUTE STATEMENT SET BEGIN
                  INSERT INTO even SELECT * FROM listing WHERE MOD(id, 2) = 0;
                  INSERT INTO copy SELECT * FROM listing;
                END;
                """);

    assertThat(printed)
        .contains("== Optimized Execution Plan ==")
        .contains("Sink(table=[default_catalog.default_database.single]")
        .contains("TableSourceScan(table=[[default_catalog, default_database, listing]]");
    single.assertHoldsExactly(server.ids());
    copy.assertHoldsExactly(server.ids());
    even.assertHoldsExactly(IntStream.of(server.ids()).filter(id -> id % 2 == 0).toArray());
    assertThat(single.dataVersions()).isOne();
  }

  /** Rows that come late would be left out, and a window that nothing closes would not be seen. */
  @Test
  void aViewAggregatesByTheTimeThatRecordsTell() throws Exception {
    LandedTable table = new LandedTable(directory.resolve("newest"));

    run(
        """
        SET 'execution.runtime-mode' = 'streaming';
        SET 'execution.checkpointing.interval' = '500 ms';
        SET 'table.dml-sync' = 'true';
        CREATE TABLE listing (
          id INT,
          written_at AS TO_TIMESTAMP_LTZ(id, 0),
          WATERMARK FOR written_at AS written_at - INTERVAL '1' SECOND
        ) WITH ('connector' = 'comments', 'url' = '%s', 'scan.bounded.mode' = 'latest');
        CREATE VIEW newest_of_each_minute AS
          SELECT MAX(id) AS id
          FROM TABLE(TUMBLE(TABLE listing, DESCRIPTOR(written_at), INTERVAL '1' MINUTE))
          GROUP BY window_start, window_end;
        """
                .formatted(server.url())
            + sink("newest", table)
            + "INSERT INTO newest SELECT id, '', '', '' FROM newest_of_each_minute;\n");

    table.assertHoldsExactly(
        IntStream.of(server.ids()).filter(id -> id % 60 == 59 || id == server.size()).toArray());
  }

  private static String sink(String name, LandedTable table) {
    return """
        CREATE TABLE %s (id INT, name STRING, email STRING, body STRING)
        WITH ('connector' = 'delta', 'table-path' = '%s');
        """
        .formatted(name, table.directory());
  }

  private String stop(String job) throws IOException, InterruptedException {
    return run(
        """
        SET 'sql-client.execution.result-mode' = 'tableau';
        STOP JOB '%s' WITH SAVEPOINT;
        """
            .formatted(job));
  }

  private String run(String script) throws IOException, InterruptedException {
    String printed =
        cluster.sqlClient(
            Files.writeString(Files.createTempFile(directory, "script", ".sql"), script));
    assertThat(printed).doesNotContain("[ERROR]");
    return printed;
  }
}
