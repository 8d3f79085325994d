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
import io.github.flinkcomments.connector.rest.option.RestEndOptions;
import io.github.flinkcomments.connector.rest.option.TotalType;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.connector.rest.source.ReadJob.Identified;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.ServedRequest;
import io.github.flinkcomments.examples.api.Totals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("flink-versions")
class RestSourceITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private final CommentsServer server = CommentsServer.builder().comments(503).start();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void readsABoundedListing(Totals totals) throws Exception {
    server.behaviour().totals(totals);
    var source = ReadJob.source(server).setBounded();
    if (totals == Totals.BODY) {
      source
          .setRecordPath("/comments")
          .set(RestEndOptions.TOTAL, TotalType.BODY)
          .set(RestEndOptions.TOTAL_POINTER, "/total");
    }
    assertThat(new ReadJob(source).parallelism(3).readAll())
        .containsExactlyInAnyOrderElementsOf(ids(1, 503));
  }

  @Test
  void aBoundedListingThatGrowsIsReadToTheEndFoundFirst() throws Exception {
    server.afterPage(ReadJob::isPage, () -> server.grow(100));
    assertThat(new ReadJob(ReadJob.source(server).setBounded()).readAll())
        .containsExactlyInAnyOrderElementsOf(ids(1, 503));
  }

  @Test
  void anEmptyListingIsReadToItsEnd() throws Exception {
    try (CommentsServer empty = CommentsServer.builder().comments(0).start()) {
      assertThat(new ReadJob(ReadJob.source(empty).setBounded()).readAll()).isEmpty();
    }
  }

  @Test
  void rowsThatAreAddedArriveEvenAfterManyPolls() throws Exception {
    List<Integer> read =
        new ReadJob(ReadJob.source(server))
            .readUntil(
                513,
                count -> {
                  if (count == 503) {
                    awaitPolls(20);
                    server.grow(10);
                  }
                });
    assertThat(read).containsExactlyInAnyOrderElementsOf(ids(1, 513));
  }

  private void awaitPolls(int polls) {
    int before = (int) polls();
    try {
      server
          .requests()
          .await(before + polls, RestSourceITCase::isPollAtTheEnd, Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long polls() {
    return server.requests().all().stream().filter(RestSourceITCase::isPollAtTheEnd).count();
  }

  private static boolean isPollAtTheEnd(ServedRequest served) {
    return served.request().offset() == 502 && served.request().limit().orElseThrow() == 2;
  }

  @Test
  void startsAtAnOffset() throws Exception {
    assertThat(new ReadJob(ReadJob.source(server).startAt(400).setBounded()).readAll())
        .containsExactlyInAnyOrderElementsOf(ids(401, 503));
  }

  @Test
  void startsAtTheLatestRow() throws Exception {
    // The end is looked at once to find it, and then again by each poll.
    AtomicInteger looksAtTheEnd = new AtomicInteger();
    server.afterPage(
        request -> request.offset() == 502 && looksAtTheEnd.incrementAndGet() > 5,
        () -> server.grow(5));
    List<Integer> read =
        new ReadJob(ReadJob.source(server).startAtLatest()).readUntil(5, count -> {});
    assertThat(read).containsExactlyInAnyOrderElementsOf(ids(504, 508));
  }

  @Test
  void rationedRecordsAreReadToTheEnd() throws Exception {
    var source = ReadJob.source(server).setMaxRecordsPerCheckpoint(100).setBounded();
    assertThat(new ReadJob(source).parallelism(3).readAll())
        .containsExactlyInAnyOrderElementsOf(ids(1, 503));
  }

  @Test
  void aRationBelowTheParallelismIsReadToTheEnd() throws Exception {
    try (CommentsServer small = CommentsServer.builder().comments(12).start()) {
      var source = ReadJob.source(small).setMaxRecordsPerCheckpoint(2).setBounded();
      assertThat(new ReadJob(source).parallelism(3).readAll())
          .containsExactlyInAnyOrderElementsOf(ids(1, 12));
    }
  }

  @Test
  void noRowIsRequestedTwiceButTheOverlap() throws Exception {
    new ReadJob(ReadJob.source(server).setBounded()).parallelism(1).readAll();
    long rows =
        server.requests().all().stream()
            .filter(served -> ReadJob.isPage(served.request()))
            .mapToInt(ServedRequest::rows)
            .sum();
    long pages =
        server.requests().all().stream().filter(served -> ReadJob.isPage(served.request())).count();
    assertThat(rows).isEqualTo(503 + pages - 1);
  }

  /**
   * A loop asks for one page more than there are, to see the end. Apart from pages the enumerator
   * asks for rows, and a reader for the first row of each range.
   */
  @ParameterizedTest
  @CsvSource({"10, 20000", "100, 50000", "1000, 100000"})
  void asksHardlyMoreOftenThanALoop(int pageSize, int rows) throws Exception {
    try (CommentsServer large = CommentsServer.builder().comments(rows).start()) {
      RestSourceBuilder<Identified> source =
          RestSource.builder(PojoRecordFormat.of(Identified.class))
              .setUrl(large.url().toString())
              .setRecordKey("/id")
              .setPageSize(pageSize)
              .setBounded();
      assertThat(new ReadJob(source).readAll()).hasSize(rows);
      Map<Boolean, Long> requests =
          large.requests().all().stream()
              .collect(
                  Collectors.partitioningBy(
                      served -> ReadJob.isPage(served.request()), Collectors.counting()));
      assertThat(requests.get(true)).isLessThanOrEqualTo((rows / pageSize + 1) * 101L / 100);
      assertThat(requests.get(false)).isLessThanOrEqualTo(5 + rows / 9_900 + 1);
    }
  }

  private static List<Integer> ids(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }
}
