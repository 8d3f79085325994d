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
package io.github.flinkcomments.examples.job;

import io.github.flinkcomments.connector.rest.record.ErrorMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that the job has wherever it runs. */
public final class JobOptions {

  @Option(
      names = "--table-path",
      converter = LocalPath.class,
      paramLabel = "DIR",
      defaultValue = "${sys:examples.data:-data}/comments",
      description = "The Delta table, created if absent (default: ${DEFAULT-VALUE}).")
  private Path tablePath;

  @Option(
      names = "--checkpoint-dir",
      converter = LocalPath.class,
      paramLabel = "DIR",
      defaultValue = "${sys:examples.data:-data}/checkpoints",
      description =
          "Where checkpoints and savepoints are kept, below a name of the job's own (default:"
              + " ${DEFAULT-VALUE}).")
  private Path checkpointDirectory;

  @Option(
      names = "--until-caught-up",
      description =
          "Read what is there when the job starts, then stop with a savepoint. Without it the job"
              + " waits for more, until Ctrl-C.")
  private boolean untilCaughtUp;

  @Option(
      names = "--from-scratch",
      description = "Move the table and the checkpoints aside and read everything again.")
  private boolean fromScratch;

  @Option(
      names = "--import-progress",
      converter = LocalPath.class,
      paramLabel = "FILE",
      description =
          "Start where a hand-written reader stopped, by its progress file {\"current\": 20}. Counts"
              + " for the first start only.")
  private Optional<Path> importedProgress;

  @Option(
      names = "--max-records-per-checkpoint",
      paramLabel = "N",
      converter = PositiveLong.class,
      description = "Read at most so many rows between two checkpoints (default: no limit).")
  private Optional<Long> maxRecordsPerCheckpoint;

  @Option(
      names = "--skip-errors",
      description =
          "Leave out malformed comments, count and log them. Without it the job stops"
              + " at the first one.")
  private boolean skipErrors;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "DURATION",
      defaultValue = "2s",
      converter = CheckpointInterval.class,
      description =
          "Time from checkpoint to checkpoint, as in 500ms or 1min; each with rows is a version of"
              + " the table (default: ${DEFAULT-VALUE}).")
  private Duration checkpointInterval;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      converter = PositiveInteger.class,
      description = "How many readers and writers work in parallel (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // Only picocli looks at it.
  private boolean help;

  /** The directory below which the job's own is. */
  public Path checkpointDirectory() {
    return checkpointDirectory;
  }

  /** The places of the job. */
  public JobDirectories directories() {
    return JobDirectories.of(tablePath, checkpointDirectory);
  }

  public boolean untilCaughtUp() {
    return untilCaughtUp;
  }

  public boolean fromScratch() {
    return fromScratch;
  }

  /** What tells a first start where to begin, if given. */
  public Optional<ProgressFile> importedProgress() {
    return importedProgress.map(ProgressFile::new);
  }

  public Optional<Long> maxRecordsPerCheckpoint() {
    return maxRecordsPerCheckpoint;
  }

  /** What happens to a malformed comment. */
  public ErrorMode errorMode() {
    return skipErrors ? ErrorMode.SKIP : ErrorMode.FAIL;
  }

  public Duration checkpointInterval() {
    return checkpointInterval;
  }

  public int parallelism() {
    return parallelism;
  }
}
