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

import io.github.flinkcomments.examples.job.FlinkRunProgram;
import io.github.flinkcomments.examples.script.ScriptException;
import io.github.flinkcomments.examples.script.ScriptReader;
import io.github.flinkcomments.examples.script.VariableValue;
import io.github.flinkcomments.examples.script.Variables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The same job as that of {@link RunPipeline}, for those who run it by Flink's own means: it reads
 * the script, hands its job to Flink and is done. Parallelism, checkpoints and the snapshot to go
 * on from are left to the script, to Flink's configuration and to {@code flink run}.
 */
@Command(
    name = "flink run [FLINK OPTIONS] -c …SubmitPipeline comments-to-delta-VERSION-thin-job.jar",
    description = {
      "Submits a Flink SQL script (SET, CREATE …, INSERT …) as one job.",
      FlinkRunProgram.FLINK_OPTIONS + ", or set by the script."
    },
    sortOptions = false)
public final class SubmitPipeline extends FlinkRunProgram {

  @Parameters(
      paramLabel = "PIPELINE.sql",
      description = "The script, on the machine where this program runs.")
  private Path script;

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      converter = VariableValue.Converter.class,
      description =
          "What $${NAME} in the script stands for. Names that are not given are looked up in the"
              + " environment, where secrets belong.")
  private List<VariableValue> variables = new ArrayList<>();

  private SubmitPipeline() {}

  public static void main(String[] arguments) throws Exception {
    new SubmitPipeline().run(arguments);
  }

  @Override
  protected void submit() throws ScriptException {
    PipelineScript read = PipelineScript.of(script);
    Variables values = new Variables(VariableValue.byName(variables), System.getenv());
    Pipeline pipeline =
        Pipeline.of(
            read.name(),
            ScriptReader.read(read.name(), read.text(), values),
            values,
            StreamExecutionEnvironment.getExecutionEnvironment());
    if (!pipeline.settings().contains(PipelineOptions.NAME)) {
      pipeline.settings().set(PipelineOptions.NAME, read.pipelineName());
    }
    pipeline.execute();
  }
}
