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

import io.github.flinkcomments.examples.script.ScriptException;
import io.github.flinkcomments.examples.script.ScriptStatement;
import io.github.flinkcomments.examples.script.Variables;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans the job of a script, or takes the plan of an earlier run that nothing has changed since.
 *
 * @param script the script
 * @param options how it is run
 * @param classPath where the classes of the job are from
 */
record PipelinePlanner(PipelineScript script, RunSettings options, String classPath) {

  private static final Logger LOG = LoggerFactory.getLogger(PipelinePlanner.class);

  /** The plan in words. */
  String explain(List<ScriptStatement> statements, Variables variables) throws ScriptException {
    Configuration defaults = PipelineConfiguration.defaults(options, script.pipelineName());
    return Pipeline.of(script.name(), statements, variables, new EmbeddedEnvironment(defaults))
        .explain();
  }

  /**
   * Plans the job.
   *
   * @param name of the pipeline
   * @param plans keeps plans
   * @param cluster on which the job is to run, as soon as it has started
   * @throws ScriptException if the script cannot be run as it is
   */
  PipelineJob job(
      String name,
      List<ScriptStatement> statements,
      Variables variables,
      PipelineDirectories directories,
      PlanCache plans,
      CompletableFuture<EmbeddedCluster> cluster)
      throws ScriptException, IOException {
    Optional<PlanKey> key =
        PlanKey.of(
            statements,
            List.of(
                name,
                directories.snapshotPath().toString(),
                String.valueOf(options.untilCaughtUp()),
                options.parallelism().toString(),
                options.checkpointInterval().toString()),
            classPath);
    Optional<Plan> kept = key.flatMap(plans::find);
    if (kept.isPresent()) {
      LOG.info("The script is planned as before: {}.", directories.plan());
      return new KeptJob(kept.get(), cluster);
    }
    Configuration defaults = PipelineConfiguration.defaults(options, name);
    EmbeddedEnvironment environment = new EmbeddedEnvironment(defaults);
    Pipeline pipeline = Pipeline.of(script.name(), statements, variables, environment);
    if (!pipeline.isBatch()) {
      PipelineConfiguration.override(pipeline.settings(), options, directories);
      PipelineConfiguration.spaceCheckpoints(pipeline.settings(), defaults);
    }
    return new ScriptJob(
        pipeline,
        environment,
        cluster,
        plan -> key.ifPresent(unchanged -> plans.keep(unchanged, plan)));
  }
}
