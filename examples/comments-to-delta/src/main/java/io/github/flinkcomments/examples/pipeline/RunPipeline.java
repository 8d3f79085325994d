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

import io.github.flinkcomments.examples.job.Ending;
import io.github.flinkcomments.examples.job.ExitCodes;
import io.github.flinkcomments.examples.job.StopSignal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a SQL script as one job in a cluster inside this process: {@code run.sh}. */
@Command(
    name = "run.sh",
    description = {
      "Runs a Flink SQL script (SET, CREATE …, INSERT …) as one job in a Flink cluster inside this"
          + " process.",
      "Run it again and it goes on from where it stopped. Ctrl-C stops it with a savepoint."
    },
    footer = {
      "",
      "Exit codes: 0 did what was asked; 1 the job failed or could not start; 2 the command line or"
          + " the script is wrong; 3 another run of this pipeline is under way; 130 stopped before"
          + " it had caught up."
    },
    sortOptions = false)
public final class RunPipeline implements Callable<Integer> {

  @Parameters(paramLabel = "PIPELINE.sql", description = "The script.")
  private Path script;

  @Mixin private PipelineOptions options;

  RunPipeline() {}

  public static void main(String[] arguments) {
    WarmUp.begin();
    int code =
        PipelineExit.reportingFailures(new CommandLine(new RunPipeline())).execute(arguments);
    PipelineExit.now(code);
  }

  @Override
  public Integer call() throws Exception {
    StopSignal stop = StopSignal.install();
    RunSettings settings = options.settings();
    Ending ending =
        new PipelineRun(PipelineScript.of(script), settings, System.out).run(stop.received());
    return ExitCodes.of(ending, settings.untilCaughtUp());
  }
}
