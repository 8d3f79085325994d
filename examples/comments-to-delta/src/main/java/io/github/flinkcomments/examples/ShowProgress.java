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
package io.github.flinkcomments.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.flinkcomments.connector.delta.commit.Fence;
import io.github.flinkcomments.examples.checkpoint.PipelineSnapshots;
import io.github.flinkcomments.examples.checkpoint.ProgressReport;
import io.github.flinkcomments.examples.checkpoint.Snapshot;
import io.github.flinkcomments.examples.checkpoint.SnapshotFinder;
import io.github.flinkcomments.examples.job.ExitCodes;
import io.github.flinkcomments.examples.job.LocalPath;
import io.github.flinkcomments.examples.table.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints how far a job is, as its newest checkpoint or savepoint tells, whether it runs or not. */
@Command(
    name = "progress.sh",
    description = {
      "Prints how far a job is, as JSON, from its newest complete checkpoint or savepoint. The job"
          + " may be running or not.",
      "'current' is the lowest offset that was not read yet: the rows below it are in the table, or"
          + " come into it when the job goes on from that snapshot."
    },
    sortOptions = false)
public final class ShowProgress implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      converter = LocalPath.class,
      description =
          "A checkpoint or savepoint, or a directory with those of one job, of which the newest"
              + " counts; or the value of --checkpoint-dir, if it is the directory of one job.")
  private Path directory;

  @Option(
      names = "--table-path",
      converter = LocalPath.class,
      paramLabel = "DIR",
      description =
          "The Delta table, to tell its last version and the last checkpoint that it holds too.")
  private Optional<Path> tablePath;

  @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // Only picocli looks at it.
  private boolean help;

  ShowProgress() {}

  public static void main(String[] arguments) {
    System.exit(
        ExitCodes.reportingFailures(new CommandLine(new ShowProgress())).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    ProgressReport report = report();
    ObjectNode json = report.toJson();
    if (tablePath.isPresent()) {
      TableReader table = new TableReader(tablePath.get().toAbsolutePath().toString());
      if (table.version().isPresent()) {
        json.put("lastVersion", table.version().getAsLong());
        // Those that write to other tables have committed nothing to this one.
        report.sinks().stream()
            .mapToLong(sink -> table.lastCheckpointOf(sink.sinkId().value()))
            .filter(checkpoint -> !Fence.isFence(checkpoint))
            .max()
            .ifPresent(checkpoint -> json.put("committedCheckpoint", checkpoint));
      } else {
        System.err.printf("There is no Delta table in %s.%n", tablePath.get());
      }
    }
    System.out.println(json.toPrettyString());
    System.err.printf(
        "To go on from there in SQL:%nSET 'execution.state-recovery.path' = 'file://%s';%n",
        report.snapshot());
    return CommandLine.ExitCode.OK;
  }

  private ProgressReport report() throws IOException {
    Snapshot snapshot = snapshot();
    while (true) {
      try {
        return ProgressReport.of(snapshot);
      } catch (IOException e) {
        Snapshot newer = snapshot();
        if (newer.equals(snapshot)) {
          throw e;
        }
        // The job runs, and had deleted that checkpoint before it was read.
        snapshot = newer;
      }
    }
  }

  private Snapshot snapshot() throws IOException {
    Path absolute = PipelineSnapshots.of(directory.toAbsolutePath().normalize());
    return new SnapshotFinder(new org.apache.flink.core.fs.Path("file", null, absolute.toString()))
        .newest()
        .orElseThrow(
            () ->
                new IOException(
                    "There is no complete checkpoint or savepoint in %s, in a directory of it or in a directory of that."
                        .formatted(absolute)));
  }
}
