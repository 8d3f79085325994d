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
package io.github.flinkcomments.connector.rest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkcomments.connector.rest.RestSource;
import io.github.flinkcomments.connector.rest.RestSourceBuilder;
import io.github.flinkcomments.connector.rest.option.PaginationType;
import io.github.flinkcomments.connector.rest.option.RestEndOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.connector.rest.source.PagedServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.time.Deadline;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each malformed record is in the directory of dead letters once, whatever the job goes through.
 */
class DeadLettersITCase {

  private static final int RECORDS = 202;
  private static final int PAGE = 10;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir Path directory;

  @BeforeEach
  void reset() {
    Failing.moment = Moment.NEVER;
    Failing.failures.set(0);
    Failing.seen.set(0);
    Failing.mapped.set(0);
  }

  /** How the listing is walked. */
  enum Walk {
    RANGES,
    CHAIN
  }

  /** When a task dies. */
  enum Moment {
    NEVER,
    /** With letters that no checkpoint has. */
    IN_A_RECORD,
    /** With letters in files that no complete checkpoint has. */
    IN_A_SNAPSHOT,
    /** When this task is told, and others may not be. */
    WHEN_A_CHECKPOINT_IS_COMPLETE,
    /** When the reader has read all. */
    AT_THE_END,
    /** As the one before the last, but nobody reads any more. */
    WHEN_THE_LAST_CHECKPOINT_IS_COMPLETE
  }

  @ParameterizedTest
  @EnumSource
  void inRangesWheneverATaskDies(Moment moment) throws Exception {
    assertEachOnce(Walk.RANGES, moment);
  }

  @ParameterizedTest
  @EnumSource
  void inAChainWheneverATaskDies(Moment moment) throws Exception {
    assertEachOnce(Walk.CHAIN, moment);
  }

  private void assertEachOnce(Walk walk, Moment moment) throws Exception {
    Failing.moment = moment;
    try (PagedServer server = server(RECORDS)) {
      List<Integer> read =
          readAll(source(server, walk).setBounded().setMaxRecordsPerCheckpoint(40), streaming());
      assertThat(read).containsExactlyInAnyOrderElementsOf(good(RECORDS));
    }
    assertThat(Failing.failures.get() > 0).isEqualTo(moment != Moment.NEVER);
    assertThat(records()).containsExactlyInAnyOrderElementsOf(malformed(RECORDS));
  }

  @ParameterizedTest
  @EnumSource(names = {"NEVER", "IN_A_RECORD", "AT_THE_END"})
  void inABatchJob(Moment moment) throws Exception {
    Failing.moment = moment;
    try (PagedServer server = server(RECORDS)) {
      List<Integer> read =
          readAll(source(server, Walk.RANGES).setBounded().setBatch(true), batch());
      assertThat(read).containsExactlyInAnyOrderElementsOf(good(RECORDS));
    }
    assertThat(Failing.failures.get() > 0).isEqualTo(moment != Moment.NEVER);
    assertThat(records()).containsExactlyInAnyOrderElementsOf(malformed(RECORDS));
  }

