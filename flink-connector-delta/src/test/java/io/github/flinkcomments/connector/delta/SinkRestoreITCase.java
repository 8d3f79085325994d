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
package io.github.flinkcomments.connector.delta;

import static io.github.flinkcomments.connector.delta.testing.RunningJob.awaitVersion;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.commit.FreshStartMode;
import io.github.flinkcomments.connector.delta.commit.RewindMode;
import io.github.flinkcomments.connector.delta.commit.SinkStateException;
import io.github.flinkcomments.connector.delta.testing.Fault.Moment;
import io.github.flinkcomments.connector.delta.testing.RunningJob;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.testing.TableChanges;
import io.github.flinkcomments.connector.delta.testing.TableHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that are stopped and restored, rightly and wrongly, under Flink's own restart strategy. */
@Tag("flink-versions")
class SinkRestoreITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(8).build());

  private static final long MANY_ROWS = 1_000_000;
  private static final long REWOUND_ROWS = 2_400;

  @TempDir Path directory;
  private Path table;
  private MiniCluster cluster;

  @BeforeEach
  void setUp(@InjectMiniCluster MiniCluster injected) {
    table = directory.resolve("table");
    cluster = injected;
  }

  @Test
  void rescalesThroughSavepoints() throws Exception {
    String first = runForVersionsAndStop(job().rows(900).parallelism(1), 3);
    String second = runForVersionsAndStop(job().rows(900).parallelism(3).restoredFrom(first), 3);
    job().rows(900).parallelism(2).restoredFrom(second).build().execute();

    TableHistory history = TableHistory.of(table);
    history.holdsExactly(900);
    assertThat(history.sinkIds()).hasSize(1);
  }

  /** Flink tells nobody that an intermediate savepoint is complete: its rows are not committed. */
  @Test
  void anIntermediateSavepointIsCommittedWhenItIsRestored() throws Exception {
    RunningJob paused = start(job().rows(180).checkpointsOnDemand()).awaitTasks();
    String savepoint = paused.savepoint(directory);
    paused.cancel();
    assertThat(TableHistory.of(table).dataVersions()).isZero();

    job().rows(180).restoredFrom(savepoint).build().execute();

    TableHistory.of(table).holdsExactly(180);
  }

  @Test
  void goesOnFromARetainedCheckpointUnderANewJobId() throws Exception {
    Path checkpoints = directory.resolve("checkpoints");
    RunningJob running = start(job().rows(900).retainingCheckpoints(checkpoints));
    awaitVersion(table, 3);
    running.cancel();

    job().rows(900).restoredFrom(RunningJob.newestCheckpoint(checkpoints)).build().execute();

    TableHistory history = TableHistory.of(table);
    history.holdsExactly(900);
    assertThat(history.sinkIds()).hasSize(1);
  }

  /** As VACUUM would do it, for which they are files of no version. */
  @Test
  void anIntermediateSavepointWhoseFilesAreGoneIsRefused() throws Exception {
    RunningJob paused = start(job().rows(180).checkpointsOnDemand()).awaitTasks();
    String savepoint = paused.savepoint(directory);
    paused.cancel();
    try (Stream<Path> files = Files.list(table)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }

    assertThat(failureOf(job().rows(180).restoredFrom(savepoint)))
        .rootCause()
        .isInstanceOf(SinkStateException.class)
        .hasMessageContaining("are gone or have another size");
    assertThat(TableHistory.of(table).version()).isZero();
  }

  @Test
  void aSinkWithoutUidIsRestoredAsLongAsTheJobIsTheSame() throws Exception {
    String savepoint = runForVersionsAndStop(job().rows(900).withoutUids(), 3);
    job().rows(900).withoutUids().restoredFrom(savepoint).build().execute();

    TableHistory history = TableHistory.of(table);
    history.holdsExactly(900);
    assertThat(history.sinkIds()).hasSize(1);
  }

  @Test
  void aSinkThatIsNewToARestoredJobCreatesItsTable() throws Exception {
    String savepoint = runForVersionsAndStop(job().rows(900), 3);
    Path added = directory.resolve("added");
    job().rows(900).secondSink(added).restoredFrom(savepoint).build().execute();

    TableHistory.of(table).holdsExactly(900);
    assertThat(TableHistory.of(added).ids()).isNotEmpty().doesNotHaveDuplicates();
  }

  /** Whether it has an end or not: what it read before, it would read again. */
  @Test
  void aJobThatIsStartedAgainWithoutItsStateIsRefused() throws Exception {
    job().rows(90).build().execute();

    assertThat(failureOf(job().rows(90)))
        .rootCause()
        .isInstanceOf(SinkStateException.class)
        .hasMessageContaining("starts without state");
    TableHistory.of(table).holdsExactly(90);
  }

  @Test
  void aJobStartedAgainWithoutItsStateAppendsUnderANewIdIfToldSo() throws Exception {
    job().rows(90).build().execute();
    job().rows(90).sink(sink -> sink.withOnFreshStart(FreshStartMode.APPEND)).build().execute();

    TableHistory history = TableHistory.of(table);
    assertThat(history.ids()).hasSize(180);
    assertThat(history.sinkIds()).hasSize(2);
    history.hasEachFileOnce();
  }

  /** As a script that is run a second time. What the message names is what to go on from. */
  @Test
  void aJobWithoutEndThatIsStartedAgainWithoutItsStateIsRefused() throws Exception {
    String savepoint = runForVersionsAndStop(job().rows(MANY_ROWS).unbounded(), 2);
    long rows = TableHistory.of(table).ids().size();
    SinkJob again = job().rows(MANY_ROWS).unbounded();
    again
        .configuration()
        .set(CheckpointingOptions.SAVEPOINT_DIRECTORY, directory.toUri().toString());

    assertThat(failureOf(again))
        .rootCause()
        .isInstanceOf(SinkStateException.class)
        .hasMessageContaining("starts without state")
        .hasMessageContaining("flink run -s " + savepoint);
    assertThat(TableHistory.of(table).ids()).hasSize((int) rows);

    runForVersionsAndStop(
        job()
            .rows(MANY_ROWS)
            .unbounded()
            .sink(sink -> sink.withOnFreshStart(FreshStartMode.APPEND)),
        1);
    assertThat(TableHistory.of(table).sinkIds()).hasSize(2);
  }

  @Test
  void anOlderSavepointThanTheTableIsRefused() throws Exception {
    String older = olderSavepoint();
    long rows = TableHistory.of(table).ids().size();
    long inTable = TableHistory.of(table).newestCheckpoint();

    Throwable failure = failureOf(job().rows(MANY_ROWS).restoredFrom(older));

    assertThat(failure)
        .hasRootCauseInstanceOf(SinkStateException.class)
        .rootCause()
        .hasMessageContaining("restored from checkpoint ")
        .hasMessageContaining("up to checkpoint " + inTable)
        .hasMessageContaining("Either restore checkpoint " + inTable + ", or a later")
        .hasMessageContaining("'sink.on-rewind' = 'restore'")
        .hasMessageContaining("'sink.on-rewind' = 'append'");
    assertThat(TableHistory.of(table).ids()).hasSize((int) rows);
  }

  @Test
  void anOlderSavepointTakesTheTableBackIfToldSo() throws Exception {
    String older = olderSavepoint();
    job().rows(REWOUND_ROWS).onRewind(RewindMode.RESTORE).restoredFrom(older).build().execute();

    TableHistory history = TableHistory.of(table);
    history.holdsOnce(REWOUND_ROWS);
    assertThat(history.removedFiles()).isNotEmpty();
    assertThat(history.sinkIds()).hasSize(2);
  }

  /** The task dies after the table went back and before the first checkpoint. */
  @Test
  void aJobThatTookTheTableBackMayDieBeforeItsFirstCheckpoint() throws Exception {
    String older = olderSavepoint();
    SinkJob job =
        job().rows(REWOUND_ROWS).onRewind(RewindMode.RESTORE).fault(Moment.AT_THE_FIRST_ROW);
    job.restoredFrom(older).build().execute();

    assertThat(job.fault().happened()).isTrue();
    TableHistory history = TableHistory.of(table);
    history.holdsOnce(REWOUND_ROWS);
    assertThat(history.sinkIds()).hasSize(2);
  }

  @Test
  void anOlderSavepointIsAppendedToIfToldSo() throws Exception {
    String older = olderSavepoint();
    long before = TableHistory.of(table).ids().size();
    job().rows(REWOUND_ROWS).onRewind(RewindMode.APPEND).restoredFrom(older).build().execute();

    TableHistory history = TableHistory.of(table);
    history.hasEachFileOnce();
    assertThat(history.sinkIds()).hasSize(2);
    assertThat(history.ids().stream().distinct()).hasSize((int) REWOUND_ROWS);
    assertThat((long) history.ids().size()).isBetween(REWOUND_ROWS + 1, REWOUND_ROWS + before);
  }

  private String olderSavepoint() throws Exception {
    return RunningJob.olderSavepoint(cluster, job().rows(REWOUND_ROWS), table, directory);
  }

  @Test
  void twoJobsRestoredFromOneSavepointAreToldApart() throws Exception {
    String savepoint = runForVersionsAndStop(job().rows(MANY_ROWS), 2);
    RunningJob one = restoredOnDemand(savepoint);
    RunningJob other = restoredOnDemand(savepoint);

    long version = TableHistory.of(table).version();
    one.checkpoint();
    awaitVersion(table, version + 1);
    other.checkpoint();

    assertThat(other.failure())
        .rootCause()
        .isInstanceOf(SinkStateException.class)
        .hasMessageContaining("another job has committed checkpoint");
    one.stop(directory);
    TableHistory history = TableHistory.of(table);
    assertThat(history.ids()).doesNotHaveDuplicates();
  }

  /** At once: no writer may run into the missing directory and make Flink restart the job. */
  @Test
  void aTableDeletedUnderAStoppedJobIsRefused() throws Exception {
    String savepoint = runForVersionsAndStop(job().rows(MANY_ROWS), 2);
    FileUtils.deleteDirectory(table.toFile());

    RunningJob running = start(job().rows(MANY_ROWS).restoredFrom(savepoint));
    assertThat(running.failure()).rootCause().hasMessageContaining("deleted");
    assertThat(restartsOf(running.client())).isZero();
    assertThat(table).doesNotExist();
  }

  @Test
  void aTableCreatedAnewUnderAStoppedJobIsRefused() throws Exception {
    String savepoint = runForVersionsAndStop(job().rows(MANY_ROWS), 2);
    FileUtils.deleteDirectory(table.toFile());
    job().rows(30).build().execute();

    assertThat(failureOf(job().rows(MANY_ROWS).restoredFrom(savepoint)))
        .rootCause()
        .hasMessageContaining("created anew");
    TableHistory.of(table).holdsExactly(30);
  }

  @Test
  void aTableDeletedUnderARunningJobIsAnError() throws Exception {
    RunningJob running = start(job().rows(MANY_ROWS));
    awaitVersion(table, 2);
    Path aside = directory.resolve("aside");
    Files.move(table, aside);

    assertThat(running.failure()).rootCause().hasMessageContaining("deleted");
    assertThat(table).doesNotExist();
    TableHistory.of(aside).hasEachFileOnce();
  }

  /** The rows are in the checkpoint, and are committed once the column may be null. */
  @Test
  void aColumnThatMustNotBeNullStopsTheJobAndCostsNothing() throws Exception {
    Path checkpoints = directory.resolve("checkpoints");
    RunningJob running =
        start(job().rows(180).checkpointsOnDemand().retainingCheckpoints(checkpoints)).awaitTasks();
    TableChanges.addColumn(table, "must", false);
    running.checkpoint();

    assertThat(running.failure())
        .rootCause()
        .hasMessage(
            "Column 'must' is NOT NULL in the table, but the sink does not write it: add it to the sink.");
    TableChanges.allowNull(table, "must");
    job().rows(180).restoredFrom(RunningJob.newestCheckpoint(checkpoints)).build().execute();
    TableHistory.of(table).holdsExactly(180);
  }

  private SinkJob job() {
    return new SinkJob(table);
  }

  private RunningJob start(SinkJob job) throws Exception {
    return RunningJob.start(cluster, job);
  }

  private RunningJob restoredOnDemand(String savepoint) throws Exception {
    return start(job().rows(MANY_ROWS).restoredFrom(savepoint).checkpointsOnDemand()).awaitTasks();
  }

  private String runForVersionsAndStop(SinkJob job, long versions) throws Exception {
    long before = Files.exists(table) ? TableHistory.of(table).version() : 0;
    RunningJob running = start(job);
    awaitVersion(table, before + versions);
    return running.stop(directory);
  }

  private long restartsOf(JobClient client) throws Exception {
    return StreamSupport.stream(
            cluster
                .getExecutionGraph(client.getJobID())
                .get()
                .getAllExecutionVertices()
                .spliterator(),
            false)
        .mapToInt(vertex -> vertex.getCurrentExecutionAttempt().getAttemptNumber())
        .max()
        .orElseThrow();
  }

  private Throwable failureOf(SinkJob job) throws Exception {
    return start(job).failure();
  }
}
