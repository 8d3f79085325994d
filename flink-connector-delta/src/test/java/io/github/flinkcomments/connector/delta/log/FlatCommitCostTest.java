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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

  @TempDir Path directory;
  private SampleTable sample;

  @BeforeEach
  void countAccesses() {
    sample = new SampleTable(directory.resolve("table"));
    files = sample.probed();
    files.probe(
        new Probe() {
          @Override
          public void before(Operation operation, String path) {
            if (Thread.currentThread() == committing) {
              accesses.add(operation);
            }
          }
        });
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
    assertThat(usual).doesNotContain(Operation.LIST).hasSizeLessThan(13);
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
      awaitChecksumOf(100);
      boolean readAnew = false;
      for (int commit = 100; commit < 110 && !readAnew; commit++) {
        readAnew = commit(table, commit, id).contains(Operation.LIST);
        awaitChecksumOf(commit + 1);
      }
      assertThat(readAnew).isTrue();
    }
  }

  private List<Operation> commit(DeltaTable table, int commit, String tableId) {
    List<DataFile> file =
        List.of(
            new DataFile("part-" + commit + ".parquet", List.of(), 1, 1, 1, "{\"numRecords\":1}"));
    accesses.clear();
    committing = Thread.currentThread();
    assertThat(table.transactionVersion("sink").orElse(-1)).isEqualTo(commit - 1);
    assertThat(table.missing(file, tableId)).isEqualTo(file);
    table.append(new TransactionId("sink", commit), file, tableId);
    return List.copyOf(accesses);
  }

  private void awaitChecksumOf(long version) {
    Path checksum = sample.log().resolve("%020d.crc".formatted(version));
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!Files.exists(checksum)) {
      assertThat(System.nanoTime()).as("waiting for " + checksum).isLessThan(limit);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
