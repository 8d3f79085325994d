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

import io.github.flinkcomments.connector.rest.RestSourceBuilder;
import io.github.flinkcomments.connector.rest.option.RestRetryOptions;
import io.github.flinkcomments.connector.rest.record.ErrorMode;
import io.github.flinkcomments.connector.rest.source.drift.ListingDriftException;
import io.github.flinkcomments.examples.api.Blemish;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.time.Deadline;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.testutils.logging.LoggerAuditingExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** Malformed records are skipped and counted, and everything else goes on. */
class SkippedRecordsITCase {

  /** The first row is asked for twice, and may be so after the change. */
  private static final int SECOND = 1;

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  /** Counts over all attempts of a job, which runs in this process. */
  private static final AtomicInteger MAPPED = new AtomicInteger();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberSlotsPerTaskManager(3)
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .build());

  @RegisterExtension
  final LoggerAuditingExtension log =
      new LoggerAuditingExtension(
          "io.github.flinkcomments.connector.rest.source.reader.RangeSplitReader", Level.WARN);

  private final CommentsServer server = CommentsServer.builder().comments(200).start();

  @BeforeEach
  void count() {
    MAPPED.set(0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /**
   * Ranges have 50 rows, and their pages begin at 0 and 26, and at 25 or 26 in further ranges.
   * Wrong are the first and the last row of a page, of a range and of the listing, and all of the
   * second page of the range from 100 on.
   */
  private static final IntPredicate WRONG =
      id -> List.of(1, 26, 27, 50, 51, 52, 77, 100, 200).contains(id) || (id >= 126 && id <= 150);

  @Test
  void theOthersAreReadOnceAndTheseAreCounted() throws Exception {
    blemish(WRONG);
    ReadJob job = new ReadJob(skipping().setBounded());
    assertThat(job.readAll()).containsExactlyInAnyOrderElementsOf(good(1, 200));
    assertThat(skipped(job.id())).containsExactly(Map.entry("0", 34L));
  }

  @Test
  void eachPageIsLoggedOnce() throws Exception {
    blemish(id -> id == 3 || id == 5 || (id >= 27 && id <= 50));
    new ReadJob(skipping().setBounded()).readAll();
    assertThat(log.getMessages())
        .hasSize(2)
        .anySatisfy(
            message ->
                assertThat(message)
                    .startsWith(
                        "Skipping 2 of 26 records of %s from offset 0 on. The first: Malformed record at offset 2: its field 'id' "
                            .formatted(server.url())))
        .anySatisfy(
            message ->
                assertThat(message)
                    .startsWith(
                        "Skipping 24 of 24 records of %s from offset 26 on. The first: Malformed record at offset 26: "
                            .formatted(server.url())));
  }

  @Test
  void aListingOfNothingElse() throws Exception {
    blemish(id -> true);
    ReadJob job = new ReadJob(skipping().setBounded());
    assertThat(job.readAll()).isEmpty();
    assertThat(skipped(job.id()).get("0")).isEqualTo(200);
  }

  /** Two readers may emit 4 and 3 records between two checkpoints, and whole pages are wrong. */
  @Test
  void theRationIsNotUsedUpByThem() throws Exception {
    blemish(WRONG);
    ReadJob job = new ReadJob(skipping().setBounded().setMaxRecordsPerCheckpoint(7));
    assertThat(job.readAll()).containsExactlyInAnyOrderElementsOf(good(1, 200));
    assertThat(skipped(job.id()).get("0")).isEqualTo(34);
  }

  @Test
  void aServerThatGivesOneRowAtATime() throws Exception {
    blemish(WRONG);
    server.behaviour().limitCap(1);
    ReadJob job = new ReadJob(skipping().setBounded());
    assertThat(job.readAll()).containsExactlyInAnyOrderElementsOf(good(1, 200));
    assertThat(skipped(job.id()).get("0")).isEqualTo(34);
  }

  /**
   * The last row of the listing is wrong when a checkpoint stands right behind it. The first good
   * row that is added later fails, so the next attempt begins at that checkpoint.
   */
  @Test
  void growthAndAFailureBehindOne(@InjectMiniCluster MiniCluster cluster) throws Exception {
    blemish(WRONG.or(id -> id > 201 && id <= 240));
    int goodAtFirst = good(1, 200).size();
    ReadJob job =
        new ReadJob(skipping())
            .parallelism(1)
            .map(
                id -> {
                  if (MAPPED.incrementAndGet() == goodAtFirst + 1) {
                    throw new IllegalStateException("A failure on purpose");
                  }
                  return id;
                });
    List<Integer> read =
        job.readUntil(
            goodAtFirst + 21,
            count -> {
              if (count == goodAtFirst) {
                awaitSkipped(job.id(), "0", 34);
                cluster.triggerCheckpoint(job.id()).get();
                server.grow(60);
              }
            });
    assertThat(read)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 260)
                .filter(WRONG.or(id -> id > 201 && id <= 240).negate())
                .boxed()
                .toList());
    assertThat(skipped(job.id())).containsExactly(Map.entry("0", 34L), Map.entry("1", 39L));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void failuresAnywhere(int parallelism) throws Exception {
    server.grow(2800);
    IntPredicate wrong = id -> id % 7 == 0 || id % 50 <= 1 || (id > 1000 && id < 1200);
    blemish(wrong);
    List<Integer> good = IntStream.rangeClosed(1, 3000).filter(wrong.negate()).boxed().toList();
    ReadJob job =
        new ReadJob(skipping().setBounded())
            .parallelism(parallelism)
            .map(
                id -> {
                  int mapped = MAPPED.incrementAndGet();
                  if (mapped == 100 || mapped == 1500 || mapped == good.size()) {
                    throw new IllegalStateException("A failure on purpose");
                  }
                  return id;
                });
    assertThat(job.readAll()).containsExactlyInAnyOrderElementsOf(good);
    assertThat(MAPPED.get()).isGreaterThan(good.size());
  }

  /** The overlap record of the second page is one that was skipped, and has no key. */
  @Test
  void aShiftBehindOneIsSeen() throws Exception {
    server.behaviour().blemishes(id -> Optional.of(Blemish.NO_ID).filter(b -> id == 26));
    server.afterPage(
        request -> request.offset() == 0 && ReadJob.isPage(request),
        () -> {
          server.delete(SECOND);
          server.insert(190);
        });
    assertDrift(start(), "at offset 25, found record 27");
  }

  /** All rows are alike but for their content, and none has a key. */
  @Test
  void aShiftAmongThemIsSeen() throws Exception {
    server.behaviour().blemishes(id -> Optional.of(Blemish.NO_ID));
    server.afterPage(
        request -> request.offset() == 0 && ReadJob.isPage(request),
        () -> {
          server.delete(SECOND);
          server.insert(190);
        });
    assertDrift(start(), "at offset 25, found record ");
  }

  @Test
  void aShiftWhileTheJobWaitsBehindOneIsSeen() throws Exception {
    server.behaviour().blemishes(id -> Optional.of(Blemish.NO_OBJECT).filter(b -> id == 200));
    ReadJob job = job();
    JobClient running = job.start();
    awaitSkipped(job.id(), "0", 1);
    server.delete(10);
    assertDrift(running, "at offset 199, found the end of the listing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<p>no", "{\"id\":true}", "[{\"id\":true},{\"id\":tr"})
  void aPageThatIsNoPageIsNotSkipped(String body) throws Exception {
    server
        .faults()
        .when(
            request -> request.offset() == 49,
            Integer.MAX_VALUE,
            new Fault.Status(200, Map.of(), body));
    // Once another page was read, whether to go on is up to the restart strategy.
    JobClient running =
        new ReadJob(skipping().set(RestRetryOptions.MAX_ATTEMPTS, 2)).withoutRestarts().start();
    assertThatThrownBy(() -> running.getJobExecutionResult().get())
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains("(offset 49) failed after 2 attempts: "));
    assertThat(running.getJobStatus().get()).isEqualTo(JobStatus.FAILED);
  }

  private void blemish(IntPredicate ids) {
    List<Blemish> kinds = List.of(Blemish.NO_ID, Blemish.TEXT_FOR_ID, Blemish.NO_OBJECT);
    server
        .behaviour()
        .blemishes(id -> Optional.of(kinds.get(id % kinds.size())).filter(kind -> ids.test(id)));
  }

  private RestSourceBuilder<ReadJob.Identified> skipping() {
    return ReadJob.source(server).setErrorMode(ErrorMode.SKIP);
  }

  private static List<Integer> good(int first, int last) {
    return IntStream.rangeClosed(first, last).filter(WRONG.negate()).boxed().toList();
  }

  private ReadJob job() {
    return new ReadJob(skipping().setMaxInFlight(1)).parallelism(1);
  }

  private JobClient start() throws Exception {
    return job().start();
  }

  private static void awaitSkipped(JobID job, String attempt, long count) {
    Deadline deadline = Deadline.fromNow(LIMIT);
    while (skipped(job).getOrDefault(attempt, 0L) < count && deadline.hasTimeLeft()) {
      Thread.onSpinWait();
    }
    assertThat(skipped(job)).containsEntry(attempt, count);
  }

  /** The metric of FLIP-33, summed up over the readers, by the attempts of the job. */
  private static Map<String, Long> skipped(JobID job) {
    Map<String, Long> byAttempt = new TreeMap<>();
    for (Map.Entry<MetricGroup, Map<String, Metric>> group :
        new ArrayList<>(METRICS.getMetricsByGroup().entrySet())) {
      Map<String, String> scope = group.getKey().getAllVariables();
      if (job.toHexString().equals(scope.get("<job_id>"))
          && group.getValue().get("numRecordsInErrors") instanceof Counter counter) {
        byAttempt.merge(scope.get("<task_attempt_num>"), counter.getCount(), Long::sum);
      }
    }
    return byAttempt;
  }

  private static void assertDrift(JobClient job, String message) throws Exception {
    assertThatThrownBy(() -> job.getJobExecutionResult().get())
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains(ListingDriftException.class.getName())
                    .contains(message));
    assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.FAILED);
  }
}
