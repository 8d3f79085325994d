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

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** A submitted job that can be stopped with a savepoint. Not for several threads. */
public final class StoppableJob {

  private static final Duration STOP_AGAIN = Duration.ofMillis(250);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);

  private final JobClient job;
  private final CompletableFuture<?> ended;
  private final String savepoints;

  /**
   * @param job as it was submitted
   * @param savepoints where its savepoints belong
   */
  public StoppableJob(JobClient job, String savepoints) {
    this.job = job;
    this.ended = job.getJobExecutionResult();
    this.savepoints = savepoints;
  }

  /** What is done again and again while a job runs. */
  public interface Round {
    /**
     * Sees how far the job is, and may stop it.
     *
     * @return whether it has stopped it, because the job had read what there was
     */
    boolean run() throws JobFailedException, InterruptedException;
  }

  /**
   * Waits until the job is over, or stops it when it is time.
   *
   * @param interval between two rounds
   * @param round is run as long as the job is
   * @param stopRequested stops the job when it completes
   * @param meanwhile is run before each further attempt to stop it
   * @throws JobFailedException if the job failed, was cancelled or could not be stopped
   */
  public Ending watch(
      Duration interval, Round round, CompletableFuture<?> stopRequested, Runnable meanwhile)
      throws JobFailedException, InterruptedException {
    CompletableFuture<?> end = overOr(stopRequested);
    while (!isDoneWithin(interval, end)) {
      if (round.run()) {
        return Ending.CAUGHT_UP;
      }
    }
    if (!isOver()) {
      stop(meanwhile);
      return Ending.STOPPED;
    }
    awaitEnd();
    return Ending.ENDED_ELSEWHERE;
  }

  /** Whether the job is over, in whatever way. */
  private boolean isOver() {
    return ended.isDone();
  }

  /**
   * Completes when the job is over or {@code event} has completed, however it did. To be asked for
   * once and not in each round: both keep what waits for them for as long as they are not
   * completed.
   */
  private CompletableFuture<?> overOr(CompletableFuture<?> event) {
    return CompletableFuture.anyOf(ended, event);
  }

  /**
   * Stops the job with a savepoint and waits for its end. Without drain: the splits stay open, and
   * the next run goes on with them.
   *
   * @param meanwhile is run before each further attempt
   * @throws JobFailedException if the job has failed or cannot be stopped
   */
  public void stop(Runnable meanwhile) throws JobFailedException, InterruptedException {
    long since = System.nanoTime();
    // A job that is just starting or restarting cannot be stopped; it may in a moment.
    while (!tryToStop(since) && !isOver()) {
      meanwhile.run();
    }
    awaitEnd();
  }

  /**
   * Tries once to stop the job with a savepoint, and waits for its end, or a moment if that is
   * refused. Then the job may be restarting, and not be where it was.
   *
   * @param since when it was to be stopped, in nanoseconds
   * @return whether it was stopped
   * @throws JobFailedException if the job has failed, or has refused for too long
   */
  public boolean tryToStop(long since) throws JobFailedException, InterruptedException {
    Optional<Exception> refused = takeSavepoint();
    if (refused.isEmpty()) {
      awaitEnd();
      return true;
    }
    if (!isDoneWithin(STOP_AGAIN, ended) && System.nanoTime() - since > STOP_LIMIT.toNanos()) {
      throw new JobFailedException(
          "The job could not be stopped with a savepoint: "
              + FailureCause.of(refused.get())
              + " The next start goes on from its newest checkpoint.",
          refused.get());
    }
    return false;
  }

  /**
   * Waits until the job is over.
   *
   * @throws JobFailedException if it has failed or was cancelled
   */
  private void awaitEnd() throws JobFailedException, InterruptedException {
    try {
      ended.get();
    } catch (ExecutionException e) {
      throw new JobFailedException("The job failed: " + FailureCause.of(e), e);
    }
  }

  /** Stops the job; returns why not, if that is refused. */
  private Optional<Exception> takeSavepoint() throws InterruptedException {
    try {
      job.stopWithSavepoint(false, savepoints, SavepointFormatType.CANONICAL)
          .get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.of(e);
    }
  }

  /** Waits a moment; true if the future has completed, however it did. */
  private static boolean isDoneWithin(Duration limit, Future<?> future)
      throws InterruptedException {
    try {
      future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }
}
