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
package io.github.flinkcomments.benchmarks.job;

import io.github.flinkcomments.benchmarks.process.JavaProcess;
import io.github.flinkcomments.examples.job.JobDirectories;
import io.github.flinkcomments.examples.table.TableReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the job in a process of its own until it has caught up, and looks on from here. */
final class JobProcess {

  private static final long LOOK_MILLIS = 100;

  private final Path directory;
  private final String heap;
  private final JobDirectories directories;

  /**
   * @param directory a new one, for everything that the job writes
   * @param heap largest heap of the process, as {@code -Xmx} takes it
   */
  JobProcess(Path directory, String heap) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.heap = heap;
    this.directories =
        JobDirectories.of(directory.resolve("table"), directory.resolve("checkpoints"));
  }

  TableReader table() {
    return new TableReader(directory.resolve("table").toString());
  }

  /** Runs it from scratch. */
  JobRun run(URI api, int parallelism) throws IOException, InterruptedException {
    Path peaks = directory.resolve("heap.properties");
    Path output = directory.resolve("output");
    List<String> arguments =
        List.of(
            peaks.toString(),
            "--api-url=" + api,
            "--table-path=" + directory.resolve("table"),
            "--checkpoint-dir=" + directory.resolve("checkpoints"),
            "--parallelism=" + parallelism,
            "--until-caught-up");
    Instant start = Instant.now();
    List<SnapshotSize> checkpoints = new ArrayList<>();
    SnapshotSizes sizes = new SnapshotSizes(directories);
    try (JavaProcess job =
        JavaProcess.start(MeasuredJob.class, heap, arguments, Redirect.to(output.toFile()))) {
      while (!job.process().waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        sizes.nextCheckpoint().ifPresent(checkpoints::add);
      }
      if (job.process().exitValue() != 0) {
        throw new IOException("The job failed:%n%s".formatted(Files.readString(output)));
      }
    }
    return new JobRun(
        start,
        HeapPeaks.read(peaks),
        checkpoints,
        sizes.savepoint(),
        table().history().stream().filter(version -> version.rows() > 0).toList());
  }
}
