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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.commit.FreshStartMode;
import io.github.flinkcomments.connector.delta.log.StandaloneReader;
import io.github.flinkcomments.connector.delta.testing.Fault.Moment;
import io.github.flinkcomments.connector.delta.testing.RowsPerCheckpoint;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.testing.TableHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs that run to their end, with and without a task that dies on the way. */
@Tag("flink-versions")
class SinkFailoverITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Moment.class)
  void everyRowArrivesOnceWhateverTheMomentOfDeath(
      Moment moment, @InjectMiniCluster MiniCluster cluster) throws Exception {
    SinkJob job = new SinkJob(directory).fault(moment);
    JobID jobId = job.build().execute().getJobID();

    assertThat(job.fault().happened()).isTrue();
    TableHistory history = TableHistory.of(directory);
    history.holdsExactly(300);
    assertThat(history.sinkIds()).hasSize(1);
    assertThat(history.dataVersions()).isBetween(3L, completedCheckpoints(cluster, jobId));
    if (moment != Moment.AT_THE_FIRST_ROW) { // before it, no snapshot tells whose files are left
      history.hasNoLeftovers();
    }
    assertThat(history.version())
        .as("after the table's creation")
        .isEqualTo(history.dataVersions());
  }

  /** With files that are finished early, and rows that change their writers on the way. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "BETWEEN_TWO_CHECKPOINTS",
        "IN_A_SNAPSHOT",
        "WHEN_A_VERSION_HAS_APPEARED",
        "IN_THE_SNAPSHOT_AFTER_THE_END_OF_INPUT"
      })
  void everyRowArrivesOnceInItsPartition(Moment moment, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    // Each row of another partition takes a file of its own.
    SinkJob job =
        new SinkJob(directory)
            .rows(120)
            .pace(new RowsPerCheckpoint(10, 0))
            .fault(moment)
            .partitioned(sink -> sink.withMaxOpenPartitions(1));
    JobID jobId = job.build().execute().getJobID();

    assertThat(job.fault().happened()).isTrue();
    TableHistory history = TableHistory.of(directory);
    history.holdsExactly(120);
    history.holdsEachRowInItsPartition();
    history.hasNoLeftovers();
    assertThat(history.dataVersions()).isBetween(3L, completedCheckpoints(cluster, jobId));
  }

  @Test
  void eachPartitionHasOneWriter() throws Exception {
    new SinkJob(directory).batch().partitioned(sink -> sink).build().execute();
    TableHistory.of(directory).holdsExactly(300);
    assertThat(StandaloneReader.at(directory).files()).hasSize(5);
  }

  @Test
  void rowsStayWhereTheyAreIfToldSo() throws Exception {
    new SinkJob(directory)
        .batch()
        .partitioned(sink -> sink.withDistributionMode(DistributionMode.NONE))
        .build()
        .execute();
    TableHistory history = TableHistory.of(directory);
    history.holdsExactly(300);
    history.holdsEachRowInItsPartition();
    assertThat(StandaloneReader.at(directory).files()).hasSizeGreaterThan(5);
  }

  @Test
  void readersThatEndAtDifferentCheckpointsLoseNothing(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    SinkJob job = new SinkJob(directory).pace(new RowsPerCheckpoint(10, 20));
    JobID jobId = job.build().execute().getJobID();

    TableHistory history = TableHistory.of(directory);
    history.holdsExactly(300);
    assertThat(history.dataVersions()).isBetween(5L, completedCheckpoints(cluster, jobId));
  }

  /** What is left when some readers have ended is committed under numbers that only rise. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "IN_A_SNAPSHOT",
        "WHEN_A_CHECKPOINT_IS_COMPLETE",
        "AT_THE_END_OF_INPUT",
        "IN_THE_SNAPSHOT_AFTER_THE_END_OF_INPUT"
      })
  void aDeathWhileReadersEndLosesNothing(Moment moment) throws Exception {
    SinkJob job = new SinkJob(directory).pace(new RowsPerCheckpoint(10, 20)).fault(moment);
    job.build().execute();

    assertThat(job.fault().happened()).isTrue();
    TableHistory.of(directory).holdsExactly(300);
  }

  @Test
  void twoJobsOnOneTableDoNotHinderEachOther(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    List<JobClient> clients = new ArrayList<>();
    for (String prefix : List.of("orders", "returns")) {
      SinkJob job = new SinkJob(directory).parallelism(2);
      clients.add(job.sink(sink -> sink.withIdPrefix(prefix)).build().executeAsync());
    }
    for (JobClient client : clients) {
      JobResult result = cluster.requestJobResult(client.getJobID()).get();
      assertThat(result.getSerializedThrowable()).isEmpty();
    }

    TableHistory history = TableHistory.of(directory);
    history.hasEachFileOnce();
    assertThat(history.sinkIds()).hasSize(2);
    assertThat(history.ids()).hasSize(600);
    assertThat(history.ids().stream().distinct()).hasSize(300);
  }

  @Test
  void checkpointsWithoutRowsMakeNoVersion(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    SinkJob withoutRows = new SinkJob(directory).pace(new RowsPerCheckpoint(0, 0));
    JobClient client = withoutRows.build().executeAsync();
    CommonTestUtils.waitForCheckpoint(client.getJobID(), cluster, 3);
    client.cancel().get();
    cluster.requestJobResult(client.getJobID()).get();

    assertThat(TableHistory.of(directory).version()).isZero();
  }

  @Test
  void twoSinksOfOneJobOnOneTableDoNotHinderEachOther() throws Exception {
    new SinkJob(directory).secondSink(directory).build().execute();

    TableHistory history = TableHistory.of(directory);
    history.hasEachFileOnce();
    assertThat(history.sinkIds()).hasSize(2);
    assertThat(history.ids()).hasSize(600);
    assertThat(history.ids().stream().distinct()).hasSize(300);
  }

  /** One of them commits before the other one starts. */
  @Test
  void norDoThoseOfABatchJob() throws Exception {
    new SinkJob(directory).secondSink(directory).batch().build().execute();

    TableHistory history = TableHistory.of(directory);
    assertThat(history.sinkIds()).hasSize(2);
    assertThat(history.ids()).hasSize(600);
  }

  @Test
  void aBatchJobMakesOneVersion() throws Exception {
    new SinkJob(directory).batch().build().execute();
    TableHistory.of(directory).holdsExactly(300);
    assertThat(TableHistory.of(directory).dataVersions()).isEqualTo(1);
  }

  /** Left to Flink, the kind of job is not known when it is built. */
  @Test
  void aStreamThatTurnsOutToBeUnboundedNeedsCheckpoints() {
    SinkJob job = new SinkJob(directory).automatic().unbounded();
    assertThatThrownBy(() -> job.build().execute())
        .hasStackTraceContaining("set 'execution.checkpointing.interval' to '10s'");
  }

  @Test
  void aJobThatTurnsOutToBeBoundedIsABatchJob() throws Exception {
    new SinkJob(directory).automatic().build().execute();
    TableHistory.of(directory).holdsExactly(300);
    assertThat(TableHistory.of(directory).dataVersions()).isEqualTo(1);
  }

  @Test
  void anotherBatchJobAppendsIfToldSo() throws Exception {
    new SinkJob(directory).batch().build().execute();
    new SinkJob(directory)
        .batch()
        .sink(sink -> sink.withOnFreshStart(FreshStartMode.APPEND))
        .build()
        .execute();

    TableHistory history = TableHistory.of(directory);
    assertThat(history.ids()).hasSize(600);
    assertThat(history.sinkIds()).hasSize(2);
  }

  @Test
  void aBatchJobWhoseTaskDiesMakesOneVersion() throws Exception {
    SinkJob job = new SinkJob(directory).batch().fault(Moment.AT_THE_END_OF_INPUT);
    job.build().execute();

    assertThat(job.fault().happened()).isTrue();
    TableHistory.of(directory).holdsExactly(300);
  }

  private static long completedCheckpoints(MiniCluster cluster, JobID jobId) throws Exception {
    return cluster
        .getExecutionGraph(jobId)
        .get()
        .getCheckpointStatsSnapshot()
        .getCounts()
        .getNumberOfCompletedCheckpoints();
  }
}
