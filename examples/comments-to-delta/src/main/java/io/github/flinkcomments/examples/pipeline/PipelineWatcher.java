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
package io.github.flinkcomments.examples.pipeline;

import io.github.flinkcomments.examples.job.Ending;
import io.github.flinkcomments.examples.job.JobFailedException;
import io.github.flinkcomments.examples.job.StoppableJob;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.JobClient;

/**
 * Follows one job of the embedded cluster to its end: says how far it is and why it fails, and
 * stops it with a savepoint when it is time. Runs on the caller's thread.
 */
final class PipelineWatcher {

  private static final Duration ROUND = Duration.ofMillis(20);
  private static final Duration LINE = Duration.ofSeconds(1);

  /** Sources show themselves as soon as the job is scheduled. */
  private static final Duration SOURCES_KNOWN = Duration.ofMinutes(2);

  private final EmbeddedCluster cluster;
  private final JobID jobId;
  private final StoppableJob job;
  private final boolean untilCaughtUp;
  private final JobFailures failures;
  private final ProgressLines lines = new ProgressLines(System.nanoTime());
  private final PrintStream out;
  private final long started = System.nanoTime();
  private long lastLine = started;
  private OptionalLong caughtUpSince = OptionalLong.empty();

  PipelineWatcher(
      EmbeddedCluster cluster,
      JobClient job,
      String savepoints,
      boolean untilCaughtUp,
      PrintStream out) {
    this.cluster = cluster;
    this.jobId = job.getJobID();
    this.job = new StoppableJob(job, savepoints);
    this.untilCaughtUp = untilCaughtUp;
    this.failures = new JobFailures(untilCaughtUp);
    this.out = out;
  }

  /**
   * Waits until the job is over.
   *
   * @param stopRequested stops the job when it completes
   * @throws JobFailedException if the job failed, was cancelled or could not be stopped
   */
  Ending watch(CompletableFuture<?> stopRequested) throws JobFailedException, InterruptedException {
    return job.watch(ROUND, this::stopsWhenCaughtUp, stopRequested, this::tellFailures);
  }

  private boolean stopsWhenCaughtUp() throws JobFailedException, InterruptedException {
    List<SourceProgress> sources = cluster.sources();
    lines.see(sources);
    if (!haveCaughtUp(sources)) {
      caughtUpSince = OptionalLong.empty();
    } else {
      caughtUpSince = OptionalLong.of(caughtUpSince.orElse(System.nanoTime()));
      // A job that refuses may be restarting, and then it has to catch up again.
      if (job.tryToStop(caughtUpSince.getAsLong())) {
        lines.lastLine(sources, System.nanoTime()).ifPresent(out::println);
        return true;
      }
      tellFailures();
    }
    requireSources(sources);
    if (System.nanoTime() - lastLine >= LINE.toNanos()) {
      lastLine = System.nanoTime();
      tellProgress(sources);
      tellFailures();
    }
    return false;
  }

  private boolean haveCaughtUp(List<SourceProgress> sources) {
    return untilCaughtUp
        && !sources.isEmpty()
        && sources.stream().allMatch(SourceProgress::caughtUp);
  }

  /** A run that is to end by itself must not wait for what no source will ever say. */
  private void requireSources(List<SourceProgress> sources) throws JobFailedException {
    if (untilCaughtUp
        && sources.isEmpty()
        && System.nanoTime() - started > SOURCES_KNOWN.toNanos()) {
      throw new JobFailedException(
          "No source of the script tells when it has caught up, so --until-caught-up would wait for"
              + " ever; read from a table with 'connector' = 'rest' or 'comments', or leave out the"
              + " flag.");
    }
  }

  private void tellProgress(List<SourceProgress> sources) {
    lines.line(sources, System.nanoTime()).ifPresent(out::println);
  }

  private void tellFailures() {
    cluster.look(jobId).map(failures::news).orElse(List.of()).forEach(out::println);
  }
}
