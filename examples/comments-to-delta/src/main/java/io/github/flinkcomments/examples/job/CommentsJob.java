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

import io.github.flinkcomments.examples.checkpoint.Progress;
import io.github.flinkcomments.examples.checkpoint.ProgressReader;
import io.github.flinkcomments.examples.checkpoint.ProgressWatch;
import io.github.flinkcomments.examples.checkpoint.Snapshot;
import io.github.flinkcomments.examples.checkpoint.SnapshotFinder;
import io.github.flinkcomments.examples.table.LocalTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One run of the job: decides where to start, submits it, follows it and says what happens.
 *
 * <p>It goes on by itself from the newest complete checkpoint or savepoint of its own.
 */
public final class CommentsJob {

  private final JobOptions options;
  private final JobDirectories directories;
  private final SnapshotFinder snapshots;
  private final ProgressReader progressReader = new ProgressReader(CommentsPipeline.SOURCE_UID);
  private final PrintStream out;

  /**
   * @param out where people read what happens
   */
  public CommentsJob(JobOptions options, PrintStream out) {
    this.options = options;
    this.directories = options.directories();
    this.snapshots = new SnapshotFinder(directories.snapshots());
    this.out = out;
  }

  /** The progress that a run would start from now. */
  public Progress restorable() throws IOException {
    Optional<Snapshot> newest = options.fromScratch() ? Optional.empty() : snapshots.newest();
    return newest.isPresent() ? progressReader.read(newest.get()) : Progress.startingAt(0);
  }

  /**
   * Runs the job until it has caught up, if that was asked for, or is told to stop.
   *
   * @param environments makes an environment from the job's configuration
   * @param stopRequested stops the job with a savepoint when it completes
   * @throws JobFailedException if the job cannot start or fails
   */
  public Ending run(
      CommentsPipeline pipeline,
      Function<Configuration, StreamExecutionEnvironment> environments,
      CompletableFuture<?> stopRequested)
      throws JobFailedException, IOException, InterruptedException {
    Start start = startingPoint();
    Optional<Snapshot> restored = start.snapshot();
    Progress from = progressFrom(start);
    ApiCheck.warning(pipeline.url()).ifPresent(out::println);
    StreamExecutionEnvironment environment =
        environments.apply(JobConfiguration.of(options, directories, restored));
    JobClient job = submit(pipeline, start, environment);
    LocalTable table = new LocalTable(Path.of(directories.table().getPath()));
    Pace pace = new Pace(from, table.version(), System.nanoTime());
    CatchUp catchUp = new CatchUp(from);
    Predicate<Progress> goal = options.untilCaughtUp() ? catchUp::reachedBy : next -> false;
    ProgressWatch progress = new ProgressWatch(snapshots, progressReader, restored);
    return new JobWatcher(job, progress, directories.snapshots())
        .watch(
            next -> pace.line(next, version(table), System.nanoTime()).ifPresent(out::println),
            goal,
            stopRequested);
  }

  /** For a line of progress, which a log that cannot be read just now must not end. */
  private static OptionalLong version(LocalTable table) {
    try {
      return table.version();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private Start startingPoint() throws JobFailedException, IOException {
    if (options.fromScratch() && options.importedProgress().isPresent()) {
      throw new JobFailedException(
          "--from-scratch reads everything again, and --import-progress goes on: give one of them.");
    }
    StartingPoint startingPoint = new StartingPoint(directories, out);
    return options.fromScratch()
        ? startingPoint.clear()
        : startingPoint.find(options.importedProgress());
  }

  private Progress progressFrom(Start start) throws IOException {
    if (start instanceof Start.Resumed resumed) {
      return progressReader.read(resumed.from());
    }
    return Progress.startingAt(((Start.Fresh) start).offset());
  }

  private JobClient submit(
      CommentsPipeline pipeline, Start start, StreamExecutionEnvironment environment)
      throws JobFailedException {
    try {
      long offset = start instanceof Start.Fresh fresh ? fresh.offset() : 0;
      pipeline.build(environment, directories.table().toString(), offset);
      return environment.executeAsync(directories.name());
    } catch (Exception e) {
      throw new JobFailedException("The job could not be started: " + FailureCause.of(e), e);
    }
  }
}
