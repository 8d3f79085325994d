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

import io.github.flinkcomments.examples.job.CheckpointInterval;
import io.github.flinkcomments.examples.job.LocalPath;
import io.github.flinkcomments.examples.script.VariableValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags of {@code run.sh}. Those that are given go before what the script sets. */
final class PipelineOptions {

  @Option(
      names = "--until-caught-up",
      description =
          "Read what is there when the job starts, then stop with a savepoint. Without it the job"
              + " waits for more, until Ctrl-C.")
  private boolean untilCaughtUp;

  @Option(
      names = "--from-scratch",
      description = "Move the tables and the checkpoints aside and read everything again.")
  private boolean fromScratch;

  @Option(
      names = "--checkpoint-dir",
      paramLabel = "DIR",
      converter = LocalPath.class,
      description =
          "Where checkpoints and savepoints are kept, below the pipeline's name (default: what the"
              + " script sets, else ${sys:examples.data:-data}/checkpoints).")
  private Optional<Path> checkpointDirectory;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "DURATION",
      converter = CheckpointInterval.class,
      description =
          "Time from checkpoint to checkpoint, as in 500ms or 1min; each with rows is a version of"
              + " the table (default: what the script sets, else 10s).")
  private Optional<Duration> checkpointInterval;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      converter = Parallelism.class,
      description =
          "How many readers and writers work in parallel (default: what the script sets, else 2).")
  private Optional<Integer> parallelism;

  @Option(
      names = "--web-port",
      paramLabel = "P",
      converter = WebPorts.class,
      defaultValue = "8081-8180",
      description =
          "Port of Flink's web UI, or a range (default: the first free of ${DEFAULT-VALUE}).")
  private String webPorts;

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      converter = VariableValue.Converter.class,
      description =
          "What $${NAME} in the script stands for. Names that are not given are looked up in the"
              + " environment, where secrets belong.")
  private List<VariableValue> variables = new ArrayList<>();

  @Option(names = "--explain", description = "Print the plan and exit, without reading anything.")
  private boolean explain;

  @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // Only picocli looks at it.
  private boolean help;

  RunSettings settings() {
    return new RunSettings(
        untilCaughtUp,
        fromScratch,
        checkpointDirectory,
        checkpointInterval,
        parallelism.map(OptionalInt::of).orElse(OptionalInt.empty()),
        webPorts,
        VariableValue.byName(variables),
        explain,
        Optional.empty());
  }

  /** A number of tasks. */
  static final class Parallelism implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[1-9]\\d{0,4}")) {
        throw new TypeConversionException("'%s' is not a number from 1 to 99999".formatted(text));
      }
      return Integer.valueOf(text);
    }
  }
}
