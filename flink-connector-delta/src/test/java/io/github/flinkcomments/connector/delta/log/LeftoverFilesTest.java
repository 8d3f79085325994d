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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverFilesTest {

  private static final FileSeries OURS = FileSeries.random();
  private static final TransactionId BEFORE = new TransactionId("sink", 1);

  @TempDir private Path directory;
  private SampleTable sample;
  private String tableId;

  @BeforeEach
  void commitBefore() throws IOException {
    sample = new SampleTable(directory.resolve("table"));
    try (DeltaTable table = sample.open()) {
      tableId = table.createIfAbsent(Map.of()).id();
      table.append(BEFORE, sample.write(1), tableId);
    }
  }

  @Test
  void whatNoVersionHasAddedIsRemoved() throws IOException {
    List<DataFile> committed = sample.write(OURS, 2);
    List<DataFile> leftBehind = sample.write(OURS, 3);
    List<DataFile> ofOthers = sample.write(4);
    try (DeltaTable table = sample.open()) {
      table.append(new TransactionId("sink", 2), committed, tableId);
      table.removeLeftovers(Set.of(OURS), BEFORE);
    }

    assertThat(committed).allMatch(this::isThere);
    assertThat(leftBehind).noneMatch(this::isThere);
    assertThat(ofOthers).allMatch(this::isThere);
    assertThat(sample.ids()).containsExactly(1, 2);
  }

  /** Older versions of the table still show it. */
  @Test
  void whatAVersionHasAddedStaysThoughALaterOneTookItOut() throws IOException {
    List<DataFile> committed = sample.write(OURS, 2);
    try (DeltaTable table = sample.open()) {
      table.append(new TransactionId("sink", 2), committed, tableId);
      table.stepBack(
          () ->
              new StepBack(
                  2, new TransactionId("sink", 3), List.of(), SampleTable.paths(committed)),
          tableId);
      table.removeLeftovers(Set.of(OURS), BEFORE);
    }

    assertThat(sample.ids()).containsExactly(1);
    assertThat(committed).allMatch(this::isThere);
  }

  @Test
  void isLeftToOthersWhereTheLogTellsTooLittle() throws IOException {
    List<DataFile> leftBehind = sample.write(OURS, 2);
    try (DeltaTable table = sample.open()) {
      table.append(new TransactionId("sink", 2), sample.write(3), tableId);
      for (long version = 0; version < 2; version++) {
        Files.delete(sample.logEntry(version));
      }
      table.removeLeftovers(Set.of(OURS), BEFORE);
    }

    assertThat(leftBehind).allMatch(this::isThere);
  }

  @Test
  void namesTellTheSeries() {
    String name = OURS.newFileName(7, ".zstd.parquet");
    assertThat(name).startsWith("part-00007-" + OURS.id() + "-").endsWith("-c000.zstd.parquet");
    assertThat(OURS.contains("day=2026-01-02/" + name)).isTrue();
    assertThat(FileSeries.random().contains(name)).isFalse();
    assertThat(OURS.contains("day=-" + OURS.id() + "-/" + FileSeries.random().newFileName(7, "")))
        .isFalse();
  }

  private boolean isThere(DataFile file) {
    return Files.exists(sample.path().resolve(file.path()));
  }
}
