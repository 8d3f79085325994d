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
import io.github.flinkcomments.connector.rest.option.RestEndOptions;
import io.github.flinkcomments.connector.rest.option.RestHttpOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestRetryOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.connector.rest.option.TotalType;
import io.github.flinkcomments.connector.rest.source.ReadJob.Identified;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.drift.UnusableOffsetsException;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Fault;
import io.github.flinkcomments.examples.api.Totals;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
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
import org.junit.jupiter.params.provider.CsvSource;

/** What offsets and totals of an API may be like, and what becomes of polls that fail. */
@Tag("flink-versions")
class RestSourceOffsetsITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  private final CommentsServer server = CommentsServer.builder().comments(100).start();

  @AfterEach
  void stop() {
    server.close();
  }

  /** Under Flink's default strategy, which would restart a job for ever. */
  @ParameterizedTest
  @CsvSource({"HEADER,20,FAIL", "NONE,20,FAIL", "HEADER,1,FAIL", "NONE,20,OFF"})
  void anOffsetThatTheApiIgnoresIsNamed(Totals totals, int pageSize, DriftCheck check)
      throws Exception {
    server.behaviour().totals(totals);
    assertUnusable(
        ReadJob.source(server)
            .set(RestPaginationOptions.OFFSET_PARAMETER, "skip")
            .setPageSize(pageSize)
            .setDriftCheck(check),
        "the same records at any offset",
        "'skip'");
  }

  @Test
  void aTotalThatTheUserNamesHasToBeThere() throws Exception {
    server.behaviour().totals(Totals.NONE);
    JobClient job =
        new ReadJob(ReadJob.source(server).set(RestEndOptions.TOTAL, TotalType.HEADER)).start();
    assertThatThrownBy(() -> job.getJobExecutionResult().get())
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains("'pagination.total-header' is 'X-Total-Count'")
                    .contains("answers without such a total"));
    assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"90", "100"})
  void aTotalThatIsTooLowEndsNothing(int missing) throws Exception {
    server.behaviour().lagTotals(missing, Integer.MAX_VALUE);
    List<Integer> read =
        new ReadJob(ReadJob.source(server))
            .readUntil(
                130,
                count -> {
                  if (count == 100) {
                    server.grow(30);
                  }
                });
    assertThat(read).containsExactlyInAnyOrderElementsOf(ids(1, 130));
  }

  @Test
  void pollsThatFailForAWhileDoNotFailTheJob() throws Exception {
    RestSourceBuilder<Identified> source =
        ReadJob.source(server)
            .set(RestHttpOptions.REQUEST_TIMEOUT, Duration.ofSeconds(30))
            .set(RestRetryOptions.MAX_ATTEMPTS, 1);
    List<Integer> read =
        new ReadJob(source)
            .withoutRestarts()
            .readUntil(
                130,
                count -> {
                  if (count == 100) {
                    server
                        .faults()
                        .when(request -> !ReadJob.isPage(request), 3, Fault.Status.of(500));
                    server
                        .requests()
                        .await(
                            3, served -> served.status().orElse(0) == 500, Duration.ofSeconds(60));
                    server.grow(30);
                  }
                });
    assertThat(read).containsExactlyInAnyOrderElementsOf(ids(1, 130));
    assertThat(server.requests().delivered(Fault.Status.class)).isEqualTo(3);
  }

  @Test
  void unlessTheUserWantsItTo() throws Exception {
    JobClient job =
        new ReadJob(
                ReadJob.source(server)
                    .set(RestHttpOptions.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                    .set(RestRetryOptions.MAX_ATTEMPTS, 1)
                    .set(RestScanOptions.POLL_FAILURE_TIMEOUT, Duration.ZERO))
            .withoutRestarts()
            .start();
    server.requests().await(3, served -> !ReadJob.isPage(served.request()), Duration.ofSeconds(60));
    server
        .faults()
        .when(request -> !ReadJob.isPage(request), Integer.MAX_VALUE, Fault.Status.of(500));
    assertThatThrownBy(() -> job.getJobExecutionResult().get())
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure)).contains("status 500"));
  }

  private static void assertUnusable(RestSourceBuilder<Identified> source, String... message)
      throws Exception {
    JobClient job = new ReadJob(source).start();
    assertThatThrownBy(() -> job.getJobExecutionResult().get())
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains(UnusableOffsetsException.class.getName())
                    .contains(message));
    assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.FAILED);
  }

  private static List<Integer> ids(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }
}
