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

import io.github.flinkcomments.connector.rest.RestSource;
import io.github.flinkcomments.connector.rest.RestSourceBuilder;
import io.github.flinkcomments.connector.rest.option.PaginationType;
import io.github.flinkcomments.connector.rest.option.RestEndOptions;
import io.github.flinkcomments.connector.rest.option.RestHttpOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.connector.rest.source.PagedServer.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SupplierWithException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Watermarks that the source makes: how they advance, and how sources wait for each other. */
@Timeout(120)
class EventTimeITCase {

  private static final int PAGE = 20;
  private static final int RECORDS = 200;
  private static final InMemoryReporter METRICS = InMemoryReporter.create();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberSlotsPerTaskManager(4)
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .build());

  /** How far a source may be ahead of the other. */
  private static final int DRIFT = 25;

  /** The highest id by the name of the source; in this process. */
  private static final Map<String, Integer> READ = new ConcurrentHashMap<>();

  @BeforeEach
  void forget() {
    READ.clear();
  }

  /** A way of paging, and what says so. */
  record Paging(String name, Options options) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Sets what the DDL would. */
  interface Options {
    void set(RestSourceBuilder<ReadJob.Identified> source);
  }

  static Stream<Paging> pagings() {
    return Stream.of(
        new Paging("ranges", source -> source.set(RestScanOptions.SPLIT_SIZE, 50L)),
        new Paging(
            "chain",
            source ->
                source
                    .set(RestPaginationOptions.TYPE, PaginationType.PAGE_NUMBER)
                    .set(RestEndOptions.END, "empty-page")));
  }

  /** What is added is a few rows, which are read long before the next watermark is due. */
  @ParameterizedTest
  @MethodSource("pagings")
  void theWatermarkFollowsTheEndOfTheListing(Paging paging) throws Exception {
    try (PagedServer server = new PagedServer(40, EventTimeITCase::answer)) {
      StreamExecutionEnvironment environment = environment();
      watched("tail", source(server, paging).build(), inOrder(), environment)
          .sinkTo(new DiscardingSink<>());
      JobClient job = environment.executeAsync();
      await(() -> metric(job, "tail", "currentOutputWatermark").equals(OptionalLong.of(39)));
      server.add(3);
      await(() -> metric(job, "tail", "currentOutputWatermark").equals(OptionalLong.of(42)));
      job.cancel().get();
    }
  }

  /**
   * One source waits for its API after the first page; the other one, which could read to its end,
   * has to wait for it.
   */
  @ParameterizedTest
  @MethodSource("pagings")
  void aSourceThatIsAheadWaitsForTheOther(Paging paging, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    CountDownLatch slowOpens = new CountDownLatch(1);
    CountDownLatch fastOpens = new CountDownLatch(1);
    CountDownLatch fastGoesOn = new CountDownLatch(1);
    try (PagedServer slow = new PagedServer(RECORDS, held(Map.of(PAGE - 1, slowOpens)));
        PagedServer fast =
            new PagedServer(RECORDS, held(Map.of(0, fastOpens, 3 * PAGE - 1, fastGoesOn)))) {
      StreamExecutionEnvironment environment = environment();
      WatermarkStrategy<ReadJob.Identified> aligned =
          onEvent()
              .withWatermarkAlignment("listings", Duration.ofMillis(DRIFT), Duration.ofMillis(20));
      DataStream<Integer> both =
          watched("slow", source(slow, paging).setBounded().build(), aligned, environment)
              .union(
                  watched("fast", source(fast, paging).setBounded().build(), aligned, environment));
      List<Integer> read = new ArrayList<>();
      try (CloseableIterator<Integer> ids = both.collectAsync()) {
        JobClient job = environment.executeAsync();
        int end = PAGE + DRIFT;
        // Flink waits for no source that has not told its watermark yet.
        await(() -> watermark(job, "slow") == PAGE && allowed(job, "slow") == end);
        fastOpens.countDown();
        // It is ahead before it knows that it must not be.
        await(() -> drift(job, "fast") > 0 && allowed(job, "fast") == end);
        fastGoesOn.countDown();
        // Once told to wait, it may emit what is left of a page; then it would have read to its
        // end.
        cluster.triggerCheckpoint(job.getJobID()).get();
        cluster.triggerCheckpoint(job.getJobID()).get();
        assertThat(READ.get("fast")).isGreaterThan(end).isLessThan(RECORDS);
        slowOpens.countDown();
        ids.forEachRemaining(read::add);
      } finally {
        slowOpens.countDown();
        fastOpens.countDown();
        fastGoesOn.countDown();
      }
      assertThat(read)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, RECORDS).boxed().flatMap(id -> Stream.of(id, id)).toList());
    }
  }

  private static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.configure(new Configuration());
    environment.setParallelism(1);
    environment.enableCheckpointing(100);
    environment.getConfig().setAutoWatermarkInterval(50);
    return environment;
  }

  private static RestSourceBuilder<ReadJob.Identified> source(PagedServer server, Paging paging) {
    RestSourceBuilder<ReadJob.Identified> source =
        RestSource.builder(PojoRecordFormat.of(ReadJob.Identified.class))
            .setUrl(server.url("/records"))
            .setRecordKey("/id")
            .setPageSize(PAGE)
            .setMaxInFlight(1)
            .setPollInterval(Duration.ofMillis(20))
            .set(RestHttpOptions.REQUEST_TIMEOUT, Duration.ofMinutes(5));
    paging.options().set(source);
    return source;
  }

  private static WatermarkStrategy<ReadJob.Identified> inOrder() {
    return WatermarkStrategy.<ReadJob.Identified>forMonotonousTimestamps()
        .withTimestampAssigner((record, unknown) -> record.id());
  }

  private static WatermarkStrategy<ReadJob.Identified> onEvent() {
    return WatermarkStrategy.<ReadJob.Identified>forGenerator(context -> new Punctual())
        .withTimestampAssigner((record, unknown) -> record.id());
  }

  /** A watermark behind each record. */
  private static final class Punctual implements WatermarkGenerator<ReadJob.Identified> {
    @Override
    public void onEvent(ReadJob.Identified record, long timestamp, WatermarkOutput output) {
      output.emitWatermark(new Watermark(timestamp));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  private static DataStream<Integer> watched(
      String name,
      RestSource<ReadJob.Identified> source,
      WatermarkStrategy<ReadJob.Identified> watermarks,
      StreamExecutionEnvironment environment) {
    return environment.fromSource(source, watermarks, name).process(new Watch(name));
  }

  /** Notes what has passed. */
  private static final class Watch extends ProcessFunction<ReadJob.Identified, Integer> {

    private static final long serialVersionUID = 1L;

    private final String name;

    Watch(String name) {
      this.name = name;
    }

    @Override
    public void processElement(
        ReadJob.Identified record, Context context, Collector<Integer> output) {
      READ.merge(name, record.id(), Math::max);
      output.collect(record.id());
    }
  }

  /** The watermark up to which a source may emit, by what it knows of the other. */
  private static long allowed(JobClient job, String source) {
    return watermark(job, source) - drift(job, source);
  }

  private static long watermark(JobClient job, String source) {
    return metric(job, source, "currentOutputWatermark").orElse(0);
  }

  private static long drift(JobClient job, String source) {
    return metric(job, source, "watermarkAlignmentDrift").orElse(0);
  }

  /** A job that has ended may still have metrics for a moment. */
  private static OptionalLong metric(JobClient job, String source, String name) {
    return METRICS.getMetricsByGroup().entrySet().stream()
        .filter(group -> isOf(group.getKey(), job, source))
        .map(group -> group.getValue().get(name))
        .filter(Gauge.class::isInstance)
        .mapToLong(gauge -> ((Number) ((Gauge<?>) gauge).getValue()).longValue())
        .findAny();
  }

  private static boolean isOf(MetricGroup group, JobClient job, String source) {
    Map<String, String> variables = group.getAllVariables();
    return ("Source: " + source).equals(variables.get("<operator_name>"))
        && job.getJobID().toHexString().equals(variables.get("<job_id>"));
  }

  private static void await(SupplierWithException<Boolean, Exception> condition) throws Exception {
    CommonTestUtils.waitUntilCondition(condition);
  }

  /** Pages are held that begin at an offset or behind it. */
  private static PagedServer.Handler held(Map<Integer, CountDownLatch> latches) {
    return request -> {
      latches.forEach(
          (offset, latch) -> {
            if (from(request) >= offset && size(request) > 2) {
              pass(latch);
            }
          });
      return answer(request);
    };
  }

  private static void pass(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Answer answer(PagedServer.Request request) {
    return Answer.ok(request.page(from(request), size(request)))
        .with("X-Total-Count", String.valueOf(request.records()));
  }

  private static int from(PagedServer.Request request) {
    return request.query().containsKey("page")
        ? (request.number("page", 1) - 1) * PAGE
        : request.number("_start", 0);
  }

  private static int size(PagedServer.Request request) {
    return request.number("_limit", PAGE);
  }
}
