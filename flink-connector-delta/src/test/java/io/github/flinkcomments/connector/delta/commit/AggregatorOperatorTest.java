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

import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.schema.SchemaEvolution;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.testing.TableChanges;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.jobgraph.JobType;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("flink-versions")
class AggregatorOperatorTest {

  private static final String RETENTION = "delta.setTransactionRetentionDuration";

  private static final FileOrigin ORIGIN = FileOrigin.first();

  @TempDir Path parent;
  private Path table;
  private TableTarget target;

  @BeforeEach
  void setUp() {
    table = parent.resolve("table");
    target = new TableTarget(table.toString(), SinkJob.LAYOUT, Map.of(), Map.of());
  }

  @Test
  void gathersTheFilesOfAllWritersOfACheckpoint() throws Exception {
    try (AggregatorHarness harness = harness()) {
      harness.open();
      harness.receive(0, 1, "a");
      harness.receive(2, 1, "b", "c");
      harness.prepareSnapshotPreBarrier(1);

      assertThat(harness.messages()).hasSize(2);
      assertThat(harness.messages().get(0)).isEqualTo(new CommittableSummary<>(0, 1, 1, 1, 0));
      DeltaCommittable committable = harness.committables().get(0);
      assertThat(committable.checkpoint()).isEqualTo(1);
      assertThat(committable.scope()).isEqualTo(CommitScope.CHECKPOINT);
      assertThat(committable.files()).extracting(DataFile::path).containsExactly("a", "b", "c");
    }
  }

  @Test
  void aCheckpointWithoutFilesIsSilent() throws Exception {
    try (AggregatorHarness harness = harness()) {
      harness.open();
      harness.receive(0, 1);
      harness.prepareSnapshotPreBarrier(1);
      assertThat(harness.messages()).isEmpty();
    }
  }

  /** A writer that ended sends no summary, and labels its last files by its own count. */
  @Test
  void waitsForNobody() throws Exception {
    try (AggregatorHarness harness = harness()) {
      harness.open();
      harness.receive(0, 4, "of a writer that ended");
      harness.receive(1, 9, "of another");
      harness.prepareSnapshotPreBarrier(9);

      assertThat(harness.committables()).hasSize(1);
      assertThat(harness.committables().get(0).files()).hasSize(2);
    }
  }

  @Test
  void theRemainderBelongsToTheCheckpointAfterTheLastOneSeen() throws Exception {
    try (AggregatorHarness harness = harness()) {
      harness.open();
      harness.prepareSnapshotPreBarrier(7);
      harness.receive(0, 3, "rest");
      harness.endInput();
      assertThat(harness.committables()).extracting(DeltaCommittable::checkpoint).containsOnly(8L);

      harness.prepareSnapshotPreBarrier(8);
      assertThat(harness.committables()).hasSize(1);
    }
  }

  @Test
  void theRemainderAfterARestoreBelongsToTheCheckpointAfterTheRestoredOne() throws Exception {
    OperatorSubtaskState state = stateAfterFirstStart(41);
    try (AggregatorHarness harness = harness()) {
      harness.restore(41, state);
      harness.receive(0, 1, "rest");
      harness.endInput();
      assertThat(harness.committables()).extracting(DeltaCommittable::checkpoint).containsOnly(42L);
    }
  }

  @Test
  void keepsItsIdentityThroughARestore() throws Exception {
    SinkId first;
    OperatorSubtaskState state;
    try (AggregatorHarness harness = harness()) {
      harness.open();
      harness.receive(0, 1, "a");
      state = harness.checkpoint(1);
      first = harness.committables().get(0).sinkId();
    }
    try (AggregatorHarness harness = harness()) {
      harness.restore(1, state);
      harness.receive(0, 2, "b");
      harness.checkpoint(2);
      assertThat(harness.committables()).extracting(DeltaCommittable::sinkId).containsOnly(first);
    }
  }

  @Test
  void everyStartWithoutStateHasAnotherIdentityWhateverThePrefix() throws Exception {
    assertThat(identityOfAFirstStart()).isNotEqualTo(identityOfAFirstStart());
    assertThat(identityOfAFirstStart().value()).startsWith("prefix-");
  }

  @Test
  void createsTheTable() throws Exception {
    try (AggregatorHarness harness = harness();
        DeltaTable opened = target.open()) {
      harness.open();
      harness.receive(0, 1, "a");
      harness.prepareSnapshotPreBarrier(1);
      assertThat(harness.committables().get(0).tableId())
          .isEqualTo(opened.describe().orElseThrow().id());
    }
  }

