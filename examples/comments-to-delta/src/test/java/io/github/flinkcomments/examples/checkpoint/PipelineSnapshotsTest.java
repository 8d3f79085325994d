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
package io.github.flinkcomments.examples.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineSnapshotsTest {

  private static final String JOB = "0123456789abcdef0123456789abcdef";

  @TempDir private Path directory;

  @Test
  void theValueOfCheckpointDirLeadsToTheOnlyJobInIt() throws IOException {
    snapshot("orders/savepoint-1");
    snapshot("orders/" + JOB + "/chk-7");
    snapshot("orders.before-20261130T060000.000Z/savepoint-0");
    assertThat(PipelineSnapshots.of(directory)).isEqualTo(directory.resolve("orders"));
  }

  @Test
  void checkpointsAloneAreEnough() throws IOException {
    snapshot("orders/" + JOB + "/chk-7");
    for (String given : new String[] {"orders", "orders/" + JOB, "orders/" + JOB + "/chk-7"}) {
      assertThat(PipelineSnapshots.of(directory.resolve(given)))
          .isEqualTo(directory.resolve(given));
    }
    assertThat(PipelineSnapshots.of(directory)).isEqualTo(directory.resolve("orders"));
  }

  @Test
  void severalJobsAreNamed() throws IOException {
    snapshot("orders/savepoint-1");
    snapshot("users/savepoint-1");
    assertThatThrownBy(() -> PipelineSnapshots.of(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(
            "several jobs",
            directory.resolve("orders").toString(),
            directory.resolve("users").toString());
  }

  @Test
  void aDirectoryThatIsNotThereIsTold() {
    assertThatThrownBy(() -> PipelineSnapshots.of(directory.resolve("gone")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("There is no directory");
  }

  @Test
  void aFileIsToldAsOne() throws IOException {
    Path file = Files.createFile(directory.resolve("todos.sql"));
    assertThatThrownBy(() -> PipelineSnapshots.of(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("todos.sql is a file, not a directory");
  }

  private void snapshot(String path) throws IOException {
    Path snapshot = Files.createDirectories(directory.resolve(path));
    Files.createFile(snapshot.resolve("_metadata"));
  }
}
