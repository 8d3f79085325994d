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

import io.github.flinkcomments.connector.delta.commit.CheckpointRequirement;
import io.github.flinkcomments.connector.delta.commit.CommitMetrics;
import io.github.flinkcomments.connector.delta.commit.CommitTopology;
import io.github.flinkcomments.connector.delta.commit.DeltaCommittable;
import io.github.flinkcomments.connector.delta.commit.DeltaCommittableSerializer;
import io.github.flinkcomments.connector.delta.commit.DeltaCommitter;
import io.github.flinkcomments.connector.delta.commit.FreshStartMode;
import io.github.flinkcomments.connector.delta.commit.RewindMode;
import io.github.flinkcomments.connector.delta.commit.TableTarget;
import io.github.flinkcomments.connector.delta.commit.WriteResult;
import io.github.flinkcomments.connector.delta.commit.WriteResultSerializer;
import io.github.flinkcomments.connector.delta.commit.WriterState;
import io.github.flinkcomments.connector.delta.commit.WriterStateSerializer;
import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.writer.DataFileOptions;
import io.github.flinkcomments.connector.delta.writer.RollingDataFileWriter;
import java.io.IOException;
import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.clock.SystemClock;

/**
 * Appends rows to a Delta table, exactly once. The rows before a completed checkpoint become one
 * version of the table; a checkpoint without rows makes no version. A batch job makes one version.
 *
 * <pre>{@code
 * rows.sinkTo(DeltaSink.forRowData("/data/events", rowType).build()).uid("events");
 * }</pre>
 *
 * <p>Writers (as many as the sink's parallelism) write Parquet files; by default one of them writes
 * all files of a partition. One aggregator collects the files of a checkpoint, and keeps the sink
 * id in its state. One committer adds the files to the table when the checkpoint is complete.
 *
 * <p>A streaming job needs exactly-once checkpoints; without them the job cannot be built. A job
 * that starts without state gets a new sink id. If the table then holds rows of an earlier run, the
 * job fails permanently, unless it is configured to {@linkplain DeltaSinkBuilder#withOnFreshStart
 * append} or its rows are those of {@code INSERT INTO … VALUES}. A job fails permanently if it is
 * restored from an older checkpoint than the table has seen, unless it is configured for a
 * {@linkplain DeltaSinkBuilder#withOnRewind rewind}, or if its table was deleted or re-created. The
 * messages name the ways out.
 */
@PublicEvolving
public final class DeltaSink
    implements Sink<RowData>,
        SupportsWriterState<RowData, WriterState>,
        SupportsPreWriteTopology<RowData>,
        SupportsCommitter<DeltaCommittable>,
        SupportsPreCommitTopology<WriteResult, DeltaCommittable> {

  @Serial private static final long serialVersionUID = 1L;

  private final TableTarget target;
  private final DistributionMode distribution;
  private final DataFileOptions fileOptions;
  private final String idPrefix;
  private final FreshStartMode freshStartMode;
  private final RewindMode rewindMode;

  /** Tells submissions of a job apart that have one job id, as clusters of applications may. */
  private final String submission = UUID.randomUUID().toString().substring(0, 8);

  DeltaSink(
      TableTarget target,
      DistributionMode distribution,
      DataFileOptions fileOptions,
      Optional<String> idPrefix,
      Optional<FreshStartMode> freshStartMode,
      RewindMode rewindMode) {
    this.target = target;
    this.distribution = distribution;
    this.fileOptions = fileOptions;
    this.idPrefix = idPrefix.orElse(null);
    this.freshStartMode = freshStartMode.orElse(null);
    this.rewindMode = rewindMode;
  }

  /**
   * Creates a builder.
   *
   * @param path absolute path of the table, which is created if it does not exist
   * @param rowType the columns; an existing table must have them, by name and type
   */
  public static DeltaSinkBuilder forRowData(String path, RowType rowType) {
    return new DeltaSinkBuilder(path, rowType);
  }

  /**
   * Checks early, without changing the table, what the job checks when it starts: whether an
   * existing table fits the rows, or whether a table can be created. A client may have fewer rights
   * and see fewer files than the processes of the job, so the check is not complete.
   *
   * @throws DeltaTableException naming the column, feature or property, and the way out
   */
  public void requireFittingTable() {
    try (DeltaTable table = target.open()) {
      table.rehearse(target.properties());
    } catch (DeltaTableException.AccessFailed e) {
      // The job reads it as another user, and says so if it cannot either.
    }
  }

  @Override
  public DataStream<RowData> addPreWriteTopology(DataStream<RowData> rows) {
    return switch (distribution) {
      case NONE -> rows;
      case HASH -> PartitionDistribution.hash(rows, target.layout());
    };
  }

  @Override
  public SinkWriter<RowData> createWriter(WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  /** Another job's files are its own: it may still run, from the same snapshot. */
  @Override
  public StatefulSinkWriter<RowData, WriterState> restoreWriter(
      WriterInitContext context, Collection<WriterState> states) throws IOException {
    String jobId = context.getJobInfo().getJobId().toHexString() + "-" + submission;
    List<FileOrigin> restoredWriters =
        states.stream()
            .filter(state -> state.jobId().equals(jobId))
            .map(state -> state.origin().restored())
            .toList();
    boolean restored = context.getRestoredCheckpointId().isPresent();
    TableLayout layout = new WriterStart(target, restored).layout();
    RollingDataFileWriter files =
        new RollingDataFileWriter(
            TableFiles.at(target.path(), target.storageOptions()),
            layout,
            fileOptions,
            context.getTaskInfo().getIndexOfThisSubtask(),
            restoredWriters.isEmpty() ? FileOrigin.first() : restoredWriters.get(0));
    return new DeltaSinkWriter(files, jobId, Set.copyOf(restoredWriters), context.metricGroup());
  }

  @Override
  public DataStream<CommittableMessage<DeltaCommittable>> addPreCommitTopology(
      DataStream<CommittableMessage<WriteResult>> results) {
    CheckpointRequirement.checkPlan(results.getExecutionEnvironment().getConfiguration());
    return CommitTopology.aggregate(
        results,
        target,
        Optional.ofNullable(idPrefix),
        Optional.ofNullable(freshStartMode),
        rewindMode);
  }

  @Override
  public Committer<DeltaCommittable> createCommitter(CommitterInitContext context) {
    return new DeltaCommitter(
        target,
        context.getRestoredCheckpointId(),
        new CommitMetrics(context.metricGroup(), SystemClock.getInstance()));
  }

  @Override
  public SimpleVersionedSerializer<WriterState> getWriterStateSerializer() {
    return new WriterStateSerializer();
  }

  @Override
  public SimpleVersionedSerializer<WriteResult> getWriteResultSerializer() {
    return new WriteResultSerializer();
  }

  @Override
  public SimpleVersionedSerializer<DeltaCommittable> getCommittableSerializer() {
    return new DeltaCommittableSerializer();
  }
}
