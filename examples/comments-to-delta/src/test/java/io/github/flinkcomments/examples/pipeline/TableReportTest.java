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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReportTest {

  @TempDir private Path directory;

  /** A run that is complete does not fail by looking at its tables. */
  @Test
  void aTableThatCannotBeReadIsToldInASentence() throws Exception {
    Path log = Files.createDirectory(directory.resolve("_delta_log"));
    Files.writeString(log.resolve("00000000000000000000.json"), "not JSON");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    new TableReport(new PrintStream(said, true, UTF_8)).show("t", directory);
    assertThat(said.toString(UTF_8))
        .startsWith(
            "%nThe table t cannot be shown here, which does not affect the run: ".formatted());
  }
}
