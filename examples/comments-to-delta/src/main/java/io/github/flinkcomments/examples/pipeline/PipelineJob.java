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
import io.github.flinkcomments.examples.job.JobFailedException;
import io.github.flinkcomments.examples.script.ScriptException;
import java.util.Optional;
import org.apache.flink.core.execution.JobClient;

/** The job of a pipeline, before it is submitted. */
interface PipelineJob {

  /** Whether it ends by itself, and keeps no state. */
  boolean isBatch();

  /** What a run has to know of its tables. */
  PipelineTables tables();

  /**
   * Submits it, and returns once it is accepted.
   *
   * @param snapshot what to go on from
   * @throws ScriptException if the planner or a connector refuses it
   * @throws JobFailedException if the cluster could not be started, or refuses it
   */
  JobClient submit(Optional<Snapshot> snapshot) throws ScriptException, JobFailedException;
}