  @Test
  void refusesARewindBeforeAnythingIsWritten() throws Exception {
    OperatorSubtaskState state = stateAfterFirstStart(5);
    commit(identityOf(state, 5), 9);
    try (AggregatorHarness harness = harness()) {
      assertThatThrownBy(() -> harness.restore(5, state))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .isInstanceOf(SinkStateException.class)
          .hasMessageContaining("restored from checkpoint 5")
          .hasMessageContaining("up to checkpoint 9");
    }
  }

  /** It may come before the first rows. */
  @Test
  void passesOnWhatMayHaveBeenLeftBehindWithTheNextFiles() throws Exception {
    OperatorSubtaskState state = stateAfterFirstStart(5);
    try (AggregatorHarness harness = harness()) {
      harness.restore(5, state);
      harness.receiveRestoredWriter(1, 6, ORIGIN);
      harness.checkpoint(6);
      harness.receive(0, 7, "a");
      harness.checkpoint(7);
      harness.receive(0, 8, "b");
      harness.checkpoint(8);
      assertThat(harness.committables())
          .extracting(DeltaCommittable::restoredWriters)
          .containsExactly(Set.of(ORIGIN), Set.of());
    }
  }

  /**
   * The files of versions that were left are in the log, further back than a restored writer knows,
   * and older versions still show them. So it is in every later run.
   */
  @Test
  void leavesEverythingWhereItIsOnceItWentBack() throws Exception {
    OperatorSubtaskState state = stateAfterFirstStart(5);
    commit(identityOf(state, 5), 9);
    AggregatorOperatorFactory factory =
        new AggregatorOperatorFactory(
            target, Optional.of("prefix"), FreshStartMode.FAIL, RewindMode.APPEND);
    OperatorSubtaskState later = leavesEverything(factory, 5, state);
    leavesEverything(factory, 6, later);
  }

  private static OperatorSubtaskState leavesEverything(
      AggregatorOperatorFactory factory, long restored, OperatorSubtaskState state)
      throws Exception {
    try (AggregatorHarness harness =
        new AggregatorHarness(factory, JobType.STREAMING, Duration.ofSeconds(1))) {
      harness.restore(restored, state);
      harness.receiveRestoredWriter(1, restored + 1, ORIGIN);
      harness.receive(0, restored + 1, "a");
      OperatorSubtaskState later = harness.checkpoint(restored + 1);
      assertThat(harness.committables())
          .extracting(DeltaCommittable::restoredWriters)
          .containsExactly(Set.of());
      return later;
    }
  }

  @Test
  void refusesATableThatIsGone() throws Exception {
    OperatorSubtaskState state = stateAfterFirstStart(5);
    Files.move(table, parent.resolve("aside"));
    try (AggregatorHarness harness = harness()) {
      assertThatThrownBy(() -> harness.restore(5, state))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessageContaining("there is none now");
    }
    assertThat(table).doesNotExist();
  }

  @Test
  void refusesATableCreatedAnew() throws Exception {
    OperatorSubtaskState state = stateAfterFirstStart(5);
    Files.move(table, parent.resolve("aside"));
    identityOfAFirstStart();
    try (AggregatorHarness harness = harness()) {
      assertThatThrownBy(() -> harness.restore(5, state))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessageContaining("there is one with the id ");
    }
  }

  @Test
  void leavesTheColumnsOfATableCreatedAnewAlone() throws Exception {
    OperatorSubtaskState state = stateAfterFirstStart(5);
    Files.move(table, parent.resolve("aside"));
    RowType narrower =
        (RowType) DataTypes.ROW(DataTypes.FIELD("other", DataTypes.BIGINT())).getLogicalType();
    try (DeltaTable anew =
        DeltaTable.at(table.toString(), Map.of(), TableLayout.unpartitioned(narrower))) {
      anew.createIfAbsent(Map.of());
    }
    target =
        new TableTarget(
            table.toString(), SinkJob.LAYOUT, Map.of(), Map.of(), SchemaEvolution.ADD_COLUMNS);
    try (AggregatorHarness harness = harness()) {
      assertThatThrownBy(() -> harness.restore(5, state))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessageContaining("there is one with the id ");
    }
    assertThat(table.resolve("_delta_log/%020d.json".formatted(1))).doesNotExist();
  }

