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

import static java.util.Comparator.comparing;
import static org.apache.flink.configuration.CheckpointingOptions.CHECKPOINTS_DIRECTORY;
import static org.apache.flink.configuration.CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION;
import static org.apache.flink.configuration.ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION;
import static org.apache.flink.runtime.testutils.CommonTestUtils.waitForAllTaskRunning;
import static org.apache.flink.runtime.testutils.CommonTestUtils.waitUntilCondition;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.commit.RewindMode;
import io.github.flinkcomments.connector.delta.commit.SinkStateException;
import io.github.flinkcomments.connector.delta.testing.Fault.Moment;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.testing.TableHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobmaster.JobResult;
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
    SinkJob paused = job().rows(180).checkpointsOnDemand();
    JobClient client = paused.build().executeAsync();
    waitForAllTaskRunning(cluster, client.getJobID(), false);
    String savepoint = savepoint(client);
    client.cancel().get();
    cluster.requestJobResult(client.getJobID()).get(2, TimeUnit.MINUTES);
    assertThat(TableHistory.of(table).dataVersions()).isZero();

    job().rows(180).restoredFrom(savepoint).build().execute();

    TableHistory.of(table).holdsExactly(180);
  }

  @Test
  void goesOnFromARetainedCheckpointUnderANewJobId() throws Exception {
    Path checkpoints = directory.resolve("checkpoints");
    SinkJob retaining = job().rows(900);
    retaining.configuration().set(CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    retaining.configuration().set(EXTERNALIZED_CHECKPOINT_RETENTION, RETAIN_ON_CANCELLATION);
    JobClient client = retaining.build().executeAsync();
    waitForVersion(3);
    client.cancel().get();
    cluster.requestJobResult(client.getJobID()).get(2, TimeUnit.MINUTES);

    job().rows(900).restoredFrom(newestIn(checkpoints)).build().execute();

    TableHistory history = TableHistory.of(table);
    history.holdsExactly(900);
    assertThat(history.sinkIds()).hasSize(1);
  }

  private static String newestIn(Path checkpoints) throws IOException {
    try (Stream<Path> files = Files.walk(checkpoints)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(Path::getParent)
          .max(comparing(SinkRestoreITCase::number))
          .orElseThrow()
          .toUri()
          .toString();
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  /** As VACUUM would do it, for which they are files of no version. */
  @Test
  void anIntermediateSavepointWhoseFilesAreGoneIsRefused() throws Exception {
    JobClient client = job().rows(180).checkpointsOnDemand().build().executeAsync();
    waitForAllTaskRunning(cluster, client.getJobID(), false);
    String savepoint = savepoint(client);
    client.cancel().get();
    cluster.requestJobResult(client.getJobID()).get(2, TimeUnit.MINUTES);
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

  @Test
  void aJobRestartedWithoutStateAppendsUnderANewId() throws Exception {
    job().rows(90).build().execute();
    job().rows(90).build().execute();

    TableHistory history = TableHistory.of(table);
    assertThat(history.ids()).hasSize(180);
    assertThat(history.sinkIds()).hasSize(2);
    history.hasEachFileOnce();
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

  /** The table is ahead of it by some versions, and the job that made them has ended. */
  private String olderSavepoint() throws Exception {
    JobClient client = job().rows(REWOUND_ROWS).build().executeAsync();
    waitForVersion(2);
    String older = savepoint(client);
    waitForVersion(TableHistory.of(table).version() + 3);
    stop(client);
    return older;
  }

  @Test
  void twoJobsRestoredFromOneSavepointAreToldApart() throws Exception {
    String savepoint = runForVersionsAndStop(job().rows(MANY_ROWS), 2);
    JobClient one = restoredOnDemand(savepoint);
    JobClient other = restoredOnDemand(savepoint);

    long version = TableHistory.of(table).version();
    checkpoint(one);
    waitForVersion(version + 1);
    checkpoint(other);

    assertThat(failureOf(other))
        .rootCause()
        .isInstanceOf(SinkStateException.class)
        .hasMessageContaining("another job has committed checkpoint");
    stop(one);
    TableHistory history = TableHistory.of(table);
    assertThat(history.ids()).doesNotHaveDuplicates();
  }

  /** At once: no writer may run into the missing directory and make Flink restart the job. */
  @Test
  void aTableDeletedUnderAStoppedJobIsRefused() throws Exception {
    String savepoint = runForVersionsAndStop(job().rows(MANY_ROWS), 2);
    FileUtils.deleteDirectory(table.toFile());

    JobClient client = job().rows(MANY_ROWS).restoredFrom(savepoint).build().executeAsync();
    assertThat(failureOf(client)).rootCause().hasMessageContaining("deleted");
    assertThat(restartsOf(client)).isZero();
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
    JobClient client = job().rows(MANY_ROWS).build().executeAsync();
    waitForVersion(2);
    Path aside = directory.resolve("aside");
    Files.move(table, aside);

    assertThat(failureOf(client)).rootCause().hasMessageContaining("deleted");
    assertThat(table).doesNotExist();
    TableHistory.of(aside).hasEachFileOnce();
  }

  private SinkJob job() {
    return new SinkJob(table);
  }

  private JobClient restoredOnDemand(String savepoint) throws Exception {
    SinkJob job = job().rows(MANY_ROWS).restoredFrom(savepoint).checkpointsOnDemand();
    JobClient client = job.build().executeAsync();
    waitForAllTaskRunning(cluster, client.getJobID(), false);
    return client;
  }

  private String runForVersionsAndStop(SinkJob job, long versions) throws Exception {
    long before = Files.exists(table) ? TableHistory.of(table).version() : 0;
    JobClient client = job.build().executeAsync();
    waitForVersion(before + versions);
    return stop(client);
  }

  private void waitForVersion(long version) throws Exception {
    Path entry = table.resolve("_delta_log").resolve("%020d.json".formatted(version));
    waitUntilCondition(() -> Files.exists(entry));
  }

  private void checkpoint(JobClient client) throws Exception {
    cluster.triggerCheckpoint(client.getJobID(), CheckpointType.DEFAULT).get(1, TimeUnit.MINUTES);
  }

  private String stop(JobClient client) throws Exception {
    return client
        .stopWithSavepoint(false, directory.toString(), SavepointFormatType.CANONICAL)
        .get(1, TimeUnit.MINUTES);
  }

  private String savepoint(JobClient client) throws Exception {
    return client
        .triggerSavepoint(directory.toString(), SavepointFormatType.CANONICAL)
        .get(1, TimeUnit.MINUTES);
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
    return failureOf(job.build().executeAsync());
  }

  /** Flink's default strategy restarts for ever, so this ends only if restarts are suppressed. */
  private Throwable failureOf(JobClient client) throws Exception {
    JobResult result = cluster.requestJobResult(client.getJobID()).get(2, TimeUnit.MINUTES);
    assertThat(cluster.getJobStatus(client.getJobID()).get()).isEqualTo(JobStatus.FAILED);
    return result
        .getSerializedThrowable()
        .orElseThrow()
        .deserializeError(getClass().getClassLoader());
  }
}
