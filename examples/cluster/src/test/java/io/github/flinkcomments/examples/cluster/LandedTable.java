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
package io.github.flinkcomments.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.table.TableReader;
import io.github.flinkcomments.examples.table.TableVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A table that jobs of a cluster fill, read by code that the sink does not know. */
final class LandedTable {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path directory;

  LandedTable(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /** Waits for so many rows; more of them end the wait too. */
  void awaitRows(long rows) throws InterruptedException {
    Await.that(rows + " rows", LIMIT, () -> rows() >= rows);
  }

  long rows() {
    TableReader reader = reader();
    return reader.version().isEmpty()
        ? 0
        : reader.history().stream().mapToLong(TableVersion::rows).sum();
  }

  /** How many versions brought rows. */
  long dataVersions() {
    return reader().history().stream().filter(version -> !version.files().isEmpty()).count();
  }

  /** Each row is there once, and each file was added once and is there. */
  void assertHoldsExactly(int[] ids) {
    assertThat(reader().ids()).isEqualTo(ids);
    List<String> files =
        reader().history().stream().map(TableVersion::files).flatMap(List::stream).toList();
    assertThat(files)
        .doesNotHaveDuplicates()
        .allMatch(file -> Files.isRegularFile(directory.resolve(file)));
  }

  /** How many data files are there that no version has added. */
  long leftovers() throws IOException {
    List<Path> added =
        reader().history().stream()
            .map(TableVersion::files)
            .flatMap(List::stream)
            .map(directory::resolve)
            .toList();
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).filter(file -> !added.contains(file)).count();
    }
  }

  private TableReader reader() {
    return new TableReader(directory.toString());
  }
}
