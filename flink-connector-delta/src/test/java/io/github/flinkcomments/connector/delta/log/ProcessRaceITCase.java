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
package io.github.flinkcomments.connector.delta.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several Java processes on one local table, as a cluster on one machine has them. */
@Tag("heavy")
class ProcessRaceITCase {

  private static final int ENTRIES = 1_000;
  private static final int COMMITS = 20;

  @TempDir Path directory;

  @Test
  void eachLogEntryHasOneWinner() throws Exception {
    List<List<String>> won;
    try (RacingProcesses processes = new RacingProcesses("put", directory, 8, ENTRIES)) {
      won = processes.race();
    }

    List<String> all = won.stream().flatMap(List::stream).toList();
    assertThat(all).doesNotHaveDuplicates().hasSize(ENTRIES);
    for (int process = 0; process < won.size(); process++) {
      for (String entry : won.get(process)) {
        assertThat(directory.resolve("entry-" + entry)).hasContent("process-" + process + "\n");
      }
    }
    assertThat(won.stream().filter(entries -> !entries.isEmpty()).count())
        .as("processes that won at all")
        .isGreaterThan(1);
    try (var files = Files.list(directory)) {
      assertThat(files.count()).as("no temporary file is left").isEqualTo(ENTRIES);
    }
  }

  @Test
  void processesCreateOneTableAndEachCommitIsAVersion() throws Exception {
    int processes = 4;
    Path table = directory.resolve("table");
    List<List<String>> printed;
    try (RacingProcesses racing = new RacingProcesses("commit", table, processes, COMMITS)) {
      printed = racing.race();
    }

    Set<String> tableIds = new HashSet<>();
    List<Long> versions = new ArrayList<>();
    for (List<String> lines : printed) {
      tableIds.add(lines.get(COMMITS));
      lines.subList(0, COMMITS).forEach(version -> versions.add(Long.valueOf(version)));
    }
    assertThat(tableIds).hasSize(1);
    assertThat(versions)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, (long) processes * COMMITS).boxed().toList());
    assertThat(StandaloneReader.at(table).files())
        .extracting(file -> file.getPath())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, processes * COMMITS)
                .mapToObj(file -> "process-" + file / COMMITS + "-" + file % COMMITS)
                .toList());
  }
}
