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
package io.github.flinkcomments.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.job.ExitCodes;
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

class ShowProgressTest {

  @TempDir private Path directory;

  private final StringWriter said = new StringWriter();

  static Stream<Arguments> flags() {
    return Stream.of(
        Arguments.of("--follow", "Unknown option: '--follow'."),
        Arguments.of("", "the path is empty; give one, such as"),
        Arguments.of("file:///lake/checkpoints", "takes a local path"),
        Arguments.of("--table-path=s3://lake/table", "takes a local path"));
  }

  @ParameterizedTest
  @MethodSource("flags")
  void aWrongFlagIsToldInASentence(String flag, String sentence) {
    int code = flag.startsWith("--") ? run(directory.toString(), flag) : run(flag);

    assertThat(code).isEqualTo(2);
    assertThat(said.toString())
        .contains(sentence)
        .endsWith("--help lists the options." + System.lineSeparator());
  }

  @Test
  void aDirectoryWithoutSnapshots() throws Exception {
    Files.createDirectories(directory.resolve("comments.before-20260101T000000.000Z/chk-1"));

    assertThat(run(directory.toString())).isEqualTo(1);
    assertThat(said.toString().strip())
        .isEqualTo(
            "There is no complete checkpoint or savepoint in %s, in a directory of it or in a directory of that."
                .formatted(directory));
  }

  private int run(String... arguments) {
    return ExitCodes.reportingFailures(new CommandLine(new ShowProgress()))
        .setErr(new PrintWriter(said, true))
        .execute(arguments);
  }
}
