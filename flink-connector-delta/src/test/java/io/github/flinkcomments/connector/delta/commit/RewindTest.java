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
package io.github.flinkcomments.connector.delta.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.standalone.actions.RemoveFile;
import io.github.flinkcomments.connector.delta.commit.SinkRun.Snapshot;
import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.StandaloneReader;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.testing.TableChanges;
import io.github.flinkcomments.connector.delta.testing.TableHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Jobs restored from older snapshots than the table has seen, ten rows a checkpoint. */
class RewindTest {

  private static final int ROWS = 10;

  @TempDir Path parent;
  private Path table;
  private TableTarget target;

  @BeforeEach
  void chooseATable() {
    table = parent.resolve("table");
    target = target(SinkJob.LAYOUT, Map.of());
  }

  @Test
  void takesTheTableBackInOneVersionAndWritesAgain() throws Exception {
    List<Snapshot> snapshots = runFor(5);
    try (SinkRun run = SinkRun.restore(target, RewindMode.RESTORE, snapshots.get(1))) {
      assertThat(TableHistory.of(table).version()).isEqualTo(6);
      TableHistory.of(table).holdsOnce(2 * ROWS);
      assertThat(TableHistory.of(table).removedFiles()).hasSize(3);

      run.writeAndCommit(ROWS);
      run.writeAndCommit(ROWS);
    }
    TableHistory.of(table).holdsOnce(4 * ROWS);
    assertThat(TableHistory.of(table).sinkIds()).hasSize(2);
  }

  @Test
  void takesBackAllThatTheSinkHasWritten() throws Exception {
    Snapshot empty;
    try (SinkRun run = SinkRun.start(target)) {
      commitOfAnotherSink();
      empty = run.snapshot();
      run.writeAndCommit(ROWS);
      run.writeAndCommit(ROWS);
    }
    try (SinkRun run = SinkRun.restore(target, RewindMode.RESTORE, empty)) {
      assertThat(TableHistory.of(table).removedFiles()).hasSize(2);
    }
  }

