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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job that commits all the time, on a real cluster whose processes are killed and paused around
 * the commits. A pause is longer than the heartbeats allow: the committer is replaced meanwhile,
 * and wakes up.
 *
 * <p>Small, unless told otherwise: {@code -Dcluster.comments=500000
 * -Dcluster.task-manager-deaths=35 -Dcluster.job-manager-deaths=15 -Dcluster.pauses=10}.
 */
class CommitDeathsITCase {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int CHECKPOINTS_AN_ACCIDENT = 5;
  private static final List<CommitMoment> MOMENTS = List.of(CommitMoment.values());
  private static final int SLOTS = 4;
  private static final int PARALLELISM = 2;

  private final int comments = Integer.getInteger("cluster.comments", 3_000);
  private final int taskManagerDeaths = Integer.getInteger("cluster.task-manager-deaths", 2);
  private final int jobManagerDeaths = Integer.getInteger("cluster.job-manager-deaths", 1);
  private final int pauses = Integer.getInteger("cluster.pauses", 1);

  @TempDir private Path directory;

  private FlinkCluster cluster;
  private ClusterJobs jobs;

  /** What happens to a process, at a moment that is awaited before. */
  private interface Accident {
    void happen(String job, LandedTable table, CommitMoment moment)
        throws IOException, InterruptedException;
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void eachCommentIsInTheTableOnce() throws Exception {
    LandedTable table = new LandedTable(directory.resolve("comments"));
    List<Accident> accidents = accidents();
    try (CommentsServer server = CommentsServer.builder().comments(comments).start();
        FlinkCluster started = start()) {
      cluster = started;
      jobs = new ClusterJobs(cluster);
      String job = submit(server, table, comments / (accidents.size() * CHECKPOINTS_AN_ACCIDENT));
      table.awaitRows(1);
      for (int number = 0; number < accidents.size(); number++) {
        accidents.get(number).happen(job, table, MOMENTS.get(number % MOMENTS.size()));
        jobs.awaitRunning(job);
        table.awaitRows(table.rows() + 1);
      }
      assertThat(table.rows()).as("rows after the last accident").isLessThan(comments);
      table.awaitRows(comments, Duration.ofMinutes(20));
      ClusterJobs.savepoint(cluster.flink("stop", job));
      jobs.awaitFinished(job);

      table.assertHoldsExactly(server.ids());
      assertThat(table.dataVersions())
          .isBetween((long) accidents.size(), jobs.newestCheckpoint(job));
    }
  }

  /** All kinds in an order that is the same each time. */
  private List<Accident> accidents() {
    List<Accident> accidents = new ArrayList<>();
    accidents.addAll(Collections.nCopies(taskManagerDeaths, this::killCommittingTaskManager));
    accidents.addAll(Collections.nCopies(jobManagerDeaths, this::killLeadingJobManager));
    accidents.addAll(Collections.nCopies(pauses, this::pauseCommittingTaskManager));
    Collections.shuffle(accidents, new Random(5));
    return accidents;
  }

  private void killCommittingTaskManager(String job, LandedTable table, CommitMoment moment)
      throws IOException, InterruptedException {
    FlinkProcess victim = committing(job);
    int failures = cluster.rest().failures(job);
    moment.await(table.directory());
    victim.kill();
    victim.start();
    awaitFailureAfter(failures, job);
  }

  private void killLeadingJobManager(String job, LandedTable table, CommitMoment moment)
      throws IOException, InterruptedException {
    FlinkProcess victim = cluster.awaitLeader();
    moment.await(table.directory());
    victim.kill();
    victim.start();
    assertThat(cluster.awaitLeader()).isNotSameAs(victim);
  }

  private void pauseCommittingTaskManager(String job, LandedTable table, CommitMoment moment)
      throws IOException, InterruptedException {
    FlinkProcess victim = committing(job);
    int failures = cluster.rest().failures(job);
    moment.await(table.directory());
    victim.pause();
    try {
      awaitFailureAfter(failures, job);
      jobs.awaitRunning(job);
      // Its successor commits before it wakes up.
      table.awaitRows(table.rows() + 1);
    } finally {
      victim.resume();
    }
    cluster.awaitFreeSlots(SLOTS - PARALLELISM);
  }

  private FlinkProcess committing(String job) throws InterruptedException {
    String id =
        Await.present(
            "the committer's TaskManager",
            LIMIT,
            () -> cluster.rest().taskManager(job, "Committer"));
    return cluster.taskManagers().stream()
        .filter(taskManager -> taskManager.name().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void awaitFailureAfter(int failures, String job) throws InterruptedException {
    Await.that("a failure of " + job, LIMIT, () -> cluster.rest().failures(job) > failures);
  }

  private static FlinkCluster start() throws IOException, InterruptedException {
    Path directory =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target", "clusters")), "commit-deaths-");
    return FlinkCluster.builder(directory)
        .jobManagers(2)
        .taskManagers(2)
        .slots(SLOTS / 2)
        .option("execution.checkpointing.interval", "500 ms")
        .option("heartbeat.interval", "1 s")
        .option("heartbeat.timeout", "8 s")
        .option("web.exception-history-size", "1000")
        .start();
  }

  private String submit(CommentsServer server, LandedTable table, int rowsPerCheckpoint)
      throws IOException, InterruptedException {
    return ClusterJobs.submitted(
        cluster.flink(
            "run",
            "-d",
            "-p",
            Integer.toString(PARALLELISM),
            BuildOutput.job("thin-job").toString(),
            "--api-url",
            server.url().toString(),
            "--table-path",
            table.directory().toString(),
            "--max-records-per-checkpoint",
            Integer.toString(rowsPerCheckpoint)));
  }
}
