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
package io.github.flinkcomments.examples.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("flink-versions")
class SnapshotsITCase {

  private static final int PARALLELISM = 2;
  private static final long LAST = 1L << 60;
  private static final String UID = "numbers";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(PARALLELISM)
              .build());

  @TempDir private Path parent;

  private final NumberSequenceSource source = new NumberSequenceSource(1, LAST);

  @Test
  void takesTheNewestOfCheckpointsAndSavepointsAcrossRuns() throws Exception {
    Path directory = parent.resolve("job");
    assertThat(newest(directory)).isEmpty();

    JobClient first = start(directory, Optional.empty());
    long checkpoint = awaitNewerThan(directory, 0).checkpointId();
    stop(first, directory);
    Snapshot savepoint = newest(directory).orElseThrow();
    assertThat(savepoint.directory().getName()).startsWith("savepoint-");
    assertThat(savepoint.checkpointId()).isGreaterThan(checkpoint);

    JobClient second = start(directory, Optional.of(savepoint));
    Snapshot later = awaitNewerThan(directory, savepoint.checkpointId());
    assertThat(later.directory().getName()).startsWith("chk-");
    assertThat(later.directory().getParent().getName()).isEqualTo(second.getJobID().toString());
    stop(second, directory);
  }

  @Test
  void jobsThatShareAParentNeverTakeEachOthers() throws Exception {
    JobClient other = start(parent.resolve("other"), Optional.empty());
    awaitNewerThan(parent.resolve("other"), 0);
    stop(other, parent.resolve("other"));

    assertThat(newest(parent.resolve("job"))).isEmpty();
    assertThat(newest(parent.resolve("othe"))).isEmpty();
  }

  @Test
  void passesOverWhatIsNotComplete() throws Exception {
    Path directory = parent.resolve("job");
    JobClient job = start(directory, Optional.empty());
    awaitNewerThan(directory, 0);
    stop(job, directory);
    Snapshot complete = newest(directory).orElseThrow();

    Path halfWritten = Files.createDirectories(directory.resolve("0123abcd/chk-999"));
    byte[] metadata = Files.readAllBytes(Path.of(complete.directory().getPath(), "_metadata"));
    Files.write(halfWritten.resolve("_metadata"), Arrays.copyOf(metadata, metadata.length / 2));
    Files.createDirectories(directory.resolve("0123abcd/chk-1000"));

    assertThat(newest(directory)).hasValue(complete);
  }

  @Test
  void readsTheStateOfASource() throws Exception {
    Path directory = parent.resolve("job");
    JobClient job = start(directory, Optional.empty());
    awaitNewerThan(directory, 0);
    stop(job, directory);

    SourceState<Collection<NumberSequenceSplit>, NumberSequenceSplit> state =
        reader(Optional.of(UID)).read(newest(directory).orElseThrow());

    assertThat(reader(Optional.empty()).read(newest(directory).orElseThrow()))
        .usingRecursiveComparison()
        .isEqualTo(state);
    assertThat(state.enumerator()).isEmpty();
    assertThat(state.splits()).hasSize(PARALLELISM);
    assertThat(state.splits().stream().mapToLong(NumberSequenceSplit::to).sorted().toArray())
        .isEqualTo(LongStream.of(LAST / 2, LAST).toArray());
    assertThat(state.splits()).anyMatch(split -> split.from() > 1 && split.from() < LAST / 2);
  }

  @Test
  void saysWhichOperatorIsMissing() throws Exception {
    Path directory = parent.resolve("job");
    JobClient job = start(directory, Optional.empty());
    awaitNewerThan(directory, 0);
    stop(job, directory);
    Snapshot snapshot = newest(directory).orElseThrow();

    assertThatThrownBy(() -> reader(Optional.of("letters")).read(snapshot))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'letters'");
    assertThatThrownBy(() -> ProgressReport.of(snapshot))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The job of snapshot %s has no source of the connectors 'rest' and 'comments', so there is no progress of one to show; it reads from numbers."
                .formatted(snapshot.directory()));
  }

  private SourceStateReader<Collection<NumberSequenceSplit>, NumberSequenceSplit> reader(
      Optional<String> uid) {
    return new SourceStateReader<>(
        uid, source.getEnumeratorCheckpointSerializer(), source.getSplitSerializer());
  }

  private JobClient start(Path directory, Optional<Snapshot> from) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    from.ifPresent(
        snapshot ->
            configuration.set(
                StateRecoveryOptions.SAVEPOINT_PATH, snapshot.directory().toString()));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(PARALLELISM);
    environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "numbers")
        .uid(UID)
        .sinkTo(new DiscardingSink<>());
    return environment.executeAsync();
  }

  private static void stop(JobClient job, Path directory) throws Exception {
    job.stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private static Snapshot awaitNewerThan(Path directory, long checkpointId) throws Exception {
    CommonTestUtils.waitUntilCondition(
        () -> newest(directory).filter(found -> found.checkpointId() > checkpointId).isPresent(),
        10L,
        (int) LIMIT.toMillis() / 10);
    return newest(directory).orElseThrow();
  }

  private static Optional<Snapshot> newest(Path directory) throws IOException {
    return new SnapshotFinder(new org.apache.flink.core.fs.Path(directory.toUri())).newest();
  }
}
