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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCheckpointTest {

  /** Every tenth version is of a writer that makes none. */
  @Test
  void checkpointsDoNotDependOnWhoMakesTheTenthVersion(@TempDir Path shared) throws Exception {
    SampleTable table = new SampleTable(shared);
    ForeignEngine foreign = new ForeignEngine();
    try (DeltaTable opened = table.open()) {
      String id = opened.createIfAbsent(Map.of()).id();
      for (int round = 1; round <= 8; round++) {
        opened.append(new TransactionId("app", round), table.write(round), id);
        foreign.append(shared, 100 + round);
      }
    }
    assertThat(table.logFiles()).anyMatch(file -> file.contains(".checkpoint"));
  }

  @TempDir Path directory;
  private SampleTable sample;

  @BeforeEach
  void chooseAPath() {
    sample = new SampleTable(directory.resolve("table"));
  }

  @Test
  void theTableOpensFromItsLogCheckpoint() throws Exception {
    try (DeltaTable table = sample.open()) {
      commit(table, 1, 12);
    }
    SampleTable copy = sample.copyTo(directory.resolve("copy"));
    assertThat(copy.logFiles()).contains(checkpoint(5), checkpoint(10), "_last_checkpoint");
    for (long version = 0; version < 10; version++) {
      Files.delete(copy.logEntry(version));
    }

    assertThat(copy.ids()).isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
    try (DeltaTable table = copy.open()) {
      assertThat(table.transactions().newestVersion("sink")).hasValue(12);
    }
  }

  @Test
  void everyVersionHasAChecksumAndLogCheckpointsAreCompressed() throws Exception {
    try (DeltaTable table = sample.open()) {
      commit(table, 1, 1);
    }
    try (DeltaTable table = sample.open()) {
      commit(table, 2, 5);
    }

    assertThat(sample.logFiles()).contains("%020d.crc".formatted(5));
    assertThat(codecs(sample.log().resolve(checkpoint(5))))
        .containsOnly(CompressionCodecName.SNAPPY);
  }

  private static List<CompressionCodecName> codecs(Path file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toString()), new Configuration()))) {
      return reader.getFooter().getBlocks().get(0).getColumns().stream()
          .map(column -> column.getCodec())
          .toList();
    }
  }

  /** Half of the actions have been read when reading breaks off. */
  @Test
  void aLogCheckpointThatBreaksOffDoesNotAppear() throws Exception {
    ProbedStorage files = sample.probed();
    AtomicInteger broken = new AtomicInteger();
    files.probe(
        new Probe() {
          @Override
          public void before(Operation operation, String path) throws IOException {
            if (isMaintenance()
                && operation == Operation.READ
                && path.endsWith("%020d.json".formatted(2))) {
              broken.incrementAndGet();
              throw new IOException("broken off");
            }
          }
        });
    try (DeltaTable table = sample.open(files)) {
      commit(table, 1, 5);
    }

    assertThat(broken).as("hits of the fault").hasPositiveValue();
    assertThat(sample.logFiles()).noneMatch(name -> name.contains("checkpoint"));
    assertThat(sample.ids()).hasSize(5);
  }

  @Test
  void aLogCheckpointThatCannotBeWrittenLeavesNothing() throws Exception {
    ProbedStorage files = sample.probed();
    AtomicInteger broken = new AtomicInteger();
    files.probe(
        new Probe() {
          @Override
          public void after(Operation operation, String path) throws IOException {
            if (operation == Operation.WRITE && path.contains("checkpoint")) {
              broken.incrementAndGet();
              throw new IOException("No space left on device");
            }
          }
        });
    try (DeltaTable table = sample.open(files)) {
      commit(table, 1, 6);
    }

    assertThat(broken).as("hits of the fault").hasPositiveValue();
    assertThat(sample.logFiles()).noneMatch(name -> name.contains("checkpoint"));
    assertThat(sample.ids()).hasSize(6);
  }

  /** What Flink does to the committer's thread when a task is cancelled. */
  @Test
  void commitsAndCancellationDoNotWaitForLogCheckpoints() throws Exception {
    ProbedStorage files = sample.probed();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    files.probe(
        new Probe() {
          @Override
          public void before(Operation operation, String path) {
            if (operation == Operation.PUT && path.contains("checkpoint")) {
              begun.countDown();
              awaitUninterrupted(mayEnd);
            }
          }
        });
    DeltaTable table = sample.open(files);
    commit(table, 1, 5);
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    commit(table, 6, 7);

    Thread.currentThread().interrupt();
    table.close();
    assertThat(Thread.interrupted()).as("the interrupt is passed on").isTrue();
    assertThat(sample.logFiles()).noneMatch(name -> name.contains("checkpoint.parquet"));
    mayEnd.countDown();
    table.close();

    assertThat(sample.logFiles()).contains(checkpoint(5));
    assertThat(sample.ids()).hasSize(7);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError("The maintenance thread was interrupted.", e);
    }
  }

  private static boolean isMaintenance() {
    return Thread.currentThread().getName().startsWith("delta-log-maintenance");
  }

  private static String checkpoint(long version) {
    return "%020d.checkpoint.parquet".formatted(version);
  }

  private void commit(DeltaTable table, int first, int last) throws IOException {
    String id = table.createIfAbsent(Map.of("delta.checkpointInterval", "5")).id();
    for (int version = first; version <= last; version++) {
      table.append(new TransactionId("sink", version), sample.write(version), id);
    }
  }
}
