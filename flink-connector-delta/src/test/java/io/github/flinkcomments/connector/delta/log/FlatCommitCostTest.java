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

import io.github.flinkcomments.connector.delta.log.ProbedStorage.Operation;
import io.github.flinkcomments.connector.delta.log.ProbedStorage.Probe;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts accesses on the committing thread; time is for benchmarks. */
class FlatCommitCostTest {

  private static final int COMMITS = 1_000;

  private final List<Operation> accesses = new ArrayList<>();
  private ProbedStorage files;

  /** Log checkpoints are written by another thread, and do not count. */
  private volatile Thread committing;

  /** A version that another writer makes right before the next one of ours is put. */
  private OptionalInt faster = OptionalInt.empty();

  @TempDir Path directory;
  private SampleTable sample;

  @BeforeEach
  void countAccesses() {
    sample = new SampleTable(directory.resolve("table"));
    files = sample.probed();
    files.probe(
        new Probe() {
          @Override
          public void before(Operation operation, String path) throws IOException {
            if (Thread.currentThread() == committing) {
              accesses.add(operation);
              if (operation == Operation.PUT && faster.isPresent()) {
                appendAsAnother(faster.getAsInt());
                faster = OptionalInt.empty();
              }
            }
          }
        });
  }

  /**
   * On a busy machine it goes on after the table was closed, in a directory about to be deleted.
   */
  @AfterEach
  void awaitMaintenance() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("delta-log-maintenance")) {
        thread.join(TimeUnit.MINUTES.toMillis(1));
      }
    }
  }

  @Test
  void theThousandthCommitMakesAsManyAccessesAsTheFirst() throws Exception {
    List<List<Operation>> accessesOfCommits = new ArrayList<>();
    try (DeltaTable table = sample.open(files)) {
      String id = table.createIfAbsent(Map.of()).id();
      for (int commit = 0; commit < COMMITS; commit++) {
        accessesOfCommits.add(commit(table, commit, id));
      }
    }

    List<Operation> usual = accessesOfCommits.get(1);
    assertThat(usual).doesNotContain(Operation.LIST, Operation.READ).hasSizeLessThan(11);
    long readAnew =
        accessesOfCommits.stream().filter(commit -> commit.contains(Operation.LIST)).count();
    assertThat(readAnew).as("snapshots read anew").isLessThanOrEqualTo(COMMITS / 100);
    assertThat(
            accessesOfCommits.stream().skip(1).filter(commit -> !commit.contains(Operation.LIST)))
        .allSatisfy(commit -> assertThat(commit).isEqualTo(usual));
    assertThat(accessesOfCommits)
        .allSatisfy(commit -> assertThat(commit).hasSizeLessThan(5 * usual.size()));
  }

  /** Otherwise the list of log entries that it holds would grow for ever. */
  @Test
  void aSnapshotThatWasCarriedForLongIsReadAnew() throws Exception {
    try (DeltaTable table = sample.open(files)) {
      String id = table.createIfAbsent(Map.of()).id();
      for (int commit = 0; commit < 100; commit++) {
        commit(table, commit, id);
      }
      files.awaitBackground();
      assertThat(commit(table, 100, id)).contains(Operation.LIST);
      files.awaitBackground();
      assertThat(commit(table, 101, id)).doesNotContain(Operation.LIST);
    }
  }

  /**
   * Nor is the log read back for the newest transaction or for domain metadata, after the first
   * commit.
   */
  @Test
  void versionsThatOthersMadeInBetweenAreLookedUpWithoutAListing() throws Exception {
    try (DeltaTable table = sample.open(files)) {
      String id = table.createIfAbsent(Map.of()).id();
      for (int commit = 0; commit < 12; commit++) {
        appendAsAnother(2 * commit + 1);
        assertThat(commit(table, commit, id))
            .doesNotContain(Operation.LIST)
            .hasSizeLessThan(commit == 0 ? 25 : 16);
      }
      assertThat(table.describe().orElseThrow().version()).isEqualTo(24);
    }
    assertThat(sample.logFiles())
        .filteredOn(file -> file.endsWith(".checkpoint.parquet"))
        .as("log checkpoints")
        .hasSizeBetween(1, 2);
  }

  @Test
  void versionsThatOthersMadeFasterAreLookedUpWithoutAListing() throws Exception {
    try (DeltaTable table = sample.open(files)) {
      String id = table.createIfAbsent(Map.of()).id();
      for (int commit = 0; commit < 12; commit++) {
        faster = OptionalInt.of(2 * commit + 1);
        assertThat(commit(table, commit, id))
            .doesNotContain(Operation.LIST)
            .hasSizeLessThan(commit == 0 ? 30 : 22);
      }
      assertThat(table.describe().orElseThrow().version()).isEqualTo(24);
    }
  }

  /** Then a listing costs less than looking them up. */
  @Test
  void manyVersionsOfOthersAreListed() throws Exception {
    try (DeltaTable table = sample.open(files)) {
      String id = table.createIfAbsent(Map.of()).id();
      for (int version = 1; version <= 50; version++) {
        appendAsAnother(version);
      }
      assertThat(commit(table, 0, id)).contains(Operation.LIST);
      assertThat(table.describe().orElseThrow().version()).isEqualTo(51);
    }
  }

  private void appendAsAnother(int version) throws IOException {
    Files.writeString(
        sample.logEntry(version),
        """
        {"commitInfo":{"timestamp":1,"operation":"WRITE","engineInfo":"another"}}
        {"add":{"path":"another-%d.parquet","partitionValues":{},"size":1,"modificationTime":1,"dataChange":true}}
        """
            .formatted(version));
  }

  private List<Operation> commit(DeltaTable table, int commit, String tableId) {
    List<DataFile> file =
        List.of(
            new DataFile("part-" + commit + ".parquet", List.of(), 1, 1, 1, "{\"numRecords\":1}"));
    accesses.clear();
    committing = Thread.currentThread();
    assertThat(table.transactions().newestVersion("sink").orElse(-1)).isEqualTo(commit - 1);
    assertThat(table.missing(file, tableId)).isEqualTo(file);
    table.append(new TransactionId("sink", commit), file, tableId);
    return List.copyOf(accesses);
  }
}