  /** Transactions of the table expire, and it shows none: it may have forgotten our commits. */
  @Test
  void refusesAnOldSnapshotOfATableThatForgets() throws Exception {
    OperatorSubtaskState state = stateAfterFirstStart(5);
    TableChanges.setProperty(table, RETENTION, "interval 10 hours");
    try (AggregatorHarness harness = harness()) {
      harness.setProcessingTime(Duration.ofHours(9).toMillis());
      assertThatThrownBy(() -> harness.restore(5, state))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .isInstanceOf(SinkStateException.class)
          .hasMessageContaining("transactions expire after PT10H")
          .hasMessageContaining("the restored snapshot is PT9H old")
          .hasMessageContaining("UNSET TBLPROPERTIES ('delta.setTransactionRetentionDuration')");
    }
  }

  @Test
  void goesOnFromASnapshotThatIsYoungEnough() throws Exception {
    OperatorSubtaskState state = stateAfterFirstStart(5);
    TableChanges.setProperty(table, RETENTION, "interval 10 hours");
    try (AggregatorHarness harness = harness()) {
      harness.setProcessingTime(Duration.ofHours(9).toMillis() - 1);
      harness.restore(5, state);
    }
  }

  @Test
  void goesOnFromAnOldSnapshotWhoseCommitsAreRemembered() throws Exception {
    OperatorSubtaskState state = stateAfterFirstStart(5);
    commit(identityOf(state, 5), 5);
    TableChanges.setProperty(table, RETENTION, "interval 10 hours");
    try (AggregatorHarness harness = harness()) {
      harness.setProcessingTime(Duration.ofHours(90).toMillis());
      harness.restore(5, state);
    }
  }

  @Test
  void refusesASnapshotWithoutATimeOfATableThatForgets() {
    assertThat(new SnapshotAge(Optional.empty(), Instant.EPOCH).isSafe(Optional.empty())).isTrue();
    assertThat(
            new SnapshotAge(Optional.empty(), Instant.EPOCH)
                .isSafe(Optional.of(Duration.ofDays(1000))))
        .isFalse();
  }

  @Test
  void refusesAStreamingJobWithoutCheckpoints() throws Exception {
    AggregatorHarness harness = new AggregatorHarness(factory(), JobType.STREAMING, Duration.ZERO);
    assertThatThrownBy(harness::open)
        .hasRootCauseMessage(
            "The Delta sink needs exactly-once checkpoints in a streaming job: set 'execution.checkpointing.interval' to '10s', for example; without checkpoints nothing is committed.");
  }

  /** A lost task makes Flink run it again, maybe after the commit. */
  @Test
  void aBatchJobKeepsItsIdentityThroughARerun() throws Exception {
    AggregatorOperatorFactory factory = factory();
    DeltaCommittable first = committableOfABatchRun(factory);
    DeltaCommittable second = committableOfABatchRun(factory);

    assertThat(first.scope()).isEqualTo(CommitScope.JOB);
    assertThat(second.transactionId()).isEqualTo(first.transactionId());
    assertThat(committableOfABatchRun(factory()).sinkId()).isNotEqualTo(first.sinkId());
  }

  private DeltaCommittable committableOfABatchRun(AggregatorOperatorFactory factory)
      throws Exception {
    try (AggregatorHarness harness = new AggregatorHarness(factory, JobType.BATCH, Duration.ZERO)) {
      harness.open();
      harness.receive(0, 1, "a");
      harness.endInput();
      return harness.committables().get(0);
    }
  }

  private SinkId identityOfAFirstStart() throws Exception {
    return identityOf(null, 0);
  }

  private SinkId identityOf(OperatorSubtaskState state, long checkpoint) throws Exception {
    try (AggregatorHarness harness = harness()) {
      if (state == null) {
        harness.open();
      } else {
        harness.restore(checkpoint, state);
      }
      harness.receive(0, 1, "a");
      harness.endInput();
      return harness.committables().get(0).sinkId();
    }
  }

  private OperatorSubtaskState stateAfterFirstStart(long checkpoint) throws Exception {
    try (AggregatorHarness harness = harness()) {
      harness.open();
      return harness.checkpoint(checkpoint);
    }
  }

  private void commit(SinkId sinkId, long checkpoint) {
    try (DeltaTable opened = target.open()) {
      opened.append(
          new TransactionId(sinkId.value(), checkpoint),
          List.of(AggregatorHarness.file("committed-by-a-later-run")),
          opened.describe().orElseThrow().id());
    }
  }

  private AggregatorHarness harness() throws Exception {
    return new AggregatorHarness(factory(), JobType.STREAMING, Duration.ofSeconds(1));
  }

  private AggregatorOperatorFactory factory() {
    return new AggregatorOperatorFactory(
        target, Optional.of("prefix"), FreshStartMode.FAIL, RewindMode.FAIL);
  }
}
