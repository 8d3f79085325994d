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
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.fs.Path;

/**
 * Follows one submitted job to its end, and stops it with a savepoint when it is time. It knows the
 * job by its client and its snapshots only, so the job may run anywhere. Runs on the caller's
 * thread.
 */
final class JobWatcher {

  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final StoppableJob job;
  private final ProgressWatch progress;

  JobWatcher(JobClient job, ProgressWatch progress, Path savepointDirectory) {
    this.job = new StoppableJob(job, savepointDirectory.toString());
    this.progress = progress;
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
    return job.watch(INTERVAL, () -> stopsAt(goal, show), stopRequested, () -> {});
  }

  private boolean stopsAt(Predicate<Progress> goal, Consumer<Progress> show)
      throws JobFailedException, InterruptedException {
    Optional<Progress> next = progress.next();
    next.ifPresent(show);
    boolean reached = next.filter(goal).isPresent();
    if (reached) {
      job.stop(() -> {});
    }
    return reached;
  }
}
