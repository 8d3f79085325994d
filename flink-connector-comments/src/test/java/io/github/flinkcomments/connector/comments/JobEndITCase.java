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
package io.github.flinkcomments.connector.comments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.RestSourceBuilder;
import io.github.flinkcomments.connector.rest.option.RestRetryOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However a job ends, the source leaves no thread and no connection behind. */
@Tag("flink-versions")
class JobEndITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  private static final Pattern THREAD =
      Pattern.compile("rest-source-request-.*|rest-http-.*|HttpClient-.*-SelectorManager");

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final CommentsServer server = CommentsServer.builder().comments(5000).start();

  @BeforeEach
  void nothingIsThereYet() throws Exception {
    assertNothingLeft();
  }

  private Optional<JobClient> started = Optional.empty();

  @AfterEach
  void stop() throws Exception {
    // A job that did not end as it should would disturb the next test.
    if (started.isPresent() && !started.get().getJobStatus().get().isTerminalState()) {
      started.get().cancel().get();
    }
    server.close();
  }

  @Test
  void aJobThatReachesItsEnd() throws Exception {
    start(source().setPageSize(100).setBounded()).getJobExecutionResult().get();
    assertThat(server.requests().count()).isGreaterThan(50);
    assertNothingLeft();
  }

  @Test
  void aJobThatIsCancelledWhileItWaitsForMore() throws Exception {
    JobClient job = start(source().setPollInterval(Duration.ofMillis(50)));
    server.requests().await(3, probe -> probe.request().offset() >= 4999, LIMIT);
    assertThat(threads()).isNotEmpty();
    job.cancel().get();
    assertNothingLeft();
  }

  @Test
  void aJobThatIsCancelledWhileRequestsAreUnderWay() throws Exception {
    try (var hold = server.hold(request -> request.offset() >= 2000 && request.offset() < 4000)) {
      // Each reader has a range with requests that are held, however few it sends at once.
      JobClient job = start(source().setPageSize(100).set(RestScanOptions.SPLIT_SIZE, 1000L));
      hold.awaitHeld(2, LIMIT);
      assertThat(threads()).isNotEmpty();
      job.cancel().get();
      await(() -> threads().isEmpty());
      assertThat(threads()).isEmpty();
    }
    assertNothingLeft();
  }

  @Test
  void aJobThatFails() throws Exception {
    server.faults().when(page -> page.offset() >= 3000, Integer.MAX_VALUE, Fault.Status.of(403));
    JobClient job =
        start(
            source()
                .set(RestRetryOptions.MIN_DURATION, Duration.ZERO)
                .set(RestRetryOptions.MAX_ATTEMPTS, 2));
    assertThatThrownBy(() -> job.getJobExecutionResult().get()).hasStackTraceContaining("403");
    assertNothingLeft();
  }

  private RestSourceBuilder<Comment> source() {
    return CommentsSource.builder().setUrl(server.url().toString());
  }

  private JobClient start(RestSourceBuilder<Comment> source) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(2);
    environment.enableCheckpointing(100);
    environment
        .fromSource(source.build(), WatermarkStrategy.noWatermarks(), "comments")
        .sinkTo(new DiscardingSink<>());
    JobClient job = environment.executeAsync();
    started = Optional.of(job);
    return job;
  }

  private void assertNothingLeft() throws Exception {
    await(() -> threads().isEmpty() && server.connections() == 0);
    assertThat(threads()).isEmpty();
    assertThat(server.connections()).isZero();
  }

  private static void await(BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> THREAD.matcher(name).matches())
        .collect(Collectors.toSet());
  }
}
