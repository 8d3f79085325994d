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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The job JAR and the SQL client on a real cluster, whose processes are killed while the job reads.
 *
 * <p>Small, unless told otherwise: {@code -Dcluster.comments=200000 -Dcluster.task-manager-deaths=5
 * -Dcluster.job-manager-deaths=2}.
 */
@Tag("heavy")
@ExtendWith(SharedCluster.class)
class DeathsITCase {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final int comments = Integer.getInteger("cluster.comments", 3_000);
  private final int taskManagerDeaths = Integer.getInteger("cluster.task-manager-deaths", 1);
  private final int jobManagerDeaths = Integer.getInteger("cluster.job-manager-deaths", 1);

  private final FlinkCluster cluster;
  private final ClusterJobs jobs;
  private final CommentsServer server = CommentsServer.builder().comments(comments).start();

  @TempDir private Path directory;

  DeathsITCase(FlinkCluster cluster) {
    this.cluster = cluster;
    this.jobs = new ClusterJobs(cluster);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void eachCommentIsInTheTableOnce(WayIn wayIn) throws Exception {
    LandedTable table = new LandedTable(directory.resolve("comments"));
    List<Death> deaths = deaths();
    List<Hold> barriers = barriers(deaths.size() + 1);

    String job = submit(wayIn, table, 3, Optional.empty());
    long checkpoint = 0;
    for (int i = 0; i < deaths.size(); i++) {
      try (Hold barrier = barriers.get(i)) {
        barrier.awaitHeld(1, LIMIT);
        checkpoint = jobs.awaitCheckpointAfter(job, checkpoint);
        table.awaitRows(1);
        assertThat(table.rows()).isLessThan(comments);
        deaths.get(i).happen(job);
      }
    }
    Path savepoint;
    try (Hold barrier = barriers.get(deaths.size())) {
      barrier.awaitHeld(1, LIMIT);
      checkpoint = jobs.awaitCheckpointAfter(job, checkpoint);
      savepoint = ClusterJobs.savepoint(cluster.flink("stop", job));
      jobs.awaitFinished(job);
    }
    assertThat(table.rows()).isBetween(1L, comments - 1L);

    String resumed = submit(wayIn, table, 2, Optional.of(savepoint));
    assertThat(resumed).isNotEqualTo(job);
    server.grow(comments / 10);
    table.awaitRows(server.size());
    ClusterJobs.savepoint(cluster.flink("stop", resumed));
    jobs.awaitFinished(resumed);

    table.assertHoldsExactly(server.ids());
    // Their numbers go on from the savepoint.
    assertThat(table.dataVersions()).isBetween(2L, jobs.newestCheckpoint(resumed));
  }

  /** How a job is submitted. */
  private enum WayIn {
    JOB_JAR,
    SQL_CLIENT
  }

  private interface Death {
    /** Kills a process, starts it again, and waits until the job goes on. */
    void happen(String job) throws IOException, InterruptedException;
  }

  /** The two kinds spread over each other. */
  private List<Death> deaths() {
    int count = taskManagerDeaths + jobManagerDeaths;
    List<Death> deaths = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean ofJobManager = (i + 1) * jobManagerDeaths / count > i * jobManagerDeaths / count;
      deaths.add(ofJobManager ? this::killLeadingJobManager : taskManagerDeath(i));
    }
    return deaths;
  }

  private Death taskManagerDeath(int number) {
    List<FlinkProcess> taskManagers = cluster.taskManagers();
    FlinkProcess victim = taskManagers.get(number % taskManagers.size());
    return job -> {
      int failures = cluster.rest().failures(job);
      victim.kill();
      victim.start();
      Await.that("a failure of " + job, LIMIT, () -> cluster.rest().failures(job) > failures);
      jobs.awaitRunning(job);
    };
  }

  private void killLeadingJobManager(String job) throws IOException, InterruptedException {
    FlinkProcess victim = cluster.awaitLeader();
    victim.kill();
    victim.start();
    assertThat(cluster.awaitLeader()).isNotSameAs(victim);
    jobs.awaitRunning(job);
  }

  /**
   * No page behind a barrier is served until it is closed, so whatever happens there happens while
   * the job reads. Looks at one or two rows pass: by them the job finds out how far the listing
   * goes.
   */
  private List<Hold> barriers(int count) {
    long stretch = comments / (count + 1);
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number ->
                server.hold(page -> page.asksForMoreThan(2) && page.offset() >= stretch * number))
        .toList();
  }

  private String submit(WayIn wayIn, LandedTable table, int parallelism, Optional<Path> savepoint)
      throws IOException, InterruptedException {
    return ClusterJobs.submitted(
        switch (wayIn) {
          case JOB_JAR -> runJobJar(table, parallelism, savepoint);
          case SQL_CLIENT -> runScript(table, parallelism, savepoint);
        });
  }

  private String runJobJar(LandedTable table, int parallelism, Optional<Path> savepoint)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("run", "-d", "-p", Integer.toString(parallelism)));
    savepoint.ifPresent(path -> arguments.addAll(List.of("-s", path.toString())));
    arguments.addAll(
        List.of(
            BuildOutput.job("thin-job").toString(),
            "--api-url",
            server.url().toString(),
            "--table-path",
            table.directory().toString()));
    return cluster.flink(arguments.toArray(String[]::new));
  }

  private String runScript(LandedTable table, int parallelism, Optional<Path> savepoint)
      throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder();
    script.append("SET 'parallelism.default' = '%d';\n".formatted(parallelism));
    savepoint.ifPresent(
        path ->
            script.append("SET 'execution.state-recovery.path' = '%s';\n".formatted(path.toUri())));
    script.append(ReadmeScript.from(server.url(), table));
    return cluster.sqlClient(Files.writeString(directory.resolve("script.sql"), script));
  }
}
