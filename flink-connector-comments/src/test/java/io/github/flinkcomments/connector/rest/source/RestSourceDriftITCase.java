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

import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.drift.ListingDriftException;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Hold;
import io.github.flinkcomments.examples.api.ServedRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A listing that shifts fails the job, under Flink's default strategy, which restarts for ever. */
@Tag("flink-versions")
class RestSourceDriftITCase {

  /** The first row is asked for twice, and may be so after the change. */
  private static final int SECOND = 1;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  private final CommentsServer server = CommentsServer.builder().comments(500).start();

  @AfterEach
  void stop() {
    server.close();
  }

  /** Ranges have 50 rows: all but the last were read when the row is deleted. */
  @Test
  void aRowDeletedBetweenTwoRangesInFlight() throws Exception {
    try (Hold lastRange =
        server.hold(request -> ReadJob.isPage(request) && request.offset() == 449)) {
      JobClient job = start();
      awaitPages(served -> served.request().offset() < 449, 18);
      server.delete(10);
      // Keeps the anchor where it is, so that only the neighbours can tell.
      server.insert(480);
      lastRange.close();
      assertDrift(job, "record 450", "record 451", "at offset 449");
    }
  }

  @Test
  void aRowDeletedInsideARange() throws Exception {
    server.afterPage(
        request -> ReadJob.isPage(request) && request.offset() == 0,
        () -> {
          server.delete(SECOND);
          server.insert(490);
        });
    assertDrift(start(), "expected record 26 at offset 25, found record 27");
  }

  @Test
  void aRowDeletedWhileTheJobWaitsAtTheEnd() throws Exception {
    JobClient job = start();
    awaitPages(served -> true, 20);
    server.delete(10);
    assertDrift(job, "expected record 500 at offset 499, found the end of the listing");
  }

  @Test
  void aRowInsertedWhileTheJobWaitsAtTheEnd() throws Exception {
    JobClient job = start();
    awaitPages(served -> true, 20);
    server.insert(10);
    assertDrift(job, "expected record 500 at offset 499, found record 499");
  }

  /** Reads page after page: two for each of the ten ranges. */
  private JobClient start() throws Exception {
    return new ReadJob(ReadJob.source(server).setMaxInFlight(1)).parallelism(1).start();
  }

  private void awaitPages(Predicate<ServedRequest> which, int pages) throws InterruptedException {
    server
        .requests()
        .await(
            pages,
            served -> ReadJob.isPage(served.request()) && which.test(served),
            Duration.ofSeconds(60));
  }

  @Test
  void goesOnIfToldTo() throws Exception {
    server.afterPage(
        request -> ReadJob.isPage(request) && request.offset() == 0,
        () -> {
          server.delete(SECOND);
          server.grow(1);
        });
    List<Integer> read =
        new ReadJob(
                ReadJob.source(server)
                    .setBounded()
                    .setMaxInFlight(1)
                    .setDriftCheck(DriftCheck.WARN))
            .parallelism(1)
            .readAll();
    assertThat(read).hasSize(500).contains(1, 501).doesNotContain(27);
  }

  private static void assertDrift(JobClient job, String... message) throws Exception {
    assertThatThrownBy(() -> job.getJobExecutionResult().get())
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains(ListingDriftException.class.getName())
                    .contains(message));
    assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.FAILED);
  }
}
