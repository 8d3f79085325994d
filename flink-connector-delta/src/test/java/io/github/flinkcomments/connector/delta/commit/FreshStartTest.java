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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.testing.TableChanges;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts without state, on tables that others or the same job have written before. */
class FreshStartTest {

  private static final Optional<String> NO_PREFIX = Optional.empty();
  private static final Optional<String> PREFIX = Optional.of("orders");

  @TempDir Path directory;
  private TableTarget target;

  @BeforeEach
  void setUp() {
    target =
        new TableTarget(directory.resolve("table").toString(), SinkJob.LAYOUT, Map.of(), Map.of());
  }

  @Test
  void anEmptyTableIsWritten() {
    assertThatCode(() -> start(FreshStartMode.FAIL, NO_PREFIX)).doesNotThrowAnyException();
    assertThatCode(() -> start(FreshStartMode.FAIL, NO_PREFIX)).doesNotThrowAnyException();
  }

  @Test
  void anEarlierRunIsToldWithTheWaysOut() {
    SinkId earlier = commitAsFirst(NO_PREFIX);

    assertThatThrownBy(() -> start(FreshStartMode.FAIL, NO_PREFIX))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(SinkStateException.class)
        .hasMessageContaining("The job starts without state")
        .hasMessageContaining(target.path())
        .hasMessageContaining("(sink %s, last in version 1)".formatted(earlier))
        .hasMessageContaining("flink run -s PATH_OF_SNAPSHOT")
        .hasMessageContaining("'sink.on-fresh-start' = 'append'")
        .hasMessageContaining("'sink.id-prefix'");
    assertThatCode(() -> start(FreshStartMode.APPEND, NO_PREFIX)).doesNotThrowAnyException();
  }

  @Test
  void anEpochOfAnEarlierRunIsOneToo() {
    commit(SinkId.random(NO_PREFIX).atEpoch(2, "abcd1234"));
    assertThatThrownBy(() -> start(FreshStartMode.FAIL, NO_PREFIX))
        .cause()
        .hasMessageContaining("starts without state");
  }

  @Test
  void jobsWithOtherPrefixesShareATable() {
    commitAsFirst(NO_PREFIX);
    commitAsFirst(Optional.of("customers"));
    assertThatCode(() -> start(FreshStartMode.FAIL, PREFIX)).doesNotThrowAnyException();

    commitAsFirst(PREFIX);
    assertThatThrownBy(() -> start(FreshStartMode.FAIL, PREFIX))
        .cause()
        .hasMessageContaining("sink orders-");
  }

  /** Spark's streams call themselves by a UUID too. */
  @Test
  void streamsOfOtherEnginesAreNoEarlierRun() {
    start(FreshStartMode.FAIL, NO_PREFIX);
    TableChanges.recordTransaction(
        Path.of(target.path()), "2d4a1e2a-6a0f-4d8e-9a37-5d3f7b0f9f10", 7);
    assertThatCode(() -> start(FreshStartMode.FAIL, NO_PREFIX)).doesNotThrowAnyException();

    SinkId earlier = commitAsFirst(NO_PREFIX);
    TableChanges.recordTransaction(
        Path.of(target.path()), "2d4a1e2a-6a0f-4d8e-9a37-5d3f7b0f9f10", 8);
    assertThatThrownBy(() -> start(FreshStartMode.FAIL, NO_PREFIX))
        .cause()
        .hasMessageContaining("(sink %s, last in version 2)".formatted(earlier));
  }

  /** The rest of the job goes on where it was, so that nothing is read twice. */
  @Test
  void aSinkThatIsNewToARestoredJobMayShareATable() {
    commitAsFirst(NO_PREFIX);
    assertThatCode(
            () ->
                sinkStart(FreshStartMode.FAIL, NO_PREFIX, KeptSnapshots.of())
                    .identity(Optional.empty(), OptionalLong.of(3), Instant.now()))
        .doesNotThrowAnyException();
  }

  /** A lost task makes a batch job begin anew, perhaps after its commit, and under the same id. */
  @Test
  void aBatchJobIsNoEarlierRunOfItself() throws Exception {
    SinkId own = SinkId.random(NO_PREFIX);
    commit(own);
    FreshStart start = batch();
    try (DeltaTable table = target.open()) {
      assertThatCode(() -> start.requireAllowed(table, target.path(), own))
          .doesNotThrowAnyException();
    }
  }

