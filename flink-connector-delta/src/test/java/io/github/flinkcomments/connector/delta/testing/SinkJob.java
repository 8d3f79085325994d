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
package io.github.flinkcomments.connector.delta.testing;

import io.github.flinkcomments.connector.delta.DeltaSink;
import io.github.flinkcomments.connector.delta.DeltaSinkBuilder;
import io.github.flinkcomments.connector.delta.commit.RewindMode;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.testing.Fault.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;

/** A job that writes the numbers from 0 to a table, so and so many per checkpoint. */
public final class SinkJob {

  public static final RowType ROW_TYPE =
      RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"id"});

  public static final TableLayout LAYOUT = TableLayout.unpartitioned(ROW_TYPE);

  private static final RowType PARTITIONED_ROW_TYPE =
      RowType.of(
          new LogicalType[] {new BigIntType(), VarCharType.STRING_TYPE},
          new String[] {"id", "part"});

  private final String table;
  private final Map<String, String> storageOptions;
  private final Configuration configuration = new Configuration();
  private String secondTable;
  private long rows = 300;
  private RowsPerCheckpoint pace = new RowsPerCheckpoint(20, 0);
  private int parallelism = 3;
  private Moment moment = Moment.NEVER;
  private boolean withUids = true;
  private boolean unbounded;
  private UnaryOperator<DeltaSinkBuilder> settings = UnaryOperator.identity();
  private UnaryOperator<DeltaSinkBuilder> partitions;
  private RewindMode onRewind = RewindMode.FAIL;

  public SinkJob(Path table) {
    this(table.toString(), Map.of());
  }

  public SinkJob(String table, Map<String, String> storageOptions) {
    this.table = table;
    this.storageOptions = storageOptions;
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
  }

  public SinkJob rows(long value) {
    rows = value;
    return this;
  }

  public SinkJob pace(RowsPerCheckpoint value) {
    pace = value;
    return this;
  }

  public SinkJob parallelism(int value) {
    parallelism = value;
    return this;
  }

  /** Further settings of the sink. */
  public SinkJob sink(UnaryOperator<DeltaSinkBuilder> value) {
    settings = value;
    return this;
  }

  /** Numbers are kept apart by {@link #partOf}; the sink gets that column and these settings. */
  public SinkJob partitioned(UnaryOperator<DeltaSinkBuilder> settings) {
    partitions = settings;
    return this;
  }

  /** The partition of a number. */
  public static String partOf(long number) {
    long part = number % 5;
    return part == 0 ? null : part == 1 ? "a b/ä%" : "p" + part;
  }

  /** Dies once, and is restarted at once. */
  public SinkJob fault(Moment value) {
    moment = value;
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    return this;
  }

  public SinkJob batch() {
    configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    return this;
  }

  /** Leaves it to Flink whether it is a batch job, and has no checkpoints. */
  public SinkJob automatic() {
    configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.AUTOMATIC);
    configuration.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    return this;
  }

  public SinkJob unbounded() {
    unbounded = true;
    return this;
  }

  public SinkJob restoredFrom(String snapshot) {
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, snapshot);
    return this;
  }

  /** Checkpoints are taken when the test asks for one, and not before. */
  public SinkJob checkpointsOnDemand() {
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1));
    configuration.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofDays(1));
    return this;
  }

  /** Also when the job fails. */
  public SinkJob retainingCheckpoints(Path directory) {
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    return this;
  }

  /** Another sink of the same job, with the same rows. */
  public SinkJob secondSink(Path value) {
    secondTable = value.toString();
    return this;
  }

  public SinkJob onRewind(RewindMode value) {
    onRewind = value;
    return this;
  }

  public SinkJob withoutUids() {
    withUids = false;
    return this;
  }

  public Configuration configuration() {
    return configuration;
  }

  public Fault fault() {
    return new Fault(moment, table);
  }

  public StreamExecutionEnvironment build() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    DataStream<RowData> stream =
        environment
            .fromSource(source(), WatermarkStrategy.noWatermarks(), "numbers")
            .uid("numbers")
            .transform("fault", Types.LONG, new FaultyOperator<>(fault()))
            .uid("fault")
            .map(partitions == null ? SinkJob::row : SinkJob::partitionedRow)
            .returns(InternalTypeInfo.of(rowType()));
    sink(stream, table, "sink");
    if (secondTable != null) {
      sink(stream, secondTable, "second sink");
    }
    return environment;
  }

  private void sink(DataStream<RowData> stream, String path, String uid) {
    DeltaSinkBuilder sink =
        settings.apply(
            DeltaSink.forRowData(path, rowType())
                .withStorageOptions(storageOptions)
                .withOnRewind(onRewind));
    if (partitions != null) {
      sink = partitions.apply(sink.withPartitionColumns("part"));
    }
    DataStreamSink<RowData> added = stream.sinkTo(sink.build());
    if (withUids) {
      added.uid(uid);
    }
  }

  private RowType rowType() {
    return partitions == null ? ROW_TYPE : PARTITIONED_ROW_TYPE;
  }

  private Source<Long, ?, ?> source() {
    if (unbounded) {
      return new UnboundedNumbers(rows - 1);
    }
    return configuration.get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.STREAMING
        ? new PacedNumbers(rows - 1, pace)
        : new NumberSequenceSource(0, rows - 1);
  }

  /** Says that it has no end. */
  private static final class UnboundedNumbers extends NumberSequenceSource {

    private static final long serialVersionUID = 1L;

    private UnboundedNumbers(long last) {
      super(0, last);
    }

    @Override
    public Boundedness getBoundedness() {
      return Boundedness.CONTINUOUS_UNBOUNDED;
    }
  }

  private static RowData row(Long number) {
    return GenericRowData.ofKind(RowKind.INSERT, number);
  }

  private static RowData partitionedRow(Long number) {
    return GenericRowData.of(number, StringData.fromString(partOf(number)));
  }
}
