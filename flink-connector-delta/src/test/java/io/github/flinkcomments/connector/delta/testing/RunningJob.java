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
package io.github.flinkcomments.connector.delta.testing;

import static java.util.Comparator.comparing;
import static org.apache.flink.runtime.testutils.CommonTestUtils.waitForAllTaskRunning;
import static org.apache.flink.runtime.testutils.CommonTestUtils.waitUntilCondition;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** A job that runs, and what a test does with it from outside. */
public record RunningJob(MiniCluster cluster, JobClient client) {

  public static RunningJob start(MiniCluster cluster, SinkJob job) throws Exception {
    return new RunningJob(cluster, job.build().executeAsync());
  }

  /** All of its tasks run. */
  public RunningJob awaitTasks() throws Exception {
    waitForAllTaskRunning(cluster, client.getJobID(), false);
    return this;
  }

  /** Somebody has made that version of a table. */
  public static void awaitVersion(Path table, long version) throws Exception {
    Path entry = table.resolve("_delta_log").resolve("%020d.json".formatted(version));
    waitUntilCondition(() -> Files.exists(entry));
  }

  private static long newestVersion(Path table) throws IOException {
    try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
      return log.map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d{20}\\.json"))
          .mapToLong(name -> Long.parseLong(name.substring(0, 20)))
          .max()
          .orElseThrow();
    }
  }

  /** Of those that a job has left in a directory. */
  public static String newestCheckpoint(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(Path::getParent)
          .max(comparing(RunningJob::number))
          .orElseThrow()
          .toUri()
          .toString();
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  /** It is complete, and tasks are about to be told. */
  public void checkpoint() throws Exception {
    cluster.triggerCheckpoint(client.getJobID(), CheckpointType.DEFAULT).get(1, TimeUnit.MINUTES);
  }

  /** The job goes on. */
  public String savepoint(Path directory) throws Exception {
    return client
        .triggerSavepoint(directory.toString(), SavepointFormatType.CANONICAL)
        .get(1, TimeUnit.MINUTES);
  }

  public String stop(Path directory) throws Exception {
    return client
        .stopWithSavepoint(false, directory.toString(), SavepointFormatType.CANONICAL)
        .get(1, TimeUnit.MINUTES);
  }

  public void cancel() throws Exception {
    client.cancel().get();
    cluster.requestJobResult(client.getJobID()).get(2, TimeUnit.MINUTES);
  }

  /** Flink's default strategy restarts for ever, so this ends only if restarts are suppressed. */
  public Throwable failure() throws Exception {
    Throwable failure =
        cluster
            .requestJobResult(client.getJobID())
            .get(2, TimeUnit.MINUTES)
            .getSerializedThrowable()
            .orElseThrow()
            .deserializeError(getClass().getClassLoader());
    assertThat(cluster.getJobStatus(client.getJobID()).get()).isEqualTo(JobStatus.FAILED);
    return failure;
  }

  /** A savepoint of a job that has gone on since by some versions, and has been stopped. */
  public static String olderSavepoint(MiniCluster cluster, SinkJob job, Path table, Path directory)
      throws Exception {
    RunningJob running = start(cluster, job);
    awaitVersion(table, 2);
    String older = running.savepoint(directory);
    awaitVersion(table, newestVersion(table) + 3);
    running.stop(directory);
    return older;
  }
}
