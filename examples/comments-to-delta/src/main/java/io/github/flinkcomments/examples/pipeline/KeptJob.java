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

import io.github.flinkcomments.examples.checkpoint.Snapshot;
import io.github.flinkcomments.examples.job.FailureCause;
import io.github.flinkcomments.examples.job.JobFailedException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.JobClient;

/**
 * A job whose plan was kept by an earlier run.
 *
 * @param plan the plan
 * @param cluster where it is executed, which may still be starting
 */
record KeptJob(Plan plan, CompletableFuture<EmbeddedCluster> cluster) implements PipelineJob {

  @Override
  public boolean isBatch() {
    return false;
  }

  @Override
  public PipelineTables tables() {
    return plan.tables();
  }

  @Override
  public JobClient submit(Optional<Snapshot> snapshot) throws JobFailedException {
    plan.job().setJobID(new JobID());
    EmbeddedCluster running = running();
    try {
      return running.submit(plan.job(), snapshot);
    } catch (Exception e) {
      throw new JobFailedException("The job was refused: " + FailureCause.of(e), e);
    }
  }

  private EmbeddedCluster running() throws JobFailedException {
    try {
      return cluster.join();
    } catch (CompletionException e) {
      throw EmbeddedCluster.notStarted(e.getCause());
    }
  }
}
