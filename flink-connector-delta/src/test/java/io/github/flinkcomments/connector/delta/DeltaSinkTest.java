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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.commit.WriterState;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.writer.Compression;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.JobInfoImpl;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.metrics.groups.MetricsGroupTestUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("flink-versions")
class DeltaSinkTest {

  @TempDir Path directory;

  @Test
  void oneAggregatorAndOneCommitterServeAllWriters() {
    JobGraph graph = new SinkJob(directory).parallelism(3).build().getStreamGraph().getJobGraph();

    assertThat(vertex(graph, "Aggregator").getParallelism()).isEqualTo(1);
    assertThat(vertex(graph, "Committer").getParallelism()).isEqualTo(1);
    assertThat(vertex(graph, "Writer").getParallelism()).isEqualTo(3);
  }

  /** Otherwise a change anywhere in the job would cost the sink its identity. */
  @Test
  void theUidOfTheSinkFixesTheIdOfTheAggregator() {
    JobVertex one = vertex(jobGraph(new SinkJob(directory)), "Aggregator");
    JobVertex other = vertex(jobGraph(new SinkJob(directory).secondSink(directory)), "Aggregator");
    assertThat(one.getID()).isEqualTo(other.getID());
  }

  @Test
  void aSinkWithoutUidWorks() {
    StreamExecutionEnvironment environment = new SinkJob(directory).withoutUids().build();
    assertThat(vertex(environment.getStreamGraph().getJobGraph(), "Aggregator")).isNotNull();
  }

  @Test
  void aStreamingJobWithoutCheckpointsIsRefused() {
    SinkJob job = new SinkJob(directory);
    job.configuration().removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    assertThatThrownBy(() -> jobGraph(job))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("set 'execution.checkpointing.interval' to '10s'");
  }

