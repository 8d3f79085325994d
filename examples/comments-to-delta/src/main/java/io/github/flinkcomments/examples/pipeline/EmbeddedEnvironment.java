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

import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * Plans jobs for a cluster of this process that may still be starting: what is wrong with a script
 * is found without it.
 */
final class EmbeddedEnvironment extends StreamExecutionEnvironment {

  /** Takes a job to where it is executed. */
  interface Submission {

    JobClient submit(JobGraph job) throws Exception;
  }

  private Submission submission =
      job -> {
        throw new IllegalStateException("Nobody has said where jobs are executed.");
      };

  EmbeddedEnvironment(Configuration configuration) {
    super(configuration);
  }

  /** Says what becomes of the jobs that are planned from now on. */
  void submitBy(Submission submission) {
    this.submission = submission;
  }

  @Override
  public JobClient executeAsync(StreamGraph graph) throws Exception {
    return submission.submit(graph.getJobGraph(getUserClassloader(), null));
  }
}
