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

import static io.github.flinkcomments.connector.delta.log.SampleTable.paths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.log.ProbedStorage.Operation;
import io.github.flinkcomments.connector.delta.log.ProbedStorage.Probe;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.schema.TableDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaTableTest {

  private static final String SINK = "sink";

  @TempDir Path directory;
  private SampleTable sample;

  @BeforeEach
  void chooseAPath() {
    sample = new SampleTable(directory.resolve("table"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "with space", "100%25", "äé漢字", "a=b;c,d"})
  void rowsAreReadBackFromAnyPath(String name) throws Exception {
    sample = new SampleTable(directory.resolve(name));
    try (DeltaTable table =
        DeltaTable.at("file://" + sample.path(), Map.of(), SampleTable.LAYOUT)) {
      TableDescription created = table.createIfAbsent(Map.of());

      assertThat(table.append(new TransactionId(SINK, 7), sample.write(1, 2), created.id()))
          .isEqualTo(new CommitResult(1, 0));
    }
    assertThat(StandaloneReader.at(sample.path()).version()).isEqualTo(1);
    assertThat(sample.ids()).containsExactly(1, 2);
  }

  @Test
  void aTableIsDescribedBeforeAndAfterItIsThere() throws Exception {
    try (DeltaTable table = sample.open();
        DeltaTable other = sample.open()) {
      assertThat(table.describe()).isEmpty();
      assertThat(table.transactions().newestVersion(SINK)).isEmpty();

      TableDescription created = other.createIfAbsent(Map.of());

      assertThat(table.describe()).contains(created);
      assertThat(table.createIfAbsent(Map.of())).isEqualTo(created);
      assertThat(created.version()).isZero();
      assertThat(created.layout()).isEqualTo(SampleTable.LAYOUT);
    }
  }

  @Test
  void transactionsOfEachApplicationAreRemembered() throws Exception {
    try (DeltaTable table = sample.open();
        DeltaTable other = sample.open()) {
      String id = table.createIfAbsent(Map.of()).id();
      table.append(new TransactionId(SINK, 3), sample.write(1), id);
      assertThat(other.transactions().newestVersion(SINK)).hasValue(3);

      table.append(new TransactionId("another", 9), sample.write(2), id);
      table.append(new TransactionId(SINK, 5), sample.write(3), id);

      assertThat(other.transactions().newestVersion(SINK)).hasValue(5);
      assertThat(other.transactions().newestVersion("another")).hasValue(9);
      assertThat(other.transactions().newestVersion("unknown")).isEmpty();
    }
  }

  @Test
  void aCommitIsRecognizedByItsFiles() throws Exception {
    try (DeltaTable table = sample.open()) {
      String id = table.createIfAbsent(Map.of()).id();
      TransactionId transaction = new TransactionId(SINK, 3);
      List<DataFile> files = sample.write(1);
      assertThat(table.transactions().filesOf(transaction)).isEmpty();

      table.append(transaction, files, id);
      table.append(new TransactionId(SINK, 4), sample.write(2), id);

      assertThat(table.transactions().filesOf(transaction)).contains(paths(files));
      assertThat(table.transactions().filesOf(new TransactionId(SINK, 2))).isEmpty();
    }
  }

  @Test
  void aTransactionIsNotCommittedTwice() throws Exception {
    try (DeltaTable table = sample.open()) {
      String id = table.createIfAbsent(Map.of()).id();
      table.append(new TransactionId(SINK, 3), sample.write(1), id);
      List<DataFile> more = sample.write(2);

      for (long version : List.of(3L, 2L)) {
        assertThatThrownBy(() -> table.append(new TransactionId(SINK, version), more, id))
            .isInstanceOf(DeltaTableException.TransactionTaken.class)
            .hasMessageContaining("transaction " + version)
            .hasMessageContaining(SINK);
      }
    }
    assertThat(sample.ids()).containsExactly(1);
  }

  @Test
  void aCarriedSnapshotSeesCommitsOfOthers() throws Exception {
    try (DeltaTable table = sample.open();
        DeltaTable other = sample.open()) {
      String id = table.createIfAbsent(Map.of()).id();
      table.append(new TransactionId(SINK, 1), sample.write(1), id);
      other.append(new TransactionId("other", 1), sample.write(2), id);
      other.append(new TransactionId("other", 2), sample.write(3), id);

      assertThat(table.append(new TransactionId(SINK, 2), sample.write(4), id))
          .isEqualTo(new CommitResult(4, 0));
    }
    assertThat(sample.ids()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aLostRaceIsRunAgain() throws Exception {
    ProbedStorage files = sample.probed();
    try (DeltaTable table = sample.open(files);
        DeltaTable other = sample.open()) {
      String id = table.createIfAbsent(Map.of()).id();
      AtomicInteger rivals = new AtomicInteger();
      files.probe(
          beforeCommit(
              () -> {
                if (rivals.incrementAndGet() <= 2) {
                  commit(other, "other", rivals.get(), id);
                }
              }));

      assertThat(table.append(new TransactionId(SINK, 1), sample.write(100), id))
          .isEqualTo(new CommitResult(3, 2));
      files.probe(new Probe() {});
      assertThat(table.append(new TransactionId(SINK, 2), sample.write(101), id))
          .isEqualTo(new CommitResult(4, 0));
    }
    assertThat(sample.ids()).containsExactly(1, 2, 100, 101);
  }

  @Test
  void racesAreNotRunForEver() throws Exception {
    ProbedStorage files = sample.probed();
    try (DeltaTable table = sample.open(files);
        DeltaTable other = sample.open()) {
      String id = table.createIfAbsent(Map.of()).id();
      AtomicInteger rivals = new AtomicInteger();
      files.probe(beforeCommit(() -> commit(other, "other", rivals.incrementAndGet(), id)));
      List<DataFile> mine = sample.write(100);

      assertThatThrownBy(() -> table.append(new TransactionId(SINK, 1), mine, id))
          .isInstanceOf(DeltaTableException.Contended.class)
          .hasMessageContaining("4 times in a row");
    }
    assertThat(sample.ids()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aZombieThatWinsTheRaceIsNotOverwritten() throws Exception {
    ProbedStorage files = sample.probed();
    try (DeltaTable table = sample.open(files);
        DeltaTable zombie = sample.open()) {
      String id = table.createIfAbsent(Map.of()).id();
      files.probe(beforeCommit(() -> commit(zombie, SINK, 1, id)));
      List<DataFile> mine = sample.write(100);

      assertThatThrownBy(() -> table.append(new TransactionId(SINK, 1), mine, id))
          .isInstanceOf(DeltaTableException.TransactionTaken.class);
    }
    assertThat(sample.ids()).containsExactly(1);
  }

  /** A lower number of the same application comes in between: Kernel would not mind. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatTheApplicationHasCommittedMeanwhileIsNoticed(boolean rightBeforeTheEntry)
      throws IOException {
    ProbedStorage storage = sample.probed();
    try (DeltaTable other = sample.open();
        DeltaTable table = sample.open(storage)) {
      String id = other.createIfAbsent(Map.of()).id();
      List<DataFile> mine = sample.write(1);
      List<DataFile> others = sample.write(2);
      OptionalLong newest = table.transactions().newestVersion(SINK);
      Runnable commit = () -> other.append(new TransactionId(SINK, 2), others, id);
      if (rightBeforeTheEntry) {
        storage.probe(
            new Probe() {
              @Override
              public void before(Operation operation, String path) {
                if (operation == Operation.PUT && path.endsWith("1.json")) {
                  commit.run();
                }
              }
            });
      } else {
        commit.run();
      }

      assertThatThrownBy(() -> table.append(new TransactionId(SINK, 6), newest, mine, id))
          .isInstanceOf(DeltaTableException.TransactionTaken.class)
          .hasMessageContaining("meanwhile");
    }
    assertThat(sample.ids()).containsExactly(2);
  }

  @Test
  void aWriteThatReportsFailureButTookPlaceIsACommit() throws Exception {
    ProbedStorage files = sample.probed();
    try (DeltaTable table = sample.open(files)) {
      String id = table.createIfAbsent(Map.of()).id();
      files.probe(
          new Probe() {
            @Override
            public void after(Operation operation, String path) throws IOException {
              if (isCommit(operation, path)) {
                throw new IOException("connection reset");
              }
            }
          });

      assertThat(table.append(new TransactionId(SINK, 1), sample.write(1), id).version())
          .isEqualTo(1);
      files.probe(new Probe() {});
      assertThat(table.append(new TransactionId(SINK, 2), sample.write(2), id).version())
          .isEqualTo(2);
    }
    assertThat(sample.ids()).containsExactly(1, 2);
  }

  @Test
  void aWriteThatDidNotTakePlaceIsAFailure() throws Exception {
    ProbedStorage files = sample.probed();
    try (DeltaTable table = sample.open(files)) {
      String id = table.createIfAbsent(Map.of()).id();
      files.probe(
          new Probe() {
            @Override
            public void before(Operation operation, String path) throws IOException {
              if (isCommit(operation, path)) {
                throw new IOException("No space left on device");
              }
            }
          });
      List<DataFile> mine = sample.write(1);
      TransactionId transaction = new TransactionId(SINK, 1);

      assertThatThrownBy(() -> table.append(transaction, mine, id))
          .isInstanceOf(DeltaTableException.AccessFailed.class)
          .hasMessageContaining("nothing was committed")
          .hasMessageContaining("No space left on device");
      files.probe(new Probe() {});
      assertThat(table.transactions().filesOf(transaction)).isEmpty();
      assertThat(table.append(transaction, mine, id).version()).isEqualTo(1);
    }
    assertThat(sample.ids()).containsExactly(1);
  }

  @Test
  void aWriteThatCannotBeLookedUpIsSettledLater() throws Exception {
    ProbedStorage files = sample.probed();
    try (DeltaTable table = sample.open(files)) {
      String id = table.createIfAbsent(Map.of()).id();
      files.probe(
          new Probe() {
            private boolean down;

            @Override
            public void before(Operation operation, String path) throws IOException {
              if (down) {
                throw new IOException("down");
              }
            }

            @Override
            public void after(Operation operation, String path) throws IOException {
              if (isCommit(operation, path)) {
                down = true;
                throw new IOException("connection reset");
              }
            }
          });
      List<DataFile> mine = sample.write(1);
      TransactionId transaction = new TransactionId(SINK, 1);

      assertThatThrownBy(() -> table.append(transaction, mine, id))
          .isInstanceOf(DeltaTableException.OutcomeUnknown.class);
      files.probe(new Probe() {});
      assertThat(table.transactions().filesOf(transaction)).contains(paths(mine));
    }
    assertThat(sample.ids()).containsExactly(1);
  }

  @Test
  void aDeletedTableIsAnError() throws Exception {
    try (DeltaTable table = sample.open()) {
      String id = table.createIfAbsent(Map.of()).id();
      List<DataFile> files = sample.write(1);
      sample.delete();

      assertThatThrownBy(() -> table.append(new TransactionId(SINK, 1), files, id))
          .isInstanceOf(DeltaTableException.TableReplaced.class)
          .hasMessageContaining("deleted");
      assertThat(sample.path()).doesNotExist();
    }
  }

  /** The new table has fewer, as many and more versions than the one that we carry. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 5})
  void aTableCreatedAnewIsAnErrorAndIsLeftAlone(int commits) throws Exception {
    try (DeltaTable table = sample.open()) {
      String id = table.createIfAbsent(Map.of()).id();
      commit(table, SINK, 1, id);
      commit(table, SINK, 2, id);
      sample.delete();
      try (DeltaTable other = sample.open()) {
        String newId = other.createIfAbsent(Map.of()).id();
        for (int commit = 1; commit <= commits; commit++) {
          commit(other, "other", commit, newId);
        }
      }
      List<String> logBefore = sample.logFiles();
      List<DataFile> mine = sample.write(100);

      assertThatThrownBy(() -> table.append(new TransactionId(SINK, 3), mine, id))
          .isInstanceOf(DeltaTableException.TableReplaced.class)
          .hasMessageContaining(id)
          .hasMessageContaining("created anew");
      assertThat(sample.logFiles()).isEqualTo(logBefore);
    }
  }

  @Test
  void aFileIsNoTable() throws Exception {
    Files.writeString(sample.path(), "a file");
    try (DeltaTable table = sample.open()) {
      assertThatThrownBy(() -> table.createIfAbsent(Map.of()))
          .isInstanceOf(DeltaTableException.UnusableLocation.class)
          .hasMessageContaining(sample.path().toString());
    }
    assertThat(sample.path()).hasContent("a file");
  }

  /** Root may write everywhere by right, and yet not there. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aDirectoryThatCannotBeMadeIsNamed() {
    try (DeltaTable table = DeltaTable.at("/proc/table", Map.of(), SampleTable.LAYOUT)) {
      table.rehearse(Map.of());
      assertThatThrownBy(() -> table.createIfAbsent(Map.of()))
          .isInstanceOf(DeltaTableException.UnusableLocation.class)
          .hasMessage(
              "The table path '/proc/table' cannot be used: this process may not write to '/proc'."
                  + " Grant that, or choose another path.");
    }
  }

  @Test
  void aRehearsalChangesNothing() {
    try (DeltaTable table = sample.open()) {
      table.rehearse(Map.of("delta.checkpointInterval", "5"));
      assertThat(sample.path()).doesNotExist();
    }
  }

  @Test
  void aLogThatCannotBeReadIsAnError() throws Exception {
    try (DeltaTable table = sample.open()) {
      table.createIfAbsent(Map.of());
    }
    sample.delete();
    Files.createDirectories(sample.log());
    Files.writeString(sample.logEntry(0), "no JSON\n");
    try (DeltaTable table = sample.open()) {
      assertThatThrownBy(table::describe)
          .isInstanceOf(DeltaTableException.AccessFailed.class)
          .hasMessageContaining(sample.path().toString());
    }
  }

  @Test
  void manyRowsAndFilesFitIntoACommit() throws Exception {
    try (DeltaTable table = sample.open()) {
      String id = table.createIfAbsent(Map.of()).id();
      List<DataFile> files =
          IntStream.range(0, 3_000)
              .mapToObj(
                  file -> new DataFile("file-" + file, List.of(), 1, 1, 1, "{\"numRecords\":1}"))
              .toList();
      TransactionId transaction = new TransactionId(SINK, 1);

      table.append(transaction, files, id);

      assertThat(table.transactions().filesOf(transaction)).contains(paths(files));
      assertThat(table.transactions().newestVersion(SINK)).hasValue(1);
    }
    assertThat(StandaloneReader.at(sample.path()).files()).hasSize(3_000);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptLeavesNoCommitInDoubt(boolean failingToo) throws Exception {
    ProbedStorage files = sample.probed();
    try (DeltaTable table = sample.open(files)) {
      String id = table.createIfAbsent(Map.of()).id();
      List<DataFile> mine = sample.write(1);
      files.probe(
          new Probe() {
            @Override
            public void before(Operation operation, String path) {
              if (isCommit(operation, path)) {
                Thread.currentThread().interrupt();
              }
            }

            @Override
            public void after(Operation operation, String path) throws IOException {
              if (isCommit(operation, path) && failingToo) {
                throw new IOException("connection reset");
              }
            }
          });

      assertThat(table.append(new TransactionId(SINK, 1), mine, id).version()).isEqualTo(1);
      assertThat(Thread.interrupted()).as("the interrupt is passed on").isTrue();
    }
    assertThat(sample.ids()).containsExactly(1);
  }

  private static Probe beforeCommit(Runnable action) {
    return new Probe() {
      @Override
      public void before(Operation operation, String path) {
        if (isCommit(operation, path)) {
          action.run();
        }
      }
    };
  }

  private static boolean isCommit(Operation operation, String path) {
    return operation == Operation.PUT && path.matches(".*/\\d{20}\\.json");
  }

  /** A commit with one row, whose id is the transaction's version. */
  private void commit(DeltaTable table, String application, int version, String tableId) {
    try {
      table.append(new TransactionId(application, version), sample.write(version), tableId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
