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
package io.github.flinkcomments.examples.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressFileTest {

  @TempDir private Path directory;

  @Test
  void tellsTheNextOffset() throws Exception {
    assertThat(file("{\"current\": 20}").current()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "20",
        "{\"current\": -1}",
        "{\"current\": \"20\"}",
        "{\"current\": 2.5}"
      })
  void refusesWhatHoldsNoOffset(String content) {
    assertThatThrownBy(() -> file(content).current())
        .isInstanceOf(JobFailedException.class)
        .hasMessageContainingAll("progress.json", "{\"current\": 20}", "no such number");
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThatThrownBy(() -> file("current = 20").current())
        .isInstanceOf(JobFailedException.class)
        .hasMessageContainingAll("progress.json", "it is not valid JSON");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(() -> new ProgressFile(directory.resolve("none.json")).current())
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("There is no file");
  }

  @Test
  void isHeldAgainstTheRowsOfTheTable() throws Exception {
    ProgressFile file = file("{}");
    file.requireAgreement(20, 20);
    file.requireAgreement(20, 0);
    assertThatThrownBy(() -> file.requireAgreement(510, 500))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContainingAll("510 rows", "holds 500", "would skip rows", "{\"current\": 500}");
    assertThatThrownBy(() -> file.requireAgreement(490, 500))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("would repeat rows");
  }

  private ProgressFile file(String content) throws Exception {
    return new ProgressFile(Files.writeString(directory.resolve("progress.json"), content));
  }
}
