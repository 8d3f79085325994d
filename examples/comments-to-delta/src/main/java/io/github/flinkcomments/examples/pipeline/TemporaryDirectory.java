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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories that are gone when the process ends, also where it ends at once. */
final class TemporaryDirectory {

  private static final List<Path> ALL = Collections.synchronizedList(new ArrayList<>());

  private TemporaryDirectory() {}

  static Path create() throws IOException {
    Path directory = Files.createTempDirectory("pipeline-");
    ALL.add(directory);
    return directory;
  }

  /** Deletes them; what another thread still writes into stays. */
  static void deleteAll() {
    for (Path directory : List.copyOf(ALL)) {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      } catch (IOException | UncheckedIOException e) {
        // The system clears its directory for temporary files.
      }
    }
  }
}
