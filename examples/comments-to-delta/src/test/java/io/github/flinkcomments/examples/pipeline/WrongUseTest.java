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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Mistakes on the command line of {@code run.sh}, which are told before a cluster is started. */
class WrongUseTest {

  @TempDir private Path directory;

  private final StringWriter said = new StringWriter();
  private Path script;

  @BeforeEach
  void write() throws Exception {
    script = Files.writeString(directory.resolve("x.sql"), "INSERT INTO a SELECT id FROM b;");
  }

  static Stream<Arguments> flags() {
    return Stream.of(
        Arguments.of("--untilcaughtup", "Did you mean '--until-caught-up'?"),
        Arguments.of("--var", "Missing required parameter for option '--var' (NAME=VALUE)."),
        Arguments.of("--var=API", "'API' has no value; write --var API=VALUE."),
        Arguments.of("--var==5", "'' cannot be the name of a variable"),
        Arguments.of("--var=a secret", "there is no '=' in it; write --var NAME=VALUE."),
        Arguments.of("--web-port=abc", "'abc' is neither a port from 0 to 65535 nor a range"),
        Arguments.of("--web-port=65536", "'65536' is neither a port"),
        Arguments.of("--web-port=9000-8000", "nor a range, such as 8081-8180."),
        Arguments.of("--parallelism=0", "'0' is not a number from 1 to 99999."),
        Arguments.of("--checkpoint-interval=5", "'5' has no unit; write 5s for seconds"),
        Arguments.of("--checkpoint-interval=soon", "'soon' is not a duration of at least 1 ms"),
        Arguments.of("--checkpoint-dir=s3://b/c", "is a URI, but this program takes a local path"),
        Arguments.of("--checkpoint-dir=", "the path is empty; give one, such as /data/comments."),
        Arguments.of("other.sql", "Unmatched argument at index 1: 'other.sql'."));
  }

  @ParameterizedTest
  @MethodSource("flags")
  void aWrongFlagIsToldInASentence(String flag, String sentence) {
    assertThat(run(script.toString(), flag)).isEqualTo(2);
    assertThat(said.toString())
        .contains(sentence)
        .endsWith("--help lists the options." + System.lineSeparator())
        .doesNotContain("Exception", "secret", "..");
  }

  @Test
  void aScriptThatIsNotThere() {
    assertThat(run("nowhere.sql")).isEqualTo(2);
    assertThat(said.toString()).startsWith("There is no script nowhere.sql; give the path of a");
  }

  @Test
  void aFileInPlaceOfTheCheckpointDirectory() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    for (Path wrong : List.of(file, file.resolve("below"))) {
      said.getBuffer().setLength(0);
      assertThat(run(script.toString(), "--checkpoint-dir=" + wrong)).isEqualTo(1);
      assertThat(said.toString().strip())
          .isEqualTo(
              "The checkpoint directory '%s' cannot be used: '%s' is not a directory. Choose another path."
                  .formatted(wrong, file));
    }
  }

  @Test
  void aPortThatIsInUse() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      assertThat(
              run(
                  script.toString(),
                  "--checkpoint-dir=" + directory.resolve("checkpoints"),
                  "--web-port=" + port))
          .isEqualTo(1);
      assertThat(said.toString())
          .startsWith("The option --web-port is '%d', but that port is in use; ".formatted(port));
      assertThat(directory.resolve("checkpoints")).doesNotExist();
    }
  }

  private int run(String... arguments) {
    return PipelineExit.reportingFailures(new CommandLine(new RunPipeline()))
        .setErr(new PrintWriter(said, true))
        .execute(arguments);
  }
}
