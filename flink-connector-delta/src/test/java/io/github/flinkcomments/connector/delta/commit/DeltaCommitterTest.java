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
import io.github.flinkcomments.connector.delta.log.ProbedStorage;
import io.github.flinkcomments.connector.delta.log.ProbedStorage.Operation;
import io.github.flinkcomments.connector.delta.log.SampleTable;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.storage.MemoryStorages;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.testing.TableHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.api.connector.sink2.mocks.MockCommitRequest;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaCommitterTest {

  private static final SinkId SINK = new SinkId("sink");

  @TempDir Path parent;
  private final ManualClock clock = new ManualClock();
  private final Metrics metrics = new Metrics();
  private Path table;
  private TableTarget target;
  private String tableId;

  @BeforeEach
  void setUp() {
    table = parent.resolve("table");
    target = new TableTarget(table.toString(), SinkJob.LAYOUT, Map.of(), Map.of());
    try (DeltaTable created = target.open()) {
      tableId = created.createIfAbsent(Map.of()).id();
    }
  }

  @Test
  void eachCommittableBecomesAVersion() {
    try (DeltaCommitter committer = fresh()) {
      commit(committer, checkpoint(1, "a", "b"));
      commit(committer, checkpoint(3, "c"));
    }
    TableHistory history = TableHistory.of(table);
    assertThat(history.dataVersions()).isEqualTo(2);
    assertThat(history.newestCheckpoint()).isEqualTo(3);
    history.hasEachFileOnce();
  }

  @Test
  void whatWasRestoredAndIsInTheTableIsSkipped() {
    try (DeltaCommitter committer = fresh()) {
      commit(committer, checkpoint(1, "a"));
      commit(committer, checkpoint(2, "b"));
    }
    try (DeltaCommitter committer = restoredFrom(2)) {
      commit(committer, checkpoint(1, "a"));
      commit(committer, checkpoint(2, "b"));
      commit(committer, checkpoint(3, "c"));
    }
    assertThat(TableHistory.of(table).dataVersions()).isEqualTo(3);
    TableHistory.of(table).hasEachFileOnce();
  }

  @Test
  void whatReplacedAttemptsLeftBehindGoesWithTheVersion() {
    FileOrigin replaced = FileOrigin.first();
    FileOrigin ours = replaced.restored();
    String leftBehind = replaced.afterSnapshot().fileName(0, 1, ".parquet");
    DeltaCommittable second = secondOf(ours);
    try (DeltaCommitter committer = fresh()) {
      commit(committer, checkpoint(1, "a"));
    }
    file(leftBehind);
    try (DeltaCommitter committer = restoredFrom(1)) {
      commit(committer, second);
    }

    assertThat(table.resolve(leftBehind)).doesNotExist();
    assertThat(second.paths()).allMatch(path -> Files.exists(table.resolve(path)));
    assertThat(TableHistory.of(table).dataVersions()).isEqualTo(2);
  }

  /** The run that it is of was replaced itself, and its successor's writers are at work. */
  @Test
  void whatCameWithTheStateTakesNothingAway() {
    FileOrigin replaced = FileOrigin.first();
    FileOrigin before = replaced.restored();
    String leftBehind = replaced.afterSnapshot().fileName(0, 1, ".parquet");
    String ofSuccessor = before.afterSnapshot().restored().fileName(0, 0, ".parquet");
    try (DeltaCommitter committer = fresh()) {
      commit(committer, checkpoint(1, "a"));
    }
    file(leftBehind);
    file(ofSuccessor);
    try (DeltaCommitter committer = restoredFrom(2)) {
      commit(committer, secondOf(before));
    }

    assertThat(table.resolve(leftBehind)).exists();
    assertThat(table.resolve(ofSuccessor)).exists();
    assertThat(TableHistory.of(table).dataVersions()).isEqualTo(2);
  }

  private DeltaCommittable secondOf(FileOrigin writer) {
    return new DeltaCommittable(
        CommitScope.CHECKPOINT,
        SINK,
        tableId,
        2,
        OptionalLong.of(1),
        List.of(file(writer.fileName(0, 0, ".parquet"))),
        Set.of(writer));
  }

  /** An intermediate savepoint is not announced, so its committable waits for the next. */
  @Test
  void severalRestoredCommittablesGoInOrder() {
    try (DeltaCommitter committer = restoredFrom(5)) {
      commit(committer, checkpoint(4, "a"));
      commit(committer, checkpoint(5, "b"));
    }
    assertThat(TableHistory.of(table).dataVersions()).isEqualTo(2);
  }

  /** Whether the job may go back is decided when it starts, which the log says more about. */
  @Test
  void whatWasRestoredAndIsInATableThatIsAheadIsSkipped() {
    try (DeltaCommitter committer = fresh()) {
      commit(committer, checkpoint(5, "a"));
      commit(committer, checkpoint(6, "b"));
    }
    try (DeltaCommitter committer = restoredFrom(5)) {
      commit(committer, checkpoint(5, "a"));
    }
    assertThat(TableHistory.of(table).dataVersions()).isEqualTo(2);
  }

  @Test
  void whatWasRestoredAndIsNotInATableThatIsAheadIsRefusedForGood() {
    try (DeltaCommitter committer = fresh()) {
      commit(committer, checkpoint(6, "b"));
    }
    try (DeltaCommitter committer = restoredFrom(5)) {
      assertThatThrownBy(() -> commit(committer, checkpoint(5, "a")))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessageContaining("restored from checkpoint 5 with rows of checkpoint 5 that are not")
          .hasMessageContaining("from one before checkpoint 5");
    }
  }

  @Test
  void anotherJobUnderOurIdIsRefusedForGood() {
    try (DeltaCommitter ours = restoredFrom(5);
        DeltaCommitter other = restoredFrom(5)) {
      commit(other, checkpoint(6, "of-the-other"));
      assertThatThrownBy(() -> commit(ours, checkpoint(6, "ours")))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessageContaining("another job has committed checkpoint 6");
    }
  }

  /** By its own checkpoint the job cannot see the other one: the number is the same. */
  @Test
  void anotherJobUnderOurIdIsRefusedEvenAfterARestore() {
    try (DeltaCommitter other = restoredFrom(5)) {
      commit(other, checkpoint(6, "of-the-other"));
    }
    try (DeltaCommitter ours = restoredFrom(6)) {
      assertThatThrownBy(() -> commit(ours, checkpoint(6, "ours")))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessageContaining("another job has committed checkpoint 6");
    }
  }

  /** The numbers alone do not show it: the table is not ahead of what was restored. */
  @Test
  void anotherJobIsNoticedThoughWeHadNoRowsForItsCheckpoint() {
    try (DeltaCommitter other = restoredFrom(5)) {
      commit(other, checkpoint(6, "of-the-other"));
    }
    try (DeltaCommitter ours = restoredFrom(6)) {
      DeltaCommittable seventh =
          new DeltaCommittable(
              CommitScope.CHECKPOINT,
              SINK,
              tableId,
              7,
              OptionalLong.of(5),
              checkpoint(7, "ours").files());
      assertThatThrownBy(() -> commit(ours, seventh))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessageContaining("another job has committed checkpoint 6");
    }
  }

  /** Rows must not be taken for committed because a later checkpoint of another job is. */
  @Test
  void whatIsNotInTheTableIsNotSkippedBecauseOfAnothersLaterCheckpoint() {
    try (DeltaCommitter other = restoredFrom(5)) {
      commit(other, checkpoint(7, "of-the-other"));
    }
    try (DeltaCommitter ours = restoredFrom(7)) {
      assertThatThrownBy(() -> commit(ours, checkpoint(6, "ours")))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessageContaining("another job has committed");
    }
  }

  /** A replaced attempt has the same committables, and may commit one after the other of them. */
  @Test
  void severalCommitsThatWereFasterAreLookedAt() throws Exception {
    String raced = "memory://raced";
    ProbedStorage storage = new SampleTable(table).probed();
    MemoryStorages.put(raced, storage);
    Queue<DeltaCommittable> faster =
        new ArrayDeque<>(List.of(checkpoint(1, "a"), checkpoint(2, "b")));
    try (DeltaCommitter replaced = restoredFrom(3);
        DeltaCommitter committer =
            new DeltaCommitter(
                new TableTarget(raced, SinkJob.LAYOUT, Map.of(), Map.of()),
                OptionalLong.of(3),
                new CommitMetrics(metrics, clock))) {
      storage.probe(
          new ProbedStorage.Probe() {
            @Override
            public void before(Operation operation, String path) {
              if (operation == Operation.PUT && path.endsWith(".json") && !faster.isEmpty()) {
                commit(replaced, faster.remove());
              }
            }
          });
      commit(committer, checkpoint(3, "c"));
    } finally {
      MemoryStorages.forget(raced);
    }
    assertThat(faster).isEmpty();
    assertThat(TableHistory.of(table).dataVersions()).isEqualTo(3);
    TableHistory.of(table).hasEachFileOnce();
  }

  @Test
  void aTableCreatedAnewUnderARunningJobIsRefusedForGood() throws Exception {
    try (DeltaCommitter committer = fresh()) {
      commit(committer, checkpoint(1, "a"));
      Files.move(table, parent.resolve("aside"));
      try (DeltaTable anew = target.open()) {
        anew.createIfAbsent(Map.of());
      }
      assertThatThrownBy(() -> commit(committer, checkpoint(2, "b")))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessageContaining("created anew");
    }
  }

  @Test
  void aBatchJobThatRunsItsTasksAgainCommitsOnce() {
    try (DeltaCommitter committer = fresh()) {
      commit(committer, job("a"));
    }
    try (DeltaCommitter committer = fresh()) {
      commit(committer, job("of-tasks-that-ran-again"));
    }
    assertThat(TableHistory.of(table).dataVersions()).isEqualTo(1);
  }

  @Test
  void filesThatAreGoneAreNotCommitted() throws Exception {
    DeltaCommittable committable = checkpoint(3, "a", "b", "c", "d");
    Files.delete(table.resolve("b"));
    Files.write(table.resolve("c"), new byte[99]);
    try (DeltaCommitter committer = restoredFrom(3)) {
      assertThatThrownBy(() -> commit(committer, committable))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .isInstanceOf(SinkStateException.class)
          .hasMessageStartingWith(
              "Checkpoint 3 cannot be committed to the Delta table at %s: of its 4 data files 2 are"
                  + " gone or have another size, the first one is b.",
              table)
          .hasMessageContaining("from a checkpoint or savepoint before checkpoint 3");
    }
    assertThat(TableHistory.of(table).version()).isZero();
  }

  /** They are in a version, so whoever took them away is another matter. */
  @Test
  void filesOfWhatIsCommittedAlreadyAreNotLookedAt() throws Exception {
    DeltaCommittable committable = checkpoint(3, "a");
    try (DeltaCommitter committer = fresh()) {
      commit(committer, committable);
    }
    Files.delete(table.resolve("a"));
    try (DeltaCommitter committer = restoredFrom(3)) {
      commit(committer, committable);
    }
    assertThat(TableHistory.of(table).version()).isEqualTo(1);
  }

  @Test
  void tellsHowItGoes() {
    try (DeltaCommitter committer = fresh()) {
      clock.advanceTime(Duration.ofSeconds(4));
      assertThat(metrics.value("secondsSinceLastSuccessfulCommit")).isEqualTo(4);

      commit(committer, checkpoint(1, "a", "b"));
      clock.advanceTime(Duration.ofSeconds(3));

      assertThat(metrics.value("secondsSinceLastSuccessfulCommit")).isEqualTo(3);
      assertThat(metrics.value("lastCommittedVersion")).isEqualTo(1);
      assertThat(metrics.value("lastCommitFiles")).isEqualTo(2);
      assertThat(metrics.value("lastCommitRows")).isEqualTo(20);
      assertThat(metrics.value("lastCommitBytes")).isEqualTo(200);
      assertThat(metrics.value("lastCommitDurationMillis")).isZero();
      assertThat(metrics.value("commitRetries")).isZero();
    }
  }

  private DeltaCommitter fresh() {
    return new DeltaCommitter(target, OptionalLong.empty(), new CommitMetrics(metrics, clock));
  }

  private DeltaCommitter restoredFrom(long checkpoint) {
    return new DeltaCommitter(
        target, OptionalLong.of(checkpoint), new CommitMetrics(metrics, clock));
  }

  private static void commit(DeltaCommitter committer, DeltaCommittable committable) {
    CommitRequest<DeltaCommittable> request = new MockCommitRequest<>(committable);
    committer.commit(List.of(request));
  }

  private DeltaCommittable checkpoint(long checkpoint, String... paths) {
    return committable(CommitScope.CHECKPOINT, checkpoint, paths);
  }

  private DeltaCommittable job(String path) {
    return committable(CommitScope.JOB, 1, path);
  }

  private DeltaCommittable committable(CommitScope scope, long checkpoint, String... paths) {
    List<DataFile> files = List.of(paths).stream().map(this::file).toList();
    return new DeltaCommittable(scope, SINK, tableId, checkpoint, OptionalLong.empty(), files);
  }

  private DataFile file(String path) {
    try {
      Files.write(table.resolve(path), new byte[100]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DataFile(path, List.of(), 100, 1, 10, "{\"numRecords\":10}");
  }

  /** Keeps what is registered. */
  private static final class Metrics extends UnregisteredMetricsGroup {

    private final Map<String, Gauge<?>> gauges = new HashMap<>();
    private final Map<String, Counter> counters = new HashMap<>();

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(name, gauge);
      return gauge;
    }

    @Override
    public Counter counter(String name) {
      return counters.computeIfAbsent(name, ignored -> super.counter(name));
    }

    long value(String name) {
      Gauge<?> gauge = gauges.get(name);
      return gauge == null
          ? counters.get(name).getCount()
          : ((Number) gauge.getValue()).longValue();
    }
  }
}
