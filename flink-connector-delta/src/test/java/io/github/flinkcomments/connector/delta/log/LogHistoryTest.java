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

import io.delta.kernel.TableManager;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.github.flinkcomments.connector.delta.log.ProbedStorage.Operation;
import io.github.flinkcomments.connector.delta.log.ProbedStorage.Probe;
import io.github.flinkcomments.connector.delta.log.engine.StorageEngine;
import io.github.flinkcomments.connector.delta.log.engine.StorageFileIO;
import io.github.flinkcomments.connector.delta.log.entry.LogEntry;
import io.github.flinkcomments.connector.delta.log.entry.LogHistory;
import io.github.flinkcomments.connector.delta.log.entry.LogTail;
import io.github.flinkcomments.connector.delta.storage.ParallelCalls;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogHistoryTest {

  private static final int VERSIONS = 30;

  private final ParallelCalls calls = new ParallelCalls("test", 4);

  @TempDir Path directory;
  private SampleTable sample;
  private ProbedStorage files;
  private Engine engine;

  @BeforeEach
  void fillALog() throws IOException {
    sample = new SampleTable(directory.resolve("table"));
    files = sample.probed();
    engine = new StorageEngine(new StorageFileIO(files));
    try (DeltaTable table = sample.open()) {
      table.createIfAbsent(Map.of());
    }
    for (int version = 1; version <= VERSIONS; version++) {
      Files.writeString(
          sample.logEntry(version),
          """
          {"commitInfo":{"timestamp":1,"operation":"WRITE","engineInfo":"another"}}
          {"txn":{"appId":"sink","version":%d}}
          """
              .formatted(version));
    }
  }

  @AfterEach
  void close() {
    calls.close();
  }

  @Test
  void goesBackToTheNewestThatMeetsTheCondition() throws Exception {
    for (long goal : List.of(30L, 29L, 27L, 15L, 1L)) {
      LogTail tail = log().back(table(), entry -> entry.version() <= goal);
      assertThat(tail.goal())
          .hasValueSatisfying(entry -> assertThat(entry.version()).isEqualTo(goal));
      assertThat(tail.later())
          .extracting(LogEntry::version)
          .containsExactlyElementsOf(down(VERSIONS, goal + 1));
      assertThat(tail.cleaned()).isFalse();
    }
  }

  @Test
  void goesBackToTheFirst() throws Exception {
    LogTail tail = log().back(table(), entry -> false);
    assertThat(tail.goal()).isEmpty();
    assertThat(tail.later())
        .extracting(LogEntry::version)
        .containsExactlyElementsOf(down(VERSIONS, 0));
    assertThat(tail.cleaned()).isFalse();
  }

  @Test
  void tellsWhatWasCleanedAway() throws Exception {
    SnapshotImpl table = table();
    Files.delete(sample.logEntry(10));
    LogTail tail = log().back(table, entry -> entry.version() == 5);
    assertThat(tail.goal()).isEmpty();
    assertThat(tail.later()).last().extracting(LogEntry::version).isEqualTo(11L);
    assertThat(tail.cleaned()).isTrue();
    assertThat(log().back(table, entry -> entry.version() == 12).cleaned()).isFalse();
  }

  /** Each of two reads waits until the other has begun. */
  @Test
  void readsSeveralEntriesAtATime() throws Exception {
    SnapshotImpl table = table();
    CountDownLatch begun = new CountDownLatch(2);
    files.probe(
        new Probe() {
          @Override
          public void before(Operation operation, String path) throws IOException {
            if (operation == Operation.READ
                && (path.endsWith("29.json") || path.endsWith("28.json"))) {
              begun.countDown();
              await(begun);
            }
          }
        });
    LogTail tail = log().back(table, entry -> entry.version() == 28);
    assertThat(tail.later()).hasSize(2);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).as("two reads at a time").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private LogHistory log() {
    return new LogHistory(engine, calls);
  }

  private SnapshotImpl table() {
    return (SnapshotImpl) TableManager.loadSnapshot(sample.path().toString()).build(engine);
  }

  private static List<Long> down(long newest, long oldest) {
    return LongStream.rangeClosed(-newest, -oldest).map(version -> -version).boxed().toList();
  }
}