  /** It has no snapshot from which it could go on. */
  @Test
  void aBatchJobIsToldWhatItCanDo() throws Exception {
    SinkId earlier = commitAsFirst(NO_PREFIX);
    try (DeltaTable table = target.open()) {
      assertThatThrownBy(
              () -> batch().requireAllowed(table, target.path(), SinkId.random(NO_PREFIX)))
          .isInstanceOf(SinkStateException.class)
          .hasMessageContaining("(sink %s, last in version 1)".formatted(earlier))
          .hasMessageContaining("SET 'execution.runtime-mode' = 'streaming'")
          .hasMessageContaining("'sink.on-fresh-start' = 'append'")
          .message()
          .doesNotContain("flink run -s")
          .doesNotContain("state-recovery");
    }
  }

  private static FreshStart batch() {
    return new FreshStart(
        FreshStartMode.FAIL, NO_PREFIX, CommitScope.JOB, sinks -> Optional.empty());
  }

  @Test
  void theNewestSnapshotOfTheRunIsNamed() throws Exception {
    SinkId earlier = commitAsFirst(NO_PREFIX);
    SinkId other = SinkId.random(NO_PREFIX);
    snapshot("5f0d6f8f2c9b4c5e8a7b6c5d4e3f2a1b/chk-7", earlier, 1_000);
    Path newest = snapshot("savepoint-5f0d6f-0123456789ab", earlier, 3_000);
    snapshot("5f0d6f8f2c9b4c5e8a7b6c5d4e3f2a1b/chk-8", earlier, 2_000);
    snapshot("00000000000000000000000000000000/chk-9", other, 4_000);
    snapshot("somebody's/chk-10", earlier, 5_000);
    Configuration configuration = new Configuration();
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("snapshots").toUri().toString());

    assertThatThrownBy(() -> start(FreshStartMode.FAIL, NO_PREFIX, KeptSnapshots.of(configuration)))
        .cause()
        .hasMessageContaining("flink run -s file:" + newest + " …")
        .hasMessageContaining("'execution.state-recovery.path' = 'file:" + newest + "'");
  }

  @Test
  void directoriesThatAreNotThereHoldNoSnapshots() {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, directory.resolve("x").toString());
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "nowhere://at/all");
    assertThat(KeptSnapshots.of(configuration).newestOf(Set.of(SinkId.random(NO_PREFIX))))
        .isEmpty();
  }

  private Path snapshot(String name, SinkId sink, long time) throws Exception {
    Path snapshot = Files.createDirectories(directory.resolve("snapshots").resolve(name));
    Path metadata = snapshot.resolve("_metadata");
    Files.write(
        metadata,
        new SinkIdentitySerializer().serialize(SinkIdentity.first(sink, "the table's id")));
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(time));
    return snapshot;
  }

  private SinkId commitAsFirst(Optional<String> prefix) {
    SinkId sink = start(FreshStartMode.APPEND, prefix);
    commit(sink);
    return sink;
  }

  private void commit(SinkId sink) {
    try (DeltaTable table = target.open()) {
      table.append(
          new TransactionId(sink.value(), 1),
          List.of(AggregatorHarness.file("of-" + sink)),
          table.createIfAbsent(Map.of()).id());
    }
  }

  private SinkId start(FreshStartMode mode, Optional<String> prefix) {
    return start(mode, prefix, KeptSnapshots.of());
  }

  private SinkId start(FreshStartMode mode, Optional<String> prefix, KeptSnapshots snapshots) {
    return sinkStart(mode, prefix, snapshots)
        .identity(Optional.empty(), OptionalLong.empty(), Instant.now())
        .sinkId();
  }

  private SinkStart sinkStart(
      FreshStartMode mode, Optional<String> prefix, KeptSnapshots snapshots) {
    return new SinkStart(
        target,
        () -> SinkId.random(prefix),
        new FreshStart(mode, prefix, CommitScope.CHECKPOINT, snapshots::newestOf),
        RewindPolicy.of(RewindMode.FAIL));
  }
}
