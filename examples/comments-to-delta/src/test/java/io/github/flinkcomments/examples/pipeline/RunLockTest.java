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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

  @TempDir private Path directory;

  @Test
  void isTakenAndGivenBackAgainAndAgain() throws Exception {
    Path file = directory.resolve("new/pipeline.lock");
    for (int run = 0; run < 3; run++) {
      try (RunLock lock = RunLock.take(file)) {
        assertThat(lock.crashed()).isEmpty();
        assertThat(file).content().contains("process " + ProcessHandle.current().pid());
      }
    }
  }

  @Test
  void tellsWhatACrashHasLeftBehind() throws Exception {
    Path file =
        Files.writeString(directory.resolve("pipeline.lock"), "process 4711, since yesterday");
    try (RunLock lock = RunLock.take(file)) {
      assertThat(lock.crashed()).contains("process 4711, since yesterday");
    }
  }
}
