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
package io.github.flinkcomments.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;

class ProvisionTest {

  private static final List<String> MISSING = List.of("a-program-that-nobody-has", "--version");

  @TempDir private Path directory;

  @Test
  void aMissingProgramSkipsTheTestsAndSaysWhy() {
    ConditionEvaluationResult result = running(directory, MISSING).condition(false);

    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason().orElseThrow())
        .startsWith("The program 'a-program-that-nobody-has' cannot be started: ");
  }

  @Test
  void aMissingProgramFailsTheTestsWhereTheyHaveToRun() {
    assertThatThrownBy(() -> running(directory, MISSING).condition(true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CI is set")
        .hasMessageContaining("The program 'a-program-that-nobody-has' cannot be started: ");
  }

  @Test
  void aProgramThatFailsSkipsTheTestsWithWhatItSaid() {
    ConditionEvaluationResult result = running(directory, java("-no-such-flag")).condition(false);

    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason().orElseThrow()).contains("ended with 1", "-no-such-flag");
  }

  /** It once did, and no test of the class ran in a clean clone. */
  @Test
  void aMissingDirectoryDoesNotPassForAMissingProgram() {
    Provision provision = running(directory.resolve("none"), java("-version"));
    assertThatThrownBy(() -> provision.condition(false)).hasMessageContaining("no directory");
  }

  @Test
  void whatIsInstalledIsNotInstalledAgain() throws Exception {
    Path target = directory.resolve("not/there/yet");
    for (int i = 0; i < 2; i++) {
      ExternalProgram.installOnce(
          target, "1.0", there -> Files.createFile(there.resolve("only-once")));
    }
    assertThat(target.resolve("only-once")).exists();
  }

  private static List<String> java(String argument) {
    return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), argument);
  }

  private static Provision running(Path directory, List<String> command) {
    return new Provision() {
      @Override
      void install() throws IOException, InterruptedException {
        ExternalProgram.run(directory, command);
      }
    };
  }
}