  @ParameterizedTest
  @EnumSource
  void acrossAStopWithSavepoint(Walk walk, @TempDir Path savepoints) throws Exception {
    try (PagedServer server = server(61)) {
      String savepoint = runUntil(good(61).size(), source(server, walk), streaming(), savepoints);
      assertThat(records()).containsExactlyInAnyOrderElementsOf(malformed(61));
      // The last record is a good one: when it was seen, those before it were read.
      server.add(31);
      runUntil(
          good(92).size(),
          source(server, walk),
          streaming().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint),
          savepoints);
    }
    assertThat(records()).containsExactlyInAnyOrderElementsOf(malformed(92));
  }

  /** A snapshot of which the reader is not told: so is one after which the job dies at once. */
  @ParameterizedTest
  @EnumSource
  void ofASnapshotThatNobodyWasToldOf(Walk walk, @TempDir Path savepoints) throws Exception {
    Configuration noCheckpoint =
        restarting().set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    try (PagedServer server = server(61)) {
      JobClient job = start(source(server, walk), noCheckpoint);
      awaitMapped(good(61).size());
      String savepoint =
          job.triggerSavepoint(savepoints.toUri().toString(), SavepointFormatType.CANONICAL).get();
      job.cancel().get();
      assertThat(records()).isEmpty();
      server.add(30);
      for (int i = 1; i <= 2; i++) {
        Failing.mapped.set(good(61).size());
        runUntil(
            good(91).size(),
            source(server, walk).setDeadLetterPath(directory.resolve("run" + i).toString()),
            noCheckpoint.clone().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint),
            savepoints);
        assertThat(records()).containsExactlyInAnyOrderElementsOf(malformed(61));
      }
    }
  }

  @Test
  void tellWhereARecordComesFromAndWhatIsWrong() throws Exception {
    try (PagedServer server = server(8)) {
      RestSourceBuilder<ReadJob.Identified> source =
          source(server, Walk.RANGES)
              .setUrl(server.url("/records?api_key=open-sesame&colour=blue"))
              .setBounded();
      readAll(source, streaming().set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
      assertThat(letters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.get("url").asText())
                    .isEqualTo(server.url("/records?api_key=****&colour=blue&_start=0&_limit=8"));
                assertThat(letter.get("position").asText()).isEqualTo("offset 6");
                assertThat(letter.get("cause").asText()).startsWith("its field 'id' does not fit");
                assertThat(letter.get("record").asText()).isEqualTo("{\"id\":\"text 7\"}");
              });
    }
  }

  @Test
  void areOnlyKeptWhereItIsKnownWhenToPublishThem() {
    assertThatThrownBy(
            () ->
                RestSource.builder(PojoRecordFormat.of(ReadJob.Identified.class))
                    .setUrl("http://host/records")
                    .setDeadLetterPath("/data/dead-letters")
                    .setBounded()
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("say by RestSourceBuilder.setBatch which of them it is");
  }

  @Test
  void areNotPublishedTooSoonInAJobThatTakesCheckpoints() throws Exception {
    try (PagedServer server = server(8)) {
      StreamExecutionEnvironment environment = environment(streaming());
      stream(source(server, Walk.RANGES).setBatch(true), environment)
          .sinkTo(new DiscardingSink<>());
      assertThatThrownBy(environment::execute)
          .satisfies(
              failure ->
                  assertThat(ExceptionUtils.stringifyException(failure))
                      .contains("its source was told that it runs in batch mode"));
    }
    assertThat(letters()).isEmpty();
  }

  /** Every seventh record has a text for its id. */
  private static boolean isMalformed(int id) {
    return id % 7 == 0;
  }

  private static PagedServer server(int records) throws IOException {
    return new PagedServer(
        records,
        request -> {
          int from =
              request.query().containsKey("page")
                  ? (request.number("page", 1) - 1) * PAGE
                  : request.number("_start", 0);
          int until = Math.min(from + request.number("_limit", PAGE), request.records());
          return Answer.ok(
                  IntStream.rangeClosed(from + 1, until)
                      .mapToObj(id -> isMalformed(id) ? "\"text %d\"".formatted(id) : "" + id)
                      .map("{\"id\": %s}"::formatted)
                      .collect(Collectors.joining(",", "[", "]")))
              .with("X-Total-Count", "" + request.records());
        });
  }

  private RestSourceBuilder<ReadJob.Identified> source(PagedServer server, Walk walk) {
    RestSourceBuilder<ReadJob.Identified> source =
        RestSource.builder(PojoRecordFormat.of(ReadJob.Identified.class))
            .setUrl(server.url("/records"))
            .setPageSize(PAGE)
            .setPollInterval(Duration.ofMillis(20))
            .set(RestScanOptions.SPLIT_SIZE, 30L)
            .setDeadLetterPath(directory.toString())
            .setBatch(false);
    return walk == Walk.RANGES
        ? source
        : source
            .set(RestPaginationOptions.TYPE, PaginationType.PAGE_NUMBER)
            .set(RestEndOptions.TOTAL_HEADER, "X-Total-Count");
  }

  private static Configuration streaming() {
    return restarting()
        .set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING)
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
  }

  private static Configuration batch() {
    return restarting().set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
  }

  private static Configuration restarting() {
    return new Configuration()
        .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10)
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
  }

  private static StreamExecutionEnvironment environment(Configuration configuration) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(2);
    return environment;
  }

  private static DataStream<Integer> stream(
      RestSourceBuilder<ReadJob.Identified> source, StreamExecutionEnvironment environment) {
    return environment
        .fromSource(source.build(), WatermarkStrategy.noWatermarks(), "records")
        .uid("records")
        .transform("ids", Types.INT, new Failing())
        .uid("ids");
  }

  private static List<Integer> readAll(
      RestSourceBuilder<ReadJob.Identified> source, Configuration configuration) throws Exception {
    StreamExecutionEnvironment environment = environment(configuration);
    DataStream<Integer> stream = stream(source, environment);
    List<Integer> ids = new ArrayList<>();
    try (CloseableIterator<Integer> read = stream.collectAsync()) {
      environment.executeAsync();
      read.forEachRemaining(ids::add);
    }
    return ids;
  }

  /** Starts a job, stops it once so many ids were read in all, and returns the savepoint. */
  private static String runUntil(
      int ids,
      RestSourceBuilder<ReadJob.Identified> source,
      Configuration configuration,
      Path savepoints)
      throws Exception {
    JobClient job = start(source, configuration);
    awaitMapped(ids);
    return job.stopWithSavepoint(
            false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  private static JobClient start(
      RestSourceBuilder<ReadJob.Identified> source, Configuration configuration) throws Exception {
    StreamExecutionEnvironment environment = environment(configuration);
    stream(source, environment).sinkTo(new DiscardingSink<>());
    return environment.executeAsync();
  }

  private static void awaitMapped(int ids) {
    Deadline deadline = Deadline.fromNow(LIMIT);
    while (Failing.mapped.get() < ids && deadline.hasTimeLeft()) {
      Thread.onSpinWait();
    }
  }

  private static List<Integer> good(int last) {
    return IntStream.rangeClosed(1, last).filter(id -> !isMalformed(id)).boxed().toList();
  }

  private static List<String> malformed(int last) {
    return IntStream.rangeClosed(1, last)
        .filter(DeadLettersITCase::isMalformed)
        .mapToObj("{\"id\":\"text %d\"}"::formatted)
        .toList();
  }

  private List<String> records() throws IOException {
    return letters().stream().map(letter -> letter.get("record").asText()).toList();
  }

  /** What whoever lists the directory finds: hidden files are not published. */
  private List<JsonNode> letters() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(Files::isRegularFile)
          .flatMap(DeadLettersITCase::lines)
          .toList();
    }
  }

  private static Stream<JsonNode> lines(Path file) {
    try {
      List<JsonNode> letters = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        letters.add(JSON.readTree(line));
      }
      return letters.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the id, and dies three times at a moment. Static, since each attempt is a new one. */
  private static final class Failing extends AbstractStreamOperator<Integer>
      implements OneInputStreamOperator<ReadJob.Identified, Integer>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private static volatile Moment moment = Moment.NEVER;
    private static final AtomicInteger seen = new AtomicInteger();
    private static final AtomicInteger failures = new AtomicInteger();
    private static final AtomicInteger mapped = new AtomicInteger();

    private transient boolean ended;

    @Override
    public void processElement(StreamRecord<ReadJob.Identified> element) {
      mapped.incrementAndGet();
      failAt(Moment.IN_A_RECORD, 37);
      output.collect(element.replace(element.getValue().id()));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      failAt(Moment.IN_A_SNAPSHOT, 3);
      super.snapshotState(context);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
      failAt(Moment.WHEN_A_CHECKPOINT_IS_COMPLETE, 3);
      if (ended) {
        failAt(Moment.WHEN_THE_LAST_CHECKPOINT_IS_COMPLETE, 1);
      }
      super.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void endInput() {
      ended = true;
      failAt(Moment.AT_THE_END, 1);
    }

    /** Fails at each {@code nth} time that the moment comes, three times at most. */
    private static void failAt(Moment now, int nth) {
      if (now == moment && seen.incrementAndGet() % nth == 0 && failures.get() < 3) {
        failures.incrementAndGet();
        throw new IllegalStateException("A failure on purpose");
      }
    }
  }
}
