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

import com.fasterxml.jackson.databind.JsonNode;
import io.github.flinkcomments.connector.delta.testing.RowsPerCheckpoint;
import io.github.flinkcomments.connector.delta.testing.RunningJob;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark changes a table while a job appends to it. */
@Tag("heavy")
class SparkMeanwhileITCase {

  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension private static final Spark SPARK = new Spark();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberSlotsPerTaskManager(4)
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .build());

  private static final Duration LEAST = Duration.ofSeconds(20);
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(1);
  private static final int PARALLELISM = 2;
  private static final int ROWS_PER_CHECKPOINT = 100;

  @TempDir private Path directory;
  private SharedTable table;
  private MiniCluster cluster;

  @BeforeEach
  void setUp(@InjectMiniCluster MiniCluster injected) {
    table = new SharedTable(SPARK, directory.resolve("table"));
    cluster = injected;
  }

  /** Jobs that a failed test has left would keep the slots of the next. */
  @AfterEach
  void cancelJobs() throws Exception {
    for (JobStatusMessage job : cluster.listJobs().get()) {
      if (!job.getJobState().isGloballyTerminalState()) {
        cluster.cancelJob(job.getJobId()).get();
        cluster.requestJobResult(job.getJobId()).get(1, TimeUnit.MINUTES);
      }
    }
  }

  /** Twenty seconds of it; {@code -Dspark.minutes=10} for more. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void neitherSideLosesAnything() throws Exception {
    table.createWriteSerializable("id BIGINT, who STRING, n INT", "");
    Duration length =
        LEAST.plus(Duration.ofMinutes(Long.parseLong(System.getProperty("spark.minutes"))));
    long rows = length.dividedBy(BETWEEN_CHECKPOINTS) * ROWS_PER_CHECKPOINT * PARALLELISM;
    SinkJob job =
        new SinkJob(table.path())
            .rows(rows)
            .parallelism(PARALLELISM)
            .pace(new RowsPerCheckpoint(ROWS_PER_CHECKPOINT, 0));
    job.configuration().set(CheckpointingOptions.CHECKPOINTING_INTERVAL, BETWEEN_CHECKPOINTS);
    JobClient client = job.build().executeAsync();
    SparkWork spark = new SparkWork(table);
    while (!client.getJobStatus().get().isGloballyTerminalState()) {
      spark.doNext();
    }

    assertThat(client.getJobStatus().get()).isEqualTo(JobStatus.FINISHED);
    JsonNode found =
        table
            .spark(
                """
                SELECT count_if(who IS NULL) AS ofJob, count_if(who = 'spark') AS ofSpark,
                count(DISTINCT id, who) AS keys, coalesce(sum(n), 0) AS touches,
                max(CASE WHEN who IS NULL THEN id END) AS last FROM t""")
            .get(0);
    String summary =
        "job: %d rows in %d commits, %d retries; Spark: %s; table: %s"
            .formatted(
                rows,
                commits(client.getJobID()),
                retries(client.getJobID()),
                spark.counts(),
                found);
    Files.writeString(Path.of("target", "spark", "meanwhile.txt"), summary + "\n");
    assertThat(found.get("ofJob").asLong()).isEqualTo(rows - spark.deletedOfJob());
    assertThat(found.get("ofSpark").asLong()).isEqualTo(spark.rows());
    assertThat(found.get("touches").asLong()).isEqualTo(spark.touches());
    assertThat(table.standaloneFinds("id"))
        .hasSize((int) (rows - spark.deletedOfJob() + spark.rows()));
    assertThat(spark.counts()).containsKeys("INSERT", "UPDATE", "DELETE");
    assertThat(spark.counts().keySet())
        .noneMatch(kind -> kind.endsWith("ConcurrentAppendException"));
  }

  private static long retries(JobID job) {
    return counter(job, "commitRetries");
  }

  private static long commits(JobID job) {
    return counter(job, "successfulCommittables");
  }

  private static long counter(JobID job, String name) {
    return METRICS.findMetrics(job, name).values().stream()
        .mapToLong(metric -> ((Counter) metric).getCount())
        .sum();
  }

  /** Where a table allows it, since ours have read nothing that the statement may change. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE t SET v = concat(meet('%s', v), '!') WHERE id = 1",
        "DELETE FROM t WHERE id = 1 AND meet('%s', v) = 'a'",
        "MERGE INTO t AS t USING (SELECT 1L AS k) s ON t.id = s.k WHEN MATCHED THEN UPDATE SET v = concat(meet('%s', v), '!')"
      })
  void anAppendInTheMiddleOfAStatementIsNoConflict(String statement) throws Exception {
    table.createWriteSerializable("id BIGINT, v STRING", "");
    table.spark("INSERT INTO t VALUES (1, 'a'), (2, 'b')");

    appendInTheMiddleOf(statement).get(2, TimeUnit.MINUTES);

    table.sparkFinds(
        "SELECT count_if(id = 1 AND v = 'a') AS old, count_if(id > 1) AS other FROM t",
        "[{\"old\": 0, \"other\": 2}]");
  }

  /** Spark's own default, where an append of anybody is a conflict. */
  @Test
  void anAppendIsAConflictWhereTheTableIsSerializable() throws Exception {
    table.spark("CREATE TABLE t (id BIGINT, v STRING) USING delta");
    table.spark("INSERT INTO t VALUES (1, 'a'), (2, 'b')");

    assertThat(appendInTheMiddleOf("UPDATE t SET v = concat(meet('%s', v), '!') WHERE id = 1"))
        .failsWithin(2, TimeUnit.MINUTES)
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(SparkException.class)
        .withMessageContaining("ConcurrentAppendException");
  }

  private CompletableFuture<List<JsonNode>> appendInTheMiddleOf(String statement) throws Exception {
    PausedStatement paused = PausedStatement.begin(table, statement, directory.resolve("meeting"));
    table.append("id BIGINT, v STRING", "VALUES (CAST(3 AS BIGINT), 'c')");
    return paused.goOn();
  }

  /** What is done to the table, and what the job says then, once and for all. */
  @ParameterizedTest
  @CsvSource({
    "ALTER TABLE t RENAME COLUMN id TO number, Column 'id' of the sink is not in the table",
    "ALTER TABLE t DROP COLUMN id; ALTER TABLE t ADD COLUMN id BIGINT, dropped and added anew",
    "ALTER TABLE t ADD CONSTRAINT positive CHECK (id >= 0), checkConstraints"
  })
  void aTableThatNoLongerFitsStopsTheJob(String statements, String message) throws Exception {
    table.spark(
        "CREATE TABLE t (id BIGINT, who STRING) USING delta TBLPROPERTIES ('delta.columnMapping.mode' = 'name')");
    RunningJob running = checkpointAfter(statements);

    assertThat(running.failure()).rootCause().hasMessageContaining(message);
    table.sparkFinds("SELECT count(*) AS n FROM t", "[{\"n\": 0}]");
  }

  /** Files that were begun before have no ids, and are found by name. */
  @Test
  void columnMappingMayBeTurnedOn() throws Exception {
    table.spark("CREATE TABLE t (id BIGINT, who STRING) USING delta");
    RunningJob running =
        checkpointAfter(
            "ALTER TABLE t SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name');"
                + "ALTER TABLE t RENAME COLUMN who TO author");
    table.awaitRows();
    running.stop(directory);

    table.sparkFinds(
        "SELECT count(*) > 0 AS some, count_if(id IS NULL) AS lost FROM t",
        "[{\"some\": true, \"lost\": 0}]");
  }

  private RunningJob checkpointAfter(String statements) throws Exception {
    RunningJob running =
        RunningJob.start(
                cluster,
                new SinkJob(table.path())
                    .rows(1_000_000)
                    .pace(new RowsPerCheckpoint(ROWS_PER_CHECKPOINT, 0))
                    .checkpointsOnDemand())
            .awaitTasks();
    List.of(statements.split(";")).forEach(table::spark);
    running.checkpoint();
    return running;
  }
}