  @Test
  void appendsAndHasTheRowsTwice() throws Exception {
    List<Snapshot> snapshots = runFor(4);
    try (SinkRun run = SinkRun.restore(target, RewindMode.APPEND, snapshots.get(1))) {
      run.writeAndCommit(2 * ROWS);
      run.writeAndCommit(ROWS);
    }
    TableHistory history = TableHistory.of(table);
    history.addsEachFileOnce();
    assertThat(history.removedFiles()).isEmpty();
    assertThat(history.ids())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.concat(LongStream.range(0, 5 * ROWS), LongStream.range(2 * ROWS, 4 * ROWS))
                .boxed()
                .toList());
  }

  @Test
  void tellsWhatHappenedAndTheWaysOut() throws Exception {
    List<Snapshot> snapshots = runFor(4);
    refusal(RewindMode.FAIL, snapshots.get(1))
        .hasMessageStartingWith(
            "The job was restored from checkpoint 2, but the Delta table at %s holds the rows of this sink up to checkpoint 4: going on would write rows again that are there already. Checkpoint 2 belongs to version 2 of the table, and the newest version is 4. Nothing was changed. Either restore checkpoint 4, or a later checkpoint or savepoint",
            table)
        .hasMessageContaining("flink run -s PATH_OF_SNAPSHOT")
        .hasMessageContaining("SET 'execution.state-recovery.path' = 'PATH_OF_SNAPSHOT';")
        .hasMessageContaining("INSERT INTO … /*+ OPTIONS('sink.on-rewind'='restore') */ SELECT …")
        .hasMessageContaining("INSERT INTO … /*+ OPTIONS('sink.on-rewind'='append') */ SELECT …");
    TableHistory.of(table).holdsExactly(4 * ROWS);
  }

  /** It may die between its version and its first checkpoint, as often as it likes. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FAIL")
  void aStartThatIsRepeatedChangesNothingMore(RewindMode mode) throws Exception {
    List<Snapshot> snapshots = runFor(4);
    RewindPolicy policy = RewindPolicy.of(mode);
    SinkId epoch;
    try (SinkRun run = SinkRun.restore(target, policy, snapshots.get(1))) {
      epoch = run.sinkId();
    }
    long version = TableHistory.of(table).version();
    for (int start = 0; start < 3; start++) {
      try (SinkRun run = SinkRun.restore(target, policy, snapshots.get(1))) {
        assertThat(run.sinkId()).isEqualTo(epoch);
      }
    }
    assertThat(TableHistory.of(table).version()).isEqualTo(version).isEqualTo(5);
  }

  /** Another submission has to be told from the first, which may still have commits under way. */
  @Test
  void anotherJobFromTheSameSnapshotOpensAnotherEpoch() throws Exception {
    List<Snapshot> snapshots = runFor(4);
    try (SinkRun one = SinkRun.restore(target, RewindMode.RESTORE, snapshots.get(1));
        SinkRun other = SinkRun.restore(target, RewindMode.RESTORE, snapshots.get(1))) {
      assertThat(other.sinkId()).isNotEqualTo(one.sinkId());
      other.writeAndCommit(ROWS);
      one.write(ROWS);
      one.snapshot();
      assertThatThrownBy(one::commit)
          .rootCause()
          .hasMessageContaining("so sink ")
          .hasMessageContaining(" is closed");
    }
    TableHistory.of(table).holdsOnce(3 * ROWS);
    assertThat(TableHistory.of(table).removedFiles()).hasSize(2);
  }

  @Test
  void goesBackAgainAndAgain() throws Exception {
    List<Snapshot> first = runFor(4);
    List<Snapshot> second = new ArrayList<>();
    try (SinkRun run = SinkRun.restore(target, RewindMode.RESTORE, first.get(1))) {
      for (int checkpoint = 0; checkpoint < 3; checkpoint++) {
        second.add(run.writeAndCommit(ROWS));
      }
    }
    try (SinkRun run = SinkRun.restore(target, RewindMode.RESTORE, second.get(0))) {
      TableHistory.of(table).holdsOnce(3 * ROWS);
      run.writeAndCommit(ROWS);
    }
    try (SinkRun run = SinkRun.restore(target, RewindMode.RESTORE, first.get(0))) {
      TableHistory.of(table).holdsOnce(ROWS);
      run.writeAndCommit(ROWS);
    }
    TableHistory.of(table).holdsOnce(2 * ROWS);
    assertThat(TableHistory.of(table).sinkIds()).hasSize(4);
  }

  @Test
  void takesBackWhatWasAppendedToo() throws Exception {
    List<Snapshot> snapshots = runFor(4);
    try (SinkRun run = SinkRun.restore(target, RewindMode.APPEND, snapshots.get(1))) {
      run.writeAndCommit(ROWS);
    }
    try (SinkRun run = SinkRun.restore(target, RewindMode.RESTORE, snapshots.get(2))) {
      TableHistory.of(table).holdsOnce(3 * ROWS);
      run.writeAndCommit(ROWS);
    }
    TableHistory.of(table).holdsOnce(4 * ROWS);
  }

  /** What came after checkpoint 1 was taken out, so nothing can be built on checkpoint 3 again. */
  @ParameterizedTest
  @EnumSource
  void aSnapshotWhoseRowsWereTakenOutIsRefused(RewindMode mode) throws Exception {
    List<Snapshot> snapshots = runFor(4);
    try (SinkRun run = SinkRun.restore(target, RewindMode.RESTORE, snapshots.get(0))) {
      run.writeAndCommit(ROWS);
    }
    refusal(mode, snapshots.get(2)).hasMessageContaining("has been through a rewind since");
    refusal(RewindMode.APPEND, snapshots.get(2))
        .hasMessageContaining("the table was taken back to checkpoint 1 since");
    TableHistory.of(table).holdsOnce(2 * ROWS);
  }

  @Test
  void aVersionOfSomebodyElseIsNotTakenBack() throws Exception {
    List<Snapshot> snapshots = runFor(2);
    commitOfAnotherSink();
    try (SinkRun run = SinkRun.restore(target, RewindMode.FAIL, snapshots.get(1))) {
      run.writeAndCommit(ROWS);
    }
    refusal(RewindMode.RESTORE, snapshots.get(0))
        .hasMessageContaining("'sink.on-rewind' = 'restore' is not possible: version 3 is not of")
        .hasMessageContaining("OPTIONS('sink.on-rewind'='append')");
    assertThat(TableHistory.of(table).version()).isEqualTo(4);
  }

  @Test
  void aVersionThatChangesTheTableIsNotTakenBack() throws Exception {
    List<Snapshot> snapshots = runFor(2);
    TableChanges.setProperty(table, "delta.logRetentionDuration", "interval 60 days");
    refusal(RewindMode.RESTORE, snapshots.get(0)).hasMessageContaining("version 3 is not of");
  }

  @Test
  void anAppendOnlyTableIsNotTakenBack() throws Exception {
    target = target(SinkJob.LAYOUT, Map.of("delta.appendOnly", "true"));
    List<Snapshot> snapshots = runFor(3);
    refusal(RewindMode.RESTORE, snapshots.get(0))
        .hasMessageContaining("has the property 'delta.appendOnly' = 'true'");
    TableHistory.of(table).holdsExactly(3 * ROWS);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FAIL")
  void aLogThatWasCleanedSaysTooLittle(RewindMode mode) throws Exception {
    target = target(SinkJob.LAYOUT, Map.of("delta.checkpointInterval", "3"));
    List<Snapshot> snapshots = runFor(4);
    for (int version = 0; version <= 2; version++) {
      Files.delete(table.resolve("_delta_log/%020d.json".formatted(version)));
    }
    refusal(mode, snapshots.get(1))
        .hasMessageContaining("up to version 2, have been cleaned away")
        .hasMessageContaining("The newest version of the table is 4.");
  }

  @Test
  void keepsPartitionsApart() throws Exception {
    RowType rowType =
        RowType.of(
            new LogicalType[] {new BigIntType(), VarCharType.STRING_TYPE},
            new String[] {"id", "part"});
    target = target(new TableLayout(rowType, List.of("part")), Map.of());
    List<Snapshot> snapshots = runFor(3);
    try (SinkRun run = SinkRun.restore(target, RewindMode.RESTORE, snapshots.get(0))) {
      assertThat(TableHistory.of(table).removedFiles())
          .hasSize(10)
          .extracting(RemoveFile::getPartitionValues)
          .allSatisfy(values -> assertThat(values).containsOnlyKeys("part"));
      run.writeAndCommit(ROWS);
    }
    TableHistory.of(table).holdsOnce(2 * ROWS);
    TableHistory.of(table).holdsEachRowInItsPartition();
  }

  /** Files go as they came, with the ids of their rows, and no id is given twice. */
  @Test
  void keepsTrackOfRows() throws Exception {
    target = target(SinkJob.LAYOUT, Map.of("delta.enableRowTracking", "true"));
    List<Snapshot> snapshots = runFor(3);
    try (SinkRun run = SinkRun.restore(target, RewindMode.RESTORE, snapshots.get(0))) {
      run.writeAndCommit(ROWS);
    }

    // Delta Standalone reads the rows, and not this log: it does not know such entries.
    assertThat(StandaloneReader.at(table).rows(row -> row.getLong("id")))
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 2 * ROWS).boxed().toList());
    assertThat(logged("add"))
        .extracting(add -> add.get("baseRowId").asInt())
        .containsExactly(0, ROWS, 2 * ROWS, 3 * ROWS);
    assertThat(logged("remove"))
        .extracting(
            remove -> remove.get("baseRowId").asInt(),
            remove -> remove.get("defaultRowCommitVersion").asInt())
        .containsExactlyInAnyOrder(tuple(ROWS, 2), tuple(2 * ROWS, 3));
  }

  /** Whole files go, so a reader of changes finds their rows deleted without files of changes. */
  @Test
  void isFedAsDeletions() throws Exception {
    target = target(SinkJob.LAYOUT, Map.of("delta.enableChangeDataFeed", "true"));
    List<Snapshot> snapshots = runFor(3);
    SinkRun.restore(target, RewindMode.RESTORE, snapshots.get(0)).close();

    TableHistory.of(table).holdsOnce(ROWS);
    assertThat(logged("remove"))
        .hasSize(2)
        .allSatisfy(remove -> assertThat(remove.get("dataChange").asBoolean()).isTrue());
    assertThat(logged("cdc")).isEmpty();
  }

  /** Actions of a kind, in the order of versions. */
  private List<JsonNode> logged(String action) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> found = new ArrayList<>();
    try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
      for (Path entry : log.filter(file -> file.toString().endsWith(".json")).sorted().toList()) {
        for (String line : Files.readAllLines(entry)) {
          Optional.ofNullable(json.readTree(line).get(action)).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** The log checkpoint that Kernel writes afterwards knows all epochs and no file too many. */
  @Test
  void logCheckpointsKnowIt() throws Exception {
    target = target(SinkJob.LAYOUT, Map.of("delta.checkpointInterval", "5"));
    List<Snapshot> snapshots = runFor(4);
    SinkId epoch;
    try (SinkRun run = SinkRun.restore(target, RewindMode.RESTORE, snapshots.get(1))) {
      epoch = run.sinkId();
    }
    assertThat(table.resolve("_delta_log/00000000000000000005.checkpoint.parquet")).exists();
    for (int version = 0; version < 5; version++) {
      Files.move(
          table.resolve("_delta_log/%020d.json".formatted(version)),
          parent.resolve(version + ".json"));
    }
    try (DeltaTable opened = target.open()) {
      assertThat(opened.transactions().newestVersions(epoch.base()::owns))
          .containsEntry(epoch.value(), 2L)
          .containsEntry(epoch.base().value(), Fence.keepingUpTo(2));
    }
  }

  /** An intermediate savepoint's rows were committed by the job that went on. */
  @Test
  void committablesOfTheSnapshotAreFoundInTheLog() throws Exception {
    Snapshot savepoint;
    try (SinkRun run = SinkRun.start(target)) {
      run.write(ROWS);
      savepoint = run.snapshot();
      run.writeAndCommit(ROWS);
    }
    assertThat(savepoint.pending()).hasSize(1);
    try (SinkRun run = SinkRun.restore(target, RewindMode.RESTORE, savepoint)) {
      run.writeAndCommit(ROWS);
    }
    TableHistory.of(table).holdsOnce(2 * ROWS);
  }

  /** They came into the table again by the checkpoint before, and under another number. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FAIL")
  void committablesThatNeverCameIntoTheTableAreNotDropped(RewindMode mode) throws Exception {
    Snapshot before;
    Snapshot savepoint;
    try (SinkRun run = SinkRun.start(target)) {
      before = run.writeAndCommit(ROWS);
      run.write(ROWS);
      savepoint = run.snapshot();
    }
    try (SinkRun run = SinkRun.restore(target, RewindMode.FAIL, before)) {
      run.snapshot(); // Flink does not use a number twice
      run.writeAndCommit(ROWS);
    }
    refusal(mode, savepoint)
        .hasMessageContaining("the rows of its checkpoint 2 never came into the table");
    TableHistory.of(table).holdsExactly(2 * ROWS);
  }

  private List<Snapshot> runFor(int checkpoints) throws IOException {
    List<Snapshot> snapshots = new ArrayList<>();
    try (SinkRun run = SinkRun.start(target)) {
      for (int checkpoint = 0; checkpoint < checkpoints; checkpoint++) {
        snapshots.add(run.writeAndCommit(ROWS));
      }
    }
    return snapshots;
  }

  private void commitOfAnotherSink() {
    try (DeltaTable opened = target.open()) {
      opened.append(
          new TransactionId("another", 1),
          List.of(AggregatorHarness.file("another")),
          opened.describe().orElseThrow().id());
    }
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refusal(
      RewindMode mode, Snapshot snapshot) {
    ThrowingCallable start = () -> SinkRun.restore(target, mode, snapshot).close();
    return assertThatThrownBy(start).isInstanceOf(SuppressRestartsException.class).cause();
  }

  private TableTarget target(TableLayout layout, Map<String, String> properties) {
    return new TableTarget(table.toString(), layout, properties, Map.of());
  }
}
