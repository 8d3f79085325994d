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
import io.github.flinkcomments.examples.api.Hold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
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
@Tag("heavy")
class CommitDeathsITCase {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int CHECKPOINTS_A_STRETCH = 4;
  private static final List<CommitMoment> MOMENTS = List.of(CommitMoment.values());
  private static final int SLOTS = 4;
  private static final int PARALLELISM = 2;

  private final int comments = Integer.getInteger("cluster.comments", 3_000);
  private final int taskManagerDeaths = Integer.getInteger("cluster.task-manager-deaths", 2);
  private final int jobManagerDeaths = Integer.getInteger("cluster.job-manager-deaths", 1);
  private final int pauses = Integer.getInteger("cluster.pauses", 1);

  @TempDir private Path directory;

  private final CommentsServer server = CommentsServer.builder().comments(comments).start();
  private final Queue<Hold> barriers = new ArrayDeque<>();

  private LandedTable table;
  private FlinkCluster cluster;
  private ClusterJobs jobs;
  private String job;

  /** What happens to a process, at a moment that is awaited before. */
  private interface Accident {
    void happen(CommitMoment moment) throws IOException, InterruptedException;
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  @Timeout(value = 90, unit = TimeUnit.MINUTES)
  void eachCommentIsInTheTableOnce() throws Exception {
    table = new LandedTable(directory.resolve("comments"));
    List<Accident> accidents = accidents();
    long stretch = comments / (accidents.size() + 2);
    barriers.addAll(barriers(accidents.size() + 1, stretch));
    try (FlinkCluster started = start()) {
      cluster = started;
      jobs = new ClusterJobs(cluster);
      job = submit(stretch / CHECKPOINTS_A_STRETCH);
      table.awaitRows(stretch);
      for (int number = 0; number < accidents.size(); number++) {
        accidents.get(number).happen(MOMENTS.get(number % MOMENTS.size()));
        jobs.awaitRunning(job);
        table.awaitRows(stretch * (number + 2));
      }
      barriers.remove().close();
      table.awaitRows(comments);
      ClusterJobs.savepoint(cluster.flink("stop", job));
      jobs.awaitFinished(job);
    }
    table.assertHoldsExactly(server.ids());
    assertThat(table.dataVersions()).isGreaterThan(accidents.size());
    assertThat(table.leftovers())
        .as("files of killed writers, which are removed unless the next death comes too soon")
        .isLessThanOrEqualTo(accidents.size());
  }

  /**
   * No page behind one is served until it is closed: what is committed comes stretch by stretch.
   */
  private List<Hold> barriers(int count, long stretch) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number ->
                server.hold(page -> page.asksForMoreThan(2) && page.offset() >= stretch * number))
        .toList();
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

  private void killCommittingTaskManager(CommitMoment moment)
      throws IOException, InterruptedException {
    FlinkProcess victim = committing();
    int failures = cluster.rest().failures(job);
    await(moment);
    victim.kill();
    victim.start();
    awaitFailureAfter(failures);
  }

  private void killLeadingJobManager(CommitMoment moment) throws IOException, InterruptedException {
    FlinkProcess victim = cluster.awaitLeader();
    await(moment);
    victim.kill();
    victim.start();
    assertThat(cluster.awaitLeader()).isNotSameAs(victim);
  }

  private void pauseCommittingTaskManager(CommitMoment moment)
      throws IOException, InterruptedException {
    FlinkProcess victim = committing();
    int failures = cluster.rest().failures(job);
    await(moment);
    victim.pause();
    long rows = table.rows();
    try {
      awaitFailureAfter(failures);
      jobs.awaitRunning(job);
      // Its successor commits before it wakes up.
      table.awaitRows(rows + 1);
    } finally {
      victim.resume();
    }
    cluster.awaitFreeSlots(SLOTS - PARALLELISM);
  }

  /** There are commits only as far as pages are served, so the moment is not missed. */
  private void await(CommitMoment moment) throws IOException, InterruptedException {
    moment.awaitAfter(barriers.remove()::close, table.directory());
  }

  private FlinkProcess committing() throws InterruptedException {
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

  private void awaitFailureAfter(int failures) throws InterruptedException {
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

  private String submit(long rowsPerCheckpoint) throws IOException, InterruptedException {
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
            Long.toString(rowsPerCheckpoint)));
  }
}
