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

import io.github.flinkcomments.connector.delta.commit.SinkStateException;
import io.github.flinkcomments.examples.checkpoint.Snapshot;
import io.github.flinkcomments.examples.job.JobFailedException;
import io.github.flinkcomments.examples.script.ScriptException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.util.ExceptionUtils;

/** A job that Flink's planner has yet to make of a script. */
final class ScriptJob implements PipelineJob {

  private final Pipeline pipeline;
  private final EmbeddedEnvironment environment;
  private final CompletableFuture<EmbeddedCluster> cluster;
  private final Consumer<Plan> plans;

  /**
   * @param pipeline the script's statements
   * @param environment what they are planned for
   * @param cluster where the job is executed, which may still be starting
   * @param plans takes the plan, if other runs can have it
   */
  ScriptJob(
      Pipeline pipeline,
      EmbeddedEnvironment environment,
      CompletableFuture<EmbeddedCluster> cluster,
      Consumer<Plan> plans) {
    this.pipeline = pipeline;
    this.environment = environment;
    this.cluster = cluster;
    this.plans = plans;
  }

  @Override
  public boolean isBatch() {
    return pipeline.isBatch();
  }

  @Override
  public PipelineTables tables() {
    return pipeline.tables();
  }

  @Override
  public JobClient submit(Optional<Snapshot> snapshot) throws ScriptException, JobFailedException {
    environment.submitBy(job -> submit(job, snapshot));
    try {
      return pipeline.execute().getJobClient().orElseThrow();
    } catch (ScriptException e) {
      if (cluster.isCompletedExceptionally()) {
        throw EmbeddedCluster.notStarted(e.getCause());
      }
      Optional<SinkStateException> refused =
          ExceptionUtils.findThrowable(e, SinkStateException.class);
      if (refused.isPresent()) {
        // The script is right; the table is not as it should be.
        throw new JobFailedException(refused.get().getMessage(), e);
      }
      throw e;
    }
  }

  private JobClient submit(JobGraph job, Optional<Snapshot> snapshot) throws Exception {
    if (pipeline.isPlannedByScript()) {
      plans.accept(new Plan(job, pipeline.tables()));
    }
    try {
      return cluster.get().submit(job, snapshot);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
