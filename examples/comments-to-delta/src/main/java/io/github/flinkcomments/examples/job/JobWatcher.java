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
import io.github.flinkcomments.examples.checkpoint.ProgressWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.fs.Path;

/**
 * Follows one submitted job to its end, and stops it with a savepoint when it is time. It knows the
 * job by its client and its snapshots only, so the job may run anywhere. Runs on the caller's
 * thread.
 */
final class JobWatcher {

  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);

  private final JobClient job;
  private final CompletableFuture<?> ended;
  private final ProgressWatch progress;
  private final Path savepointDirectory;

  JobWatcher(JobClient job, ProgressWatch progress, Path savepointDirectory) {
    this.job = job;
    this.ended = job.getJobExecutionResult();
    this.progress = progress;
    this.savepointDirectory = savepointDirectory;
  }

  /**
   * Waits until the job is over.
   *
   * @param show is shown each new progress
   * @param goal stops the job when a progress reaches it
   * @param stopRequested stops the job when it completes
   * @throws JobFailedException if the job failed, was cancelled or could not be stopped
   */
  Ending watch(
      Consumer<Progress> show, Predicate<Progress> goal, CompletableFuture<?> stopRequested)
      throws JobFailedException, InterruptedException {
    while (!isDoneSoon(CompletableFuture.anyOf(ended, stopRequested))) {
      Optional<Progress> next = progress.next();
      next.ifPresent(show);
      if (next.filter(goal).isPresent()) {
        stop();
        return Ending.CAUGHT_UP;
      }
    }
    if (!ended.isDone()) {
      stop();
      return Ending.STOPPED;
    }
    awaitEnd();
    return Ending.ENDED_ELSEWHERE;
  }

  /** Without drain: the splits stay open, and the next run goes on with them. */
  private void stop() throws JobFailedException, InterruptedException {
    long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
    Optional<Exception> refused = takeSavepoint();
    // A job that is just starting or restarting cannot be stopped; it may in a moment.
    while (refused.isPresent() && !isDoneSoon(ended)) {
      if (System.nanoTime() > deadline) {
        throw new JobFailedException(
            "The job could not be stopped with a savepoint: "
                + FailureCause.of(refused.get())
                + " The next start goes on from its newest checkpoint.",
            refused.get());
      }
      refused = takeSavepoint();
    }
    awaitEnd();
  }

  /** Stops the job; returns why not, if that is refused. */
  private Optional<Exception> takeSavepoint() throws InterruptedException {
    try {
      job.stopWithSavepoint(false, savepointDirectory.toString(), SavepointFormatType.CANONICAL)
          .get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.of(e);
    }
  }

  private void awaitEnd() throws JobFailedException, InterruptedException {
    try {
      ended.get();
    } catch (ExecutionException e) {
      throw new JobFailedException("The job failed: " + FailureCause.of(e), e);
    }
  }

  /** Waits a moment; how the future completed does not matter here. */
  private static boolean isDoneSoon(Future<?> future) throws InterruptedException {
    try {
      future.get(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }
}
