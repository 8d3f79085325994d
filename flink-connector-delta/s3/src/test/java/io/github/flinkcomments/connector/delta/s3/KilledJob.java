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
package io.github.flinkcomments.connector.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.testing.RowsPerCheckpoint;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;

/** A job in a process of its own, which can be killed and goes on from its newest checkpoint. */
final class KilledJob implements AutoCloseable {

  private final S3Server server;
  private final String table;
  private final Path checkpoints;
  private final long rows;
  private Optional<Process> process = Optional.empty();

  KilledJob(S3Server server, String table, Path checkpoints, long rows) {
    this.server = server;
    this.table = table;
    this.checkpoints = checkpoints;
    this.rows = rows;
  }

  void start() throws IOException {
    process =
        Optional.of(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    KilledJob.class.getName(),
                    server.path(table),
                    Integer.toString(server.port()),
                    checkpoints.toUri().toString(),
                    Long.toString(rows),
                    newestCheckpoint().map(Path::toString).orElse(""))
                .inheritIO()
                .start());
  }

  /** The newest one that is complete. */
  private Optional<Path> newestCheckpoint() throws IOException {
    try (Stream<Path> files = Files.walk(checkpoints)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(KilledJob::modified))
          .map(Path::getParent);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitVersion(long version) {
    Path entry = server.directory(table).resolve("_delta_log/%020d.json".formatted(version));
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!Files.exists(entry)) {
      assertThat(process.orElseThrow().isAlive()).as("before version " + version).isTrue();
      assertThat(System.nanoTime()).as("waiting for " + entry).isLessThan(limit);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.orElseThrow().destroyForcibly().waitFor();
  }

  void awaitEnd() throws InterruptedException {
    assertThat(process.orElseThrow().waitFor(4, TimeUnit.MINUTES)).isTrue();
    assertThat(process.get().exitValue()).isZero();
  }

  @Override
  public void close() {
    process.ifPresent(Process::destroyForcibly);
  }

  /**
   * The job itself.
   *
   * @param arguments path of the table, port of the server, directory of checkpoints, number of
   *     rows, checkpoint to restore or nothing
   */
  public static void main(String[] arguments) throws Exception {
    SinkJob job =
        new SinkJob(arguments[0], S3Server.options(Integer.parseInt(arguments[1])))
            .rows(Long.parseLong(arguments[3]))
            .pace(new RowsPerCheckpoint(20, 0));
    job.configuration()
        .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, arguments[2])
        .set(
            CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
            ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION)
        .set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    if (!arguments[4].isEmpty()) {
      job.restoredFrom(arguments[4]);
    }
    job.build().execute();
  }
}
