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
package io.github.flinkcomments.connector.delta.log.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.ProbedStorage;
import io.github.flinkcomments.connector.delta.log.ProbedStorage.Operation;
import io.github.flinkcomments.connector.delta.log.SampleTable;
import io.github.flinkcomments.connector.delta.log.entry.StepBack;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverFilesTest {

  private static final FileOrigin REPLACED = FileOrigin.first();
  private static final FileOrigin OURS = REPLACED.restored();
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
    List<DataFile> committed = sample.write(REPLACED, 2);
    List<DataFile> leftBehind = sample.write(REPLACED.restored().afterSnapshot(), 3);
    List<DataFile> pending = sample.write(OURS.afterSnapshot(), 4);
    List<DataFile> ofSuccessors = sample.write(OURS.afterSnapshot().restored(), 6);
    List<DataFile> ofOthers = sample.write(5);
    try (DeltaTable table = sample.open()) {
      table.append(new TransactionId("sink", 2), committed, tableId);
      table.removeLeftovers(Set.of(OURS), BEFORE);
    }

    assertThat(committed).allMatch(this::isThere);
    assertThat(leftBehind).noneMatch(this::isThere);
    assertThat(pending).allMatch(this::isThere);
    assertThat(ofSuccessors).allMatch(this::isThere);
    assertThat(ofOthers).allMatch(this::isThere);
    assertThat(sample.ids()).containsExactly(1, 2);
  }

  /** Older versions of the table still show it. */
  @Test
  void whatAVersionHasAddedStaysThoughALaterOneTookItOut() throws IOException {
    List<DataFile> committed = sample.write(REPLACED, 2);
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
    List<DataFile> leftBehind = sample.write(REPLACED, 2);
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
  void onlyNamesOfTheSeriesAreListed() throws IOException {
    ProbedStorage storage = sample.probed();
    List<String> listed = new ArrayList<>();
    storage.probe(
        new ProbedStorage.Probe() {
          @Override
          public void before(Operation operation, String path) {
            if (operation == Operation.LIST) {
              listed.add(path);
            }
          }
        });

    new LeftoverFiles(storage, false, Set.of(OURS)).remove(each -> true);
    assertThat(listed).containsExactly("part-" + OURS.series() + "-");
  }

  /** A path begins with the directories of its partitions, whatever the file is called. */
  @Test
  void filesInPartitionsAreFoundToo() throws IOException {
    String leftBehind = "day=2026-01-02/" + name(REPLACED);
    String ofOthers = "day=2026-01-02/" + name(FileOrigin.first());
    try (TableStorage storage = sample.probed()) {
      for (String path : List.of(leftBehind, ofOthers)) {
        storage.create(path).close();
      }
      assertThat(new LeftoverFiles(storage, true, Set.of(OURS)).remove(each -> true)).isEqualTo(1);
      assertThat(storage.find(leftBehind)).isEmpty();
      assertThat(storage.find(ofOthers)).isPresent();
    }
  }

  @Test
  void theLogIsReadBackToTheFirstVersionThatMayHaveThem() throws Exception {
    String leftBehind = sample.write(REPLACED, 2).get(0).path();
    ProbedStorage storage = sample.probed();
    List<String> read = new CopyOnWriteArrayList<>();
    CountDownLatch removed = new CountDownLatch(1);
    try (DeltaTable table = sample.open(storage)) {
      for (int version = 2; version <= 6; version++) {
        table.append(new TransactionId("sink", version), sample.write(version), tableId);
      }
      storage.probe(
          new ProbedStorage.Probe() {
            @Override
            public void before(Operation operation, String path) {
              if (operation == Operation.READ && path.endsWith(".json")) {
                read.add(path);
              }
            }

            @Override
            public void after(Operation operation, String path) {
              if (path.equals(leftBehind)) {
                removed.countDown();
              }
            }
          });
      table.removeLeftovers(Set.of(OURS), 5);
      removed.await();
    }

    // In growing steps, so that one entry too many may be read.
    assertThat(read).isNotEmpty().allMatch(path -> path.matches(".*0[456]\\.json"));
  }

  @Test
  void namesTellWhatWasReplaced() {
    FileOrigin second = REPLACED.afterSnapshot();
    FileOrigin ours = second.restored();

    assertThat(second.fileName(7, 12, ".zstd.parquet"))
        .isEqualTo(
            "part-%s-1-0-%s-00007-c012.zstd.parquet".formatted(second.series(), second.attempt()));
    assertThat(ours.hasReplacedTheOriginOf("day=1/" + name(second))).isTrue();
    assertThat(ours.hasReplacedTheOriginOf(name(second.afterSnapshot()))).isTrue();
    assertThat(ours.hasReplacedTheOriginOf(name(REPLACED))).as("before the snapshot").isFalse();
    assertThat(ours.hasReplacedTheOriginOf(name(ours))).as("of the attempt itself").isFalse();
    assertThat(ours.hasReplacedTheOriginOf(name(ours.afterSnapshot()))).isFalse();
    assertThat(ours.hasReplacedTheOriginOf(name(second.restored()))).as("of a twin").isTrue();
    assertThat(ours.hasReplacedTheOriginOf(name(ours.afterSnapshot().restored())))
        .as("of an attempt that comes after it")
        .isFalse();
    assertThat(ours.hasReplacedTheOriginOf(name(FileOrigin.first()))).isFalse();
    assertThat(ours.hasReplacedTheOriginOf("part-00000-c000.parquet")).isFalse();
  }

  private static String name(FileOrigin origin) {
    return origin.fileName(0, 0, ".zstd.parquet");
  }

  private boolean isThere(DataFile file) {
    return Files.exists(sample.path().resolve(file.path()));
  }
}