  @Test
  void aStreamingJobWithOtherCheckpointsIsRefused() {
    SinkJob job = new SinkJob(directory);
    job.configuration()
        .set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.AT_LEAST_ONCE);
    assertThatThrownBy(() -> jobGraph(job))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("set 'execution.checkpointing.mode' to 'EXACTLY_ONCE'");
  }

  @Test
  void aStreamingJobWithoutALastCheckpointIsRefused() {
    SinkJob job = new SinkJob(directory);
    job.configuration().set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, false);
    assertThatThrownBy(() -> jobGraph(job))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("execution.checkpointing.checkpoints-after-tasks-finish' to 'true'");
  }

  @Test
  void aBatchJobNeedsNoCheckpoints() {
    SinkJob job = new SinkJob(directory).batch();
    job.configuration().removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    assertThat(vertex(jobGraph(job), "Aggregator")).isNotNull();
  }

  @Test
  void typesThatDeltaCannotHoldAreRefusedByTheBuilder() {
    RowType nanoseconds = RowType.of(new LogicalType[] {new TimestampType(9)}, new String[] {"at"});
    assertThatThrownBy(() -> DeltaSink.forRowData(directory.toString(), nanoseconds).build())
        .hasMessageContaining("Column 'at'")
        .hasMessageContaining("precision of at most 6");
  }

  @Test
  void partitionColumnsAreCheckedByTheBuilder() {
    DeltaSinkBuilder builder =
        DeltaSink.forRowData(directory.toString(), SinkJob.ROW_TYPE).withPartitionColumns("day");
    assertThatThrownBy(builder::build)
        .hasMessageContaining("Partition column 'day' is not among the columns [id]");
  }

  @Test
  void settingsOfPartitionsNeedPartitions() {
    DeltaSinkBuilder builder = DeltaSink.forRowData(directory.toString(), SinkJob.ROW_TYPE);
    assertThatCode(builder.withDistributionMode(DistributionMode.NONE)::build)
        .doesNotThrowAnyException();
    assertThatThrownBy(builder.withDistributionMode(DistributionMode.HASH)::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'sink.distribution-mode' has no effect without partition columns");
    assertThatThrownBy(builder.withMaxOpenPartitions(7)::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'sink.max-open-partitions' has no effect without partition");
  }

  @Test
  void aCompressionLevelNeedsACompressionThatHasLevels() {
    DeltaSinkBuilder builder = DeltaSink.forRowData(directory.toString(), SinkJob.ROW_TYPE);
    assertThatCode(builder.withCompressionLevel(22)::build).doesNotThrowAnyException();
    assertThatThrownBy(builder.withCompressionLevel(23)::build)
        .hasMessage("The option 'sink.compression-level' is 23, but it must be from 1 to 22.");
    assertThatThrownBy(builder.withCompressionLevel(1).withCompression(Compression.SNAPPY)::build)
        .hasMessage(
            "The option 'sink.compression-level' has no effect with 'sink.compression' = 'snappy';"
                + " leave it out, or set that to 'zstd'.");
  }

  /** Flat tables' jobs keep their shape, and with it their state. */
  @Test
  void onlyPartitionsMakeRowsChangeTheirWriters() {
    JobVertex flat = vertex(jobGraph(new SinkJob(directory)), "Writer");
    JobVertex hashed = vertex(jobGraph(new SinkJob(directory).partitioned(s -> s)), "Writer");
    assertThat(flat.getName()).contains("numbers");
    assertThat(hashed.getName()).doesNotContain("numbers");
    assertThat(hashed.getInputs().get(0).getShipStrategyName()).isEqualTo("HASH");
  }

  @Test
  void storageOptionsAreNeverPrinted() {
    DeltaSinkBuilder builder =
        DeltaSink.forRowData(directory.toString(), SinkJob.ROW_TYPE)
            .withStorageOptions(Map.of("key", "secret"));
    assertThatThrownBy(builder::build).hasMessageNotContaining("secret");
  }

  @Test
  void travelsToTheCluster() throws Exception {
    DeltaSink sink = DeltaSink.forRowData(directory.toString(), SinkJob.ROW_TYPE).build();
    assertThat(InstantiationUtil.clone(sink)).isNotNull();
  }

  /** On clusters of applications, each may have the same job id, and the one before still run. */
  @Test
  void submissionsAreToldApartWhereTheyHaveOneJobId() throws Exception {
    DeltaSink sink = DeltaSink.forRowData(directory.toString(), SinkJob.ROW_TYPE).build();
    DeltaSink submittedAgain = DeltaSink.forRowData(directory.toString(), SinkJob.ROW_TYPE).build();
    List<WriterState> state;
    try (StatefulSinkWriter<RowData, WriterState> writer = restore(sink, List.of())) {
      state = writer.snapshotState(1);
    }

    assertThat(replaced(InstantiationUtil.clone(sink), state))
        .containsExactly(state.get(0).origin().series());
    assertThat(replaced(submittedAgain, state)).isEmpty();
  }

  /** The series of the writers whose files a restored one takes for those of failed attempts. */
  private static List<String> replaced(DeltaSink sink, List<WriterState> state) throws Exception {
    try (DeltaSinkWriter writer = (DeltaSinkWriter) restore(sink, state)) {
      return writer.prepareCommit().stream()
          .flatMap(result -> result.restoredWriters().stream())
          .map(FileOrigin::series)
          .toList();
    }
  }

  private static StatefulSinkWriter<RowData, WriterState> restore(
      DeltaSink sink, List<WriterState> state) throws IOException {
    JobInfo job = new JobInfoImpl(new JobID(1, 2), "job");
    TaskInfo task = new TaskInfoImpl("writer", 1, 0, 1, 0);
    SinkWriterMetricGroup metrics = MetricsGroupTestUtils.mockWriterMetricGroup();
    WriterInitContext context =
        (WriterInitContext)
            Proxy.newProxyInstance(
                DeltaSinkTest.class.getClassLoader(),
                new Class<?>[] {WriterInitContext.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getJobInfo" -> job;
                      case "getTaskInfo" -> task;
                      case "metricGroup" -> metrics;
                      case "getRestoredCheckpointId" -> OptionalLong.empty();
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return sink.restoreWriter(context, state);
  }

  private static JobGraph jobGraph(SinkJob job) {
    return job.build().getStreamGraph().getJobGraph();
  }

  private static JobVertex vertex(JobGraph graph, String name) {
    return StreamSupport.stream(graph.getVertices().spliterator(), false)
        .filter(vertex -> vertex.getName().contains(name))
        .findFirst()
        .orElseThrow();
  }
}
