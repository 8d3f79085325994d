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
package io.github.flinkcomments.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.pipeline.PipelineExit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Mistakes on the command line of {@code quickstart.sh}, told before it starts. */
class QuickstartWrongUseTest {

  @TempDir private Path directory;

  private final StringWriter said = new StringWriter();

  static Stream<Arguments> flags() {
    return Stream.of(
        Arguments.of("--untilcaughtup", "Did you mean '--until-caught-up'?"),
        Arguments.of("pipeline.sql", "Unmatched argument at index 1: 'pipeline.sql'."),
        Arguments.of("--table-path=s3://b/c", "is a URI, but this program takes a local path"),
        Arguments.of("--checkpoint-dir=s3://b/c", "is a URI, but this program takes a local path"),
        Arguments.of("--checkpoint-dir=", "the path is empty; give one, such as"),
        Arguments.of("--import-progress=", "the path is empty; give one, such as"),
        Arguments.of("--page-size=0", "'0' is not a number from 1 to 2147483647."),
        Arguments.of("--max-in-flight=-1", "'-1' is not a number from 1 to 2147483647."),
        Arguments.of("--max-in-flight=many", "'many' is not a number from 1 to 2147483647."),
        Arguments.of("--api-url=htp:/host", "it should be the absolute http or https URL"),
        Arguments.of("--checkpoint-interval=5", "'5' has no unit; write 5s for seconds"));
  }

  @ParameterizedTest
  @MethodSource("flags")
  void aWrongFlagIsToldInASentence(String flag, String sentence) {
    assertThat(run("--table-path=" + directory.resolve("file").resolve("table"), flag))
        .isEqualTo(2);
    assertThat(said.toString())
        .contains(sentence)
        .endsWith("--help lists the options." + System.lineSeparator())
        .doesNotContain("Exception");
  }

  @Test
  void flagsThatContradictEachOther() throws Exception {
    Path progress = Files.writeString(directory.resolve("progress.json"), "{\"current\": 20}");

    int code =
        run(
            "--from-scratch",
            "--import-progress=" + progress,
            "--table-path=" + directory.resolve("table"),
            "--checkpoint-dir=" + directory.resolve("checkpoints"));

    assertThat(code).isEqualTo(2);
    assertThat(said.toString())
        .startsWith("--from-scratch reads everything again, and --import-progress goes on");
    assertThat(directory).isDirectoryContaining(progress::equals);
    assertThat(directory.resolve("checkpoints")).doesNotExist();
  }

  private int run(String... arguments) {
    return PipelineExit.reportingFailures(new CommandLine(new Quickstart()))
        .setErr(new PrintWriter(said, true))
        .execute(arguments);
  }
}
