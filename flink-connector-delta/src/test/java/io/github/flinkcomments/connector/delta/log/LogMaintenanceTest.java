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
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the checksum and the checkpoint of a version if they are late. */
class LogMaintenanceTest {

  private static final Map<String, String> CHECKPOINT_EACH_VERSION =
      Map.of("delta.checkpointInterval", "1");

  @TempDir private Path directory;

  private SampleTable sample;

  @BeforeEach
  void setUp() {
    sample = new SampleTable(directory.resolve("table"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.crc", "1.checkpoint.parquet"})
  void lateIsBetterThanNever(String file) throws Exception {
    publishAfter(file, () -> {});
    assertThat(published(file)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.crc", "1.checkpoint.parquet"})
  void nothingIsLeftOfATableThatWasDeleted(String file) throws Exception {
    publishAfter(file, sample::delete);
    assertThat(sample.path()).doesNotExist();
  }

  /** It has the same version, and would be taken for the old table by its checksum. */
  @ParameterizedTest
  @ValueSource(strings = {"1.crc", "1.checkpoint.parquet"})
  void nothingIsPublishedIntoATableThatWasCreatedAnew(String file) throws Exception {
    publishAfter(
        file,
        () -> {
          sample.delete();
          commitOnce(sample.probed());
          // What it has published itself must not stand in the way.
          for (String own : published(file)) {
            Files.delete(sample.log().resolve(own));
          }
        });
    assertThat(published(file)).isEmpty();
  }

  /** A listing of all that a table has may take minutes. */
  @Test
  void logCheckpointsDoNotWaitUntilTheTableIsCleaned() throws Exception {
    ProbedStorage files = sample.probed();
    CountDownLatch published = new CountDownLatch(1);
    CountDownLatch listed = new CountDownLatch(1);
    files.probe(
        new ProbedStorage.Probe() {
          @Override
          public void before(Operation operation, String path) {
            if (operation == Operation.LIST && path.startsWith("part-")) {
              awaitUninterrupted(published);
              listed.countDown();
            }
          }

          @Override
          public void after(Operation operation, String path) {
            if (operation == Operation.PUT && path.endsWith("01.checkpoint.parquet")) {
              published.countDown();
            }
          }
        });
    try (DeltaTable table = sample.open(files)) {
      table.createIfAbsent(CHECKPOINT_EACH_VERSION);
      table.removeLeftovers(Set.of(FileOrigin.first()), 0);
      commitOnce(table);
      listed.await();
    }
    assertThat(published("1.checkpoint.parquet")).hasSize(1);
  }

  private interface Event {
    void happen() throws Exception;
  }

  /** Makes a version, and lets something happen before one of its files is begun. */
  private void publishAfter(String file, Event event) throws Exception {
    ProbedStorage files = sample.probed();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch happened = new CountDownLatch(1);
    files.probe(
        new ProbedStorage.Probe() {
          @Override
          public void before(Operation operation, String path) {
            boolean isWritten = operation == Operation.PUT || operation == Operation.WRITE;
            if (isWritten && path.contains("0" + file)) {
              begun.countDown();
              awaitUninterrupted(happened);
            }
          }
        });
    try (DeltaTable table = sample.open(files)) {
      commitOnce(table);
      begun.await();
      event.happen();
      happened.countDown();
    }
  }

  private void commitOnce(ProbedStorage files) throws IOException {
    try (DeltaTable table = sample.open(files)) {
      commitOnce(table);
    }
  }

  private void commitOnce(DeltaTable table) throws IOException {
    String id = table.createIfAbsent(CHECKPOINT_EACH_VERSION).id();
    table.append(new TransactionId("sink", 1), sample.write(1), id);
  }

  private List<String> published(String file) throws IOException {
    return sample.logFiles().stream().filter(name -> name.endsWith("0" + file)).toList();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
