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

import io.github.flinkcomments.examples.job.LocalPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.flink.util.TimeUtils;
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
      converter = Interval.class,
      description =
          "Time from checkpoint to checkpoint, as in 500ms or 1min; each with rows is a version of"
              + " the table (default: what the script sets, else 10s).")
  private Optional<Duration> checkpointInterval;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description =
          "How many readers and writers work in parallel (default: what the script sets, else 2).")
  private Optional<Integer> parallelism;

  @Option(
      names = "--web-port",
      paramLabel = "P",
      defaultValue = "8081-8180",
      description =
          "Port of Flink's web UI, or a range (default: the first free of ${DEFAULT-VALUE}).")
  private String webPorts;

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description =
          "What $${NAME} in the script stands for. Names that are not given are looked up in the"
              + " environment, where secrets belong.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Option(names = "--explain", description = "Print the plan and exit, without reading anything.")
  private boolean explain;

  @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // Only picocli looks at it.
  private boolean help;

  boolean untilCaughtUp() {
    return untilCaughtUp;
  }

  boolean fromScratch() {
    return fromScratch;
  }

  Optional<Path> checkpointDirectory() {
    return checkpointDirectory;
  }

  Optional<Duration> checkpointInterval() {
    return checkpointInterval;
  }

  OptionalInt parallelism() {
    return parallelism.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  String webPorts() {
    return webPorts;
  }

  Map<String, String> variables() {
    return variables;
  }

  boolean explain() {
    return explain;
  }

  /** Flink takes a bare number for milliseconds, which hardly anybody means. */
  static final class Interval implements ITypeConverter<Duration> {

    private static final Pattern BARE_NUMBER = Pattern.compile("\\s*\\d+\\s*");

    @Override
    public Duration convert(String text) {
      if (BARE_NUMBER.matcher(text).matches()) {
        throw new TypeConversionException(
            "'%s' has no unit; write %ss for seconds, or %sms for milliseconds"
                .formatted(text, text.strip(), text.strip()));
      }
      try {
        Duration duration = TimeUtils.parseDuration(text);
        if (duration.compareTo(Duration.ofMillis(1)) >= 0) {
          return duration;
        }
      } catch (IllegalArgumentException unreadable) {
        // Refused below, together with what is too short.
      }
      throw new TypeConversionException(
          "'" + text + "' is not a duration of at least 1 ms, such as 500ms, 1s or 1min");
    }
  }
}
