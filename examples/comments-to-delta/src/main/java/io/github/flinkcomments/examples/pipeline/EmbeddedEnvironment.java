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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * Executes jobs on a cluster of this process that may still be starting: planning goes on
 * meanwhile, and what is wrong with a script is found without it.
 */
final class EmbeddedEnvironment extends StreamExecutionEnvironment {

  private final CompletableFuture<EmbeddedCluster> cluster;

  EmbeddedEnvironment(Configuration configuration, CompletableFuture<EmbeddedCluster> cluster) {
    super(configuration);
    this.cluster = cluster;
  }

  @Override
  public JobClient executeAsync(StreamGraph graph) throws Exception {
    try {
      return cluster.get().submit(graph.getJobGraph(getUserClassloader(), null));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
