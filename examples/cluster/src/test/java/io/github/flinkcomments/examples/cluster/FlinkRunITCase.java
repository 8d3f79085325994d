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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.cluster.FlinkRest.Vertex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code flink run} does with the JARs of the example job. */
@ExtendWith(SharedCluster.class)
@Tag("flink-versions")
@Tag("heavy")
class FlinkRunITCase {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final FlinkCluster cluster;
  private final ClusterJobs jobs;
  private final CommentsServer server = CommentsServer.builder().comments(500).start();

  @TempDir private Path directory;

  FlinkRunITCase(FlinkCluster cluster) {
    this.cluster = cluster;
    this.jobs = new ClusterJobs(cluster);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theThinJobExplainsItself() throws Exception {
    String thinJob = BuildOutput.job("thin-job").toString();

    assertThat(cluster.flink("run", thinJob, "--help"))
        .contains("--api-url", "--table-path", "--max-records-per-checkpoint", "flink run");
    assertThatThrownBy(() -> cluster.flink("run", thinJob, "--api-url", "http://localhost/"))
        .isInstanceOf(ProgramFailedException.class)
        .hasMessageContaining("Missing required option: '--table-path=DIR'");
  }

  /** Its own connectors come before those of the cluster. */
  @Test
  void theWholeJobFollowsItselfUntilItHasCaughtUp() throws Exception {
    LandedTable table = new LandedTable(directory.resolve("comments"));

    String printed =
        cluster.flink(
            "run",
            BuildOutput.job("job").toString(),
            "--until-caught-up",
            "--checkpoint-interval=500ms",
            "--api-url=" + server.url(),
            "--table-path=" + table.directory(),
            "--checkpoint-dir=" + directory.resolve("checkpoints"));

    assertThat(printed).contains("500 of 500 rows");
    table.assertHoldsExactly(server.ids());
  }

  @Test
  void aRunningJobTellsItsMetricsAndSitsOutAPause() throws Exception {
    LandedTable table = new LandedTable(directory.resolve("comments"));
    String job =
        ClusterJobs.submitted(
            cluster.flink(
                "run",
                "-d",
                "-p",
                "4",
                BuildOutput.job("thin-job").toString(),
                "--api-url=" + server.url(),
                "--table-path=" + table.directory()));
    jobs.awaitRunning(job);
    FlinkProcess taskManager = cluster.taskManagers().get(0);
    taskManager.pause();
    server.grow(50);
    taskManager.resume();
    table.awaitRows(server.size());

    Vertex vertex = cluster.rest().vertices(job).get(0);
    assertThat(vertex.parallelism()).isEqualTo(4);
    String rows = "Source__Comments.numRecordsOut";
    Await.that(
        rows,
        LIMIT,
        () ->
            cluster
                .rest()
                .metrics(job, vertex.id(), rows)
                .equals(Map.of(rows, (double) server.size())));
    cluster.flink("cancel", job);
    table.assertHoldsExactly(server.ids());
  }

  @Test
  void theThinJobRunsAScript() throws Exception {
    LandedTable table = new LandedTable(directory.resolve("comments"));
    Path script =
        Files.writeString(
            directory.resolve("pipeline.sql"),
            """
            SET 'pipeline.name' = 'from a script';
            CREATE TABLE comments (id INT, name STRING, email STRING, body STRING)
            WITH ('connector' = 'comments', 'url' = '${API}');
            CREATE TABLE lake (id INT, name STRING, email STRING, body STRING)
            WITH ('connector' = 'delta', 'table-path' = '${TABLE}');
            INSERT INTO lake SELECT * FROM comments;
            """);

    String job =
        ClusterJobs.submitted(
            cluster.flink(
                "run",
                "-d",
                "-c",
                "io.github.flinkcomments.examples.pipeline.SubmitPipeline",
                BuildOutput.job("thin-job").toString(),
                script.toString(),
                "--var=API=" + server.url(),
                "--var=TABLE=" + table.directory()));
    table.awaitRows(server.size());
    cluster.flink("cancel", job);
    table.assertHoldsExactly(server.ids());
  }
}
