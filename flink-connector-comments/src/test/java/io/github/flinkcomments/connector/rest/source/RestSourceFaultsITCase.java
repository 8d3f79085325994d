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
import io.github.flinkcomments.connector.rest.option.RestHttpOptions;
import io.github.flinkcomments.connector.rest.option.RestRetryOptions;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Fault;
import io.github.flinkcomments.examples.api.Totals;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults are delivered at least {@value #DELIVERIES} times each, as the server's own log tells, and
 * every row is read once all the same; or the job is FAILED with the cause.
 */
@Tag("flink-versions")
class RestSourceFaultsITCase {

  private static final int DELIVERIES = 5;

  /** More than all attempts of all requests under way. */
  private static final int MAINTENANCE = 100;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  private final CommentsServer server = CommentsServer.builder().comments(500).start();

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Fault> passingFaults() {
    return Stream.of(
        Fault.Status.of(500),
        Fault.Status.of(503),
        Fault.Status.of(429).retryAfter("1"),
        new Fault.Reset(),
        new Fault.Stall(),
        new Fault.Truncate(),
        new Fault.ErrorObject("try again"),
        new Fault.Html(),
        new Fault.EmptyArray(),
        new Fault.ShortPage(3));
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void readsEachRowOnceInSpiteOf(Fault fault) throws Exception {
    server.faults().when(ReadJob::isPage, DELIVERIES, fault);
    assertReadsAll();
    assertThat(server.requests().delivered(fault.getClass())).isEqualTo(DELIVERIES);
  }

  @Test
  void readsEachRowOnceInSpiteOfACappedLimit() throws Exception {
    server.behaviour().limitCap(7);
    assertReadsAll();
    assertThat(server.requests().all()).allMatch(served -> served.rows() <= 7);
  }

  @Test
  void readsEachRowOnceFromAServerThatGivesOneAtATime() throws Exception {
    server.behaviour().limitCap(1);
    assertReadsAll();
  }

  @Test
  void readsEachRowOnceWithoutTotals() throws Exception {
    server.behaviour().totals(Totals.NONE);
    assertReadsAll();
  }

  @Test
  void readsEachRowOnceInSpiteOfTotalsThatLag() throws Exception {
    server.behaviour().lagTotals(100, 1000);
    assertReadsAll();
  }

  /** A load balancer answers with HTML and status 200 until the servers are back. */
  @Test
  void outlastsAMaintenancePageInTheMiddle() throws Exception {
    server.afterPage(
        request -> ReadJob.isPage(request) && request.offset() == 0, this::beginMaintenance);
    assertThat(new ReadJob(patient().setBounded()).withoutRestarts().readAll())
        .containsExactlyInAnyOrderElementsOf(ids(500));
    assertThat(server.requests().delivered(Fault.Html.class)).isEqualTo(MAINTENANCE);
  }

  @Test
  void outlastsAMaintenancePageAtTheEnd() throws Exception {
    List<Integer> read =
        new ReadJob(patient())
            .withoutRestarts()
            .readUntil(
                520,
                count -> {
                  if (count == 500) {
                    beginMaintenance();
                    server.grow(20);
                  }
                });
    assertThat(read).containsExactlyInAnyOrderElementsOf(ids(520));
    assertThat(server.requests().delivered(Fault.Html.class)).isEqualTo(MAINTENANCE);
  }

  private void beginMaintenance() {
    server.faults().when(request -> true, MAINTENANCE, new Fault.Html());
  }

  /** Goes by time, as by default: the attempts alone would not suffice. */
  private RestSourceBuilder<ReadJob.Identified> patient() {
    return ReadJob.source(server)
        .set(RestRetryOptions.MAX_ATTEMPTS, 2)
        .set(RestRetryOptions.MAX_BACKOFF, Duration.ofMillis(20))
        .set(RestRetryOptions.MIN_DURATION, Duration.ofMinutes(10));
  }

  private static List<Integer> ids(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  private void assertReadsAll() throws Exception {
    // Short, since some answers never come.
    assertThat(
            new ReadJob(
                    ReadJob.source(server)
                        .setBounded()
                        .set(RestHttpOptions.REQUEST_TIMEOUT, Duration.ofSeconds(1)))
                .readAll())
        .containsExactlyInAnyOrderElementsOf(ids(500));
  }

  static Stream<Fault> lastingFaults() {
    return Stream.of(
        new Fault.ErrorObject("no such thing"),
        new Fault.Html(),
        new Fault.EmptyArray(),
        Fault.Status.of(404));
  }

  /** Under Flink's default strategy, which would restart a job for ever. */
  @ParameterizedTest
  @MethodSource("lastingFaults")
  void failsTheJobWithUrlAndPositionAt(Fault fault) throws Exception {
    server.faults().when(request -> request.offset() == 249, Integer.MAX_VALUE, fault);
    JobClient job =
        new ReadJob(ReadJob.source(server).set(RestRetryOptions.MAX_ATTEMPTS, DELIVERIES)).start();
    assertThatThrownBy(() -> job.getJobExecutionResult().get())
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains(server.url().toString())
                    .contains("offset 249"));
    assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.FAILED);
  }
}
