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
import io.github.flinkcomments.connector.rest.option.RestHttpOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.connector.rest.source.PagedServer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.SlowTaskDetectorOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A batch job whose reader waits for an answer that never comes: Flink starts another attempt at
 * it, which is given the same splits, asks again, and wins.
 */
@Timeout(120)
class SpeculativeExecutionITCase {

  private static final int RECORDS = 200;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberSlotsPerTaskManager(6)
              .setConfiguration(speculative())
              .build());

  private static Configuration speculative() {
    return new Configuration()
        .set(BatchExecutionOptions.SPECULATIVE_ENABLED, true)
        // There is no other node.
        .set(BatchExecutionOptions.BLOCK_SLOW_NODE_DURATION, Duration.ZERO)
        .set(SlowTaskDetectorOptions.CHECK_INTERVAL, Duration.ofMillis(50))
        .set(SlowTaskDetectorOptions.EXECUTION_TIME_BASELINE_LOWER_BOUND, Duration.ZERO)
        .set(SlowTaskDetectorOptions.EXECUTION_TIME_BASELINE_RATIO, 0.5)
        .set(SlowTaskDetectorOptions.EXECUTION_TIME_BASELINE_MULTIPLIER, 1.0);
  }

  @Test
  void rangesAreReadOnce() throws Exception {
    AtomicInteger slowPage = new AtomicInteger();
    assertReadOnce(
        request -> {
          int from = request.number("_start", 0);
          // Whichever page is asked for first, but for the one at the beginning.
          return from > 0
              && request.number("_limit", 0) > 2
              && (slowPage.compareAndSet(0, from) || slowPage.get() == from);
        },
        source -> source.set(RestScanOptions.SPLIT_SIZE, 50L));
  }

  @Test
  void aChainIsReadOnce() throws Exception {
    assertReadOnce(
        request -> request.query().getOrDefault("cursor", "").equals("40"),
        source ->
            source
                .set(RestPaginationOptions.TYPE, PaginationType.CURSOR)
                .set(RestPaginationOptions.CURSOR_PARAMETER, "cursor")
                .set(RestPaginationOptions.CURSOR_POINTER, "/next")
                .setRecordPath("/records"));
  }

  private interface Paging {
    RestSourceBuilder<ReadJob.Identified> of(RestSourceBuilder<ReadJob.Identified> source);
  }

  private static void assertReadOnce(Predicate<PagedServer.Request> slow, Paging paging)
      throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    try (PagedServer server =
        new PagedServer(
            RECORDS,
            request -> {
              if (slow.test(request) && asked.incrementAndGet() == 1) {
                awaitUninterrupted(end);
              }
              return answer(request);
            })) {
      List<Integer> read =
          new ReadJob(
                  paging.of(
                      RestSource.builder(PojoRecordFormat.of(ReadJob.Identified.class))
                          .setUrl(server.url("/records"))
                          .setRecordKey("/id")
                          .setPageSize(20)
                          .setBounded()
                          .set(RestHttpOptions.REQUEST_TIMEOUT, Duration.ofMinutes(5))))
              .set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH)
              .withoutRestarts()
              .readAll();
      assertThat(read)
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, RECORDS).boxed().toList());
      assertThat(asked).hasValue(2);
    } finally {
      end.countDown();
    }
  }

  private static Answer answer(PagedServer.Request request) {
    if (request.query().containsKey("_start")) {
      return Answer.ok(request.page(request.number("_start", 0), request.number("_limit", 20)))
          .with("X-Total-Count", String.valueOf(request.records()));
    }
    int from = request.number("cursor", 0);
    String next = from + 20 < request.records() ? "\"%d\"".formatted(from + 20) : "null";
    return Answer.ok("{\"records\":%s,\"next\":%s}".formatted(request.page(from, 20), next));
  }

  private static void awaitUninterrupted(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
