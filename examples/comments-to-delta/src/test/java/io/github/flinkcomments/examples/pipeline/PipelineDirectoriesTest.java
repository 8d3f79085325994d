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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineDirectoriesTest {

  @TempDir private Path directory;

  /** The sink writes to the same directory. */
  @ParameterizedTest
  @CsvSource({
    "/lake/t, /lake/t",
    "file:/lake/t, /lake/t",
    "file:///lake/t, /lake/t",
    "file:///my%20lake/t, /my%20lake/t",
    "file:///my lake/t, /my lake/t"
  })
  void aPathIsTakenAsTheSinkTakesIt(String location, Path path) {
    assertThat(PipelineDirectories.localPath(location)).contains(path);
  }

  @ParameterizedTest
  @CsvSource({"s3://bucket/t", "file://host/t"})
  void whatIsElsewhereHasNone(String location) {
    assertThat(PipelineDirectories.localPath(location)).isEmpty();
  }

  @Test
  void onlyWhatHoldsSomethingIsMovedAside() throws Exception {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Path table = Files.createDirectory(directory.resolve("table"));
    Files.createFile(table.resolve("file"));
    PipelineDirectories directories = PipelineDirectories.of("x", directory);
    List<Path> moved =
        directories.moveAside(List.of(empty.toString(), table.toString()), Instant.EPOCH);
    assertThat(moved).singleElement().asString().contains("table.before-");
    assertThat(empty).isEmptyDirectory();
    assertThat(table).doesNotExist();
  }
}
