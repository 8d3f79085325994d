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

import io.github.flinkcomments.connector.delta.commit.DeltaCommittable;
import io.github.flinkcomments.connector.delta.commit.WriteResult;
import io.github.flinkcomments.connector.delta.commit.WriterState;
import io.github.flinkcomments.connector.delta.log.StandaloneReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.environment.TestEnvironmentSettings;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.external.ExternalSystemDataReader;
import org.apache.flink.connector.testframe.external.sink.DataStreamSinkV2ExternalContext;
import org.apache.flink.connector.testframe.external.sink.TestingSinkSettings;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SinkTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.collect.CollectResultIterator;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;

/** Flink's own suite for sinks: savepoints, rescaling and metrics. */
@Tag("heavy")
class DeltaSinkSuiteITCase extends SinkTestSuiteBase<String> {

  private static final String COLUMN = "value";
  private static final RowType ROW_TYPE =
      RowType.of(new LogicalType[] {VarCharType.STRING_TYPE}, new String[] {COLUMN});

  @TestEnv CheckpointedEnvironment environment = new CheckpointedEnvironment();

  @TestSemantics
  CheckpointingMode[] semantics = new CheckpointingMode[] {CheckpointingMode.EXACTLY_ONCE};

  @TestContext ExternalContextFactory<WrittenTable> table = name -> new WrittenTable();

  /** Jobs of the suite that it stops with a savepoint, before another goes on from there. */
  private static final Set<String> WITH_SAVEPOINT =
      Set.of("testStartFromSavepoint", "testScaleUp", "testScaleDown");

  @BeforeEach
  void chooseCheckpoints(TestInfo test) {
    environment.firstJobHasNoCheckpoint =
        WITH_SAVEPOINT.contains(test.getTestMethod().orElseThrow().getName());
  }

  /**
   * The suite does not enable checkpoints for jobs that it stops with a savepoint, and their source
   * goes on after the first one. The sink refuses a job without checkpoints, whose rows would never
   * be committed if nobody stopped it so. So these jobs have checkpoints that never come.
   */
  private static final class CheckpointedEnvironment extends MiniClusterTestEnvironment {

    private static final Duration NEVER = Duration.ofDays(365);

    private boolean firstJobHasNoCheckpoint;

    @Override
    public StreamExecutionEnvironment createExecutionEnvironment(TestEnvironmentSettings settings) {
      StreamExecutionEnvironment created = super.createExecutionEnvironment(settings);
      if (firstJobHasNoCheckpoint && settings.getSavepointRestorePath() == null) {
        created.enableCheckpointing(NEVER.toMillis());
        created.getCheckpointConfig().setMinPauseBetweenCheckpoints(NEVER.toMillis());
      }
      return created;
    }
  }

  /** With checkpoints, the suite would see a record only after the next one. */
  @Override
  protected CollectResultIterator<String> addCollectSink(DataStream<String> records) {
    StreamExecutionEnvironment job = records.getExecutionEnvironment();
    long interval = job.getCheckpointInterval();
    job.getCheckpointConfig().disableCheckpointing();
    try {
      return super.addCollectSink(records);
    } finally {
      job.enableCheckpointing(interval);
    }
  }

  /** A table of one column, which another library reads. */
  static final class WrittenTable implements DataStreamSinkV2ExternalContext<String> {

    private final Path directory;

    WrittenTable() {
      try {
        directory = Files.createTempDirectory("sink-suite");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Path path() {
      return directory.resolve("table");
    }

    @Override
    public Sink<String> createSink(TestingSinkSettings settings) {
      return new TextSink(DeltaSink.forRowData(path().toString(), ROW_TYPE).build());
    }

    @Override
    public ExternalSystemDataReader<String> createSinkDataReader(TestingSinkSettings settings) {
      return new TableReader(path());
    }

    @Override
    public List<String> generateTestData(TestingSinkSettings settings, long seed) {
      Random random = new Random(seed);
      return IntStream.range(0, 100 + random.nextInt(100))
          .mapToObj(i -> "%d-%x".formatted(i, random.nextLong()))
          .toList();
    }

    @Override
    public TypeInformation<String> getProducedType() {
      return Types.STRING;
    }

    @Override
    public List<URL> getConnectorJarPaths() {
      return List.of();
    }

    @Override
    public void close() throws IOException {
      FileUtils.deleteDirectory(directory.toFile());
    }
  }

  /** Tells each row of a table once. */
  private static final class TableReader implements ExternalSystemDataReader<String> {

    private final Path table;
    private final List<String> told = new ArrayList<>();

    private TableReader(Path table) {
      this.table = table;
    }

    @Override
    public List<String> poll(Duration timeout) {
      try {
        List<String> rows =
            new ArrayList<>(StandaloneReader.at(table).rows(row -> row.getString(COLUMN)));
        told.forEach(rows::remove);
        told.addAll(rows);
        return rows;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {}
  }

  /** The sink, with rows made of texts: the suite wants records that it can compare. */
  private static final class TextSink
      implements Sink<String>,
          SupportsWriterState<String, WriterState>,
          SupportsCommitter<DeltaCommittable>,
          SupportsPreCommitTopology<WriteResult, DeltaCommittable> {

    private static final long serialVersionUID = 1L;

    private final DeltaSink rows;

    private TextSink(DeltaSink rows) {
      this.rows = rows;
    }

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) throws IOException {
      return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<String, WriterState> restoreWriter(
        WriterInitContext context, Collection<WriterState> states) throws IOException {
      return new TextWriter((DeltaSinkWriter) rows.restoreWriter(context, states));
    }

    @Override
    public DataStream<CommittableMessage<DeltaCommittable>> addPreCommitTopology(
        DataStream<CommittableMessage<WriteResult>> results) {
      return rows.addPreCommitTopology(results);
    }

    @Override
    public Committer<DeltaCommittable> createCommitter(CommitterInitContext context) {
      return rows.createCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<WriterState> getWriterStateSerializer() {
      return rows.getWriterStateSerializer();
    }

    @Override
    public SimpleVersionedSerializer<WriteResult> getWriteResultSerializer() {
      return rows.getWriteResultSerializer();
    }

    @Override
    public SimpleVersionedSerializer<DeltaCommittable> getCommittableSerializer() {
      return rows.getCommittableSerializer();
    }
  }

  private record TextWriter(DeltaSinkWriter rows)
      implements CommittingSinkWriter<String, WriteResult>,
          StatefulSinkWriter<String, WriterState> {

    @Override
    public void write(String text, Context context) throws IOException {
      RowData row = GenericRowData.of(StringData.fromString(text));
      rows.write(row, context);
    }

    @Override
    public void flush(boolean endOfInput) {
      rows.flush(endOfInput);
    }

    @Override
    public Collection<WriteResult> prepareCommit() throws IOException {
      return rows.prepareCommit();
    }

    @Override
    public List<WriterState> snapshotState(long checkpoint) {
      return rows.snapshotState(checkpoint);
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
