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
package io.github.flinkcomments.examples.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.rest.record.ErrorMode;
import io.github.flinkcomments.examples.api.Blemish;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Fault;
import io.github.flinkcomments.examples.job.CommentsPipeline;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.time.Deadline;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectClusterRESTAddress;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What docs/monitoring.md promises can be watched while a job runs. */
class MetricsITCase {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final PrometheusEndpoint PROMETHEUS = PrometheusEndpoint.onFreePort();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberSlotsPerTaskManager(2)
              .setConfiguration(
                  PROMETHEUS
                      .addReporterTo(new Configuration())
                      .set(RestOptions.BIND_PORT, "0")
                      .set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(50)))
              .build());

  @TempDir private Path directory;

  private final CommentsServer server = CommentsServer.builder().comments(60_000).start();
  private JobClient job;

  @BeforeEach
  void startJob() throws Exception {
    server.behaviour().delay(Duration.ofMillis(100));
    server.faults().every(40, Fault.Status.of(429).retryAfter("1"));
    server.faults().every(25, Fault.Status.of(503));
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(2);
    environment.enableCheckpointing(300);
    server
        .behaviour()
        .blemishes(id -> Optional.of(Blemish.OBJECT_FOR_NAME).filter(blemish -> id % 30 == 0));
    new CommentsPipeline(
            server.url().toString(), Optional.empty(), Optional.empty(), ErrorMode.SKIP)
        .build(environment, directory.resolve("table").toString(), 0);
    job = environment.executeAsync();
  }

  /** Waits for it, unlike a cancellation: nothing may write into a directory that is deleted. */
  @AfterEach
  void stopJob() throws Exception {
    server.faults().clear();
    job.stopWithSavepoint(
            false, directory.resolve("savepoints").toString(), SavepointFormatType.CANONICAL)
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    server.close();
  }

  @Test
  void eachMetricChangesWhileTheJobRuns(@InjectClusterRESTAddress URI restAddress)
      throws Exception {
    List<String> names = MonitoringFiles.documentedMetrics();
    RestMetrics metrics = new RestMetrics(restAddress, job.getJobID().toString());
    Map<String, Set<String>> seen = new TreeMap<>();
    names.forEach(name -> seen.put(name, new LinkedHashSet<>()));
    Path table = directory.resolve("table");
    repeatUntilTrue(() -> Files.exists(table.resolve("_delta_log/00000000000000000000.json")));
    repeatUntilTrue(
        () -> {
          metrics.read(names).forEach((id, value) -> seen.get(nameIn(id)).add(value));
          return !seen.get("commitRetries").isEmpty();
        });
    try (OtherWriter ignored = OtherWriter.start(table)) {
      repeatUntilTrue(
          () -> {
            server.grow(1);
            metrics.read(names).forEach((id, value) -> seen.get(nameIn(id)).add(value));
            return changing(seen).values().stream().allMatch(values -> values.size() > 1);
          });
    }
    assertThat(seen).isNotEmpty().allSatisfy((name, values) -> assertThat(values).isNotEmpty());
    assertThat(changing(seen))
        .allSatisfy((name, values) -> assertThat(values).hasSizeGreaterThan(1));
  }

  /** All but what only an outage of minutes changes, since requests are repeated that long. */
  private static Map<String, Set<String>> changing(Map<String, Set<String>> seen) {
    Map<String, Set<String>> changing = new TreeMap<>(seen);
    changing.remove("failedPolls");
    return changing;
  }

  @Test
  void alertsAndDashboardUseWhatPrometheusIsTold() throws Exception {
    Set<String> used = MonitoringFiles.usedMetrics();
    Set<String> missing = new TreeSet<>(used);
    repeatUntilTrue(
        () -> {
          missing.removeAll(PROMETHEUS.metrics());
          return missing.isEmpty();
        });
    assertThat(used).isNotEmpty();
    assertThat(missing).isEmpty();
  }

  /** Within the limit; after it the caller's assertion says what is amiss. */
  private static void repeatUntilTrue(Callable<Boolean> action) throws Exception {
    Deadline deadline = Deadline.fromNow(LIMIT);
    while (!action.call() && deadline.hasTimeLeft()) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static String nameIn(String id) {
    return id.substring(id.lastIndexOf('.') + 1);
  }
}
