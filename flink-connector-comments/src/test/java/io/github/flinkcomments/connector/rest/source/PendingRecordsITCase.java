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

import io.github.flinkcomments.connector.rest.option.RestHttpOptions;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Hold;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An autoscaler adds up {@code pendingRecords} over the readers: that has to be the backlog. */
@Timeout(120)
class PendingRecordsITCase {

  private static final InMemoryReporter METRICS = InMemoryReporter.create();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberSlotsPerTaskManager(2)
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .build());

  private final CommentsServer server = CommentsServer.builder().comments(500).start();

  @AfterEach
  void stop() {
    server.close();
  }

  /**
   * Two readers hold two ranges of 50 rows each; all other rows have no reader yet. Who was told
   * first does not know yet what the other has got since, which is half of the last two ranges.
   */
  @Test
  void theyAddUpToWhatIsNotReadYet() throws Exception {
    JobClient job;
    try (Hold pages = server.hold(ReadJob::isPage)) {
      job =
          new ReadJob(
                  ReadJob.source(server)
                      .set(RestHttpOptions.REQUEST_TIMEOUT, Duration.ofMinutes(5)))
              .start();
      await(pending -> pending >= 500 && pending <= 550);
      pages.close();
    }
    await(pending -> pending == 0);
    job.cancel().get();
  }

  private static void await(LongPredicate pending) throws Exception {
    CommonTestUtils.waitUntilCondition(
        () ->
            pending().size() == 2
                && pending.test(pending().stream().mapToLong(Long::longValue).sum()));
  }

  private static List<Long> pending() {
    return METRICS.getMetricsByGroup().values().stream()
        .map(metrics -> metrics.get("pendingRecords"))
        .filter(Objects::nonNull)
        .map(gauge -> ((Number) ((Gauge<?>) gauge).getValue()).longValue())
        .toList();
  }
}
