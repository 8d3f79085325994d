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
package io.github.flinkcomments.connector.rest.source.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.http.HttpObserver;
import io.github.flinkcomments.connector.rest.http.HttpOptions;
import io.github.flinkcomments.connector.rest.pagination.OffsetPagination;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.record.PageFormat;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.connector.rest.record.RecordIdentity;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.drift.ListingDriftException;
import io.github.flinkcomments.connector.rest.source.drift.UnusableOffsetsException;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.listing.ListingClient;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Fault;
import io.github.flinkcomments.examples.api.Hold;
import io.github.flinkcomments.examples.api.ListingRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real split reader and the real client, against a real server. */
@Timeout(60)
class RangeSplitReaderTest {

  /** All that is read of a comment. */
  public record Identified(int id) {}

  private final CommentsServer server = CommentsServer.builder().comments(500).start();
  private final RequestPool pool = new RequestPool(0);
  private final List<String> finished = new ArrayList<>();
  private ListingClient<Identified> client;
  private int maxInFlight = 3;
  private CheckpointQuota quota = CheckpointQuota.shareOf(ReaderOptions.NO_LIMIT, 0, 1);

  @AfterEach
  void stop() {
    pool.close();
    if (client != null) {
      client.close();
    }
    server.close();
  }

  @Test
  void readsRangesInOrder() throws IOException {
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    add(reader, RangeSplit.of(0, 95), RangeSplit.of(95, 130));
    assertThat(readAll(reader, 2)).isEqualTo(ids(1, 130));
    assertThat(finished).containsExactly("0-95", "95-130");
  }

  @Test
  void goesOnWhereARangeStands() throws IOException {
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    add(reader, new RangeSplit(0, 95, 42, Optional.of("42")));
    assertThat(readAll(reader, 1)).isEqualTo(ids(43, 95));
  }

  @Test
  void aRangeThatIsPausedWaitsAndTheNextIsRead() throws IOException {
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    RangeSplit first = RangeSplit.of(0, 30);
    add(reader, first, RangeSplit.of(30, 60));
    List<Integer> read = new ArrayList<>(idsOf(reader.fetch()));
    int before = read.size();
    reader.pauseOrResumeSplits(List.of(first), List.of());
    read.addAll(readAll(reader, 1));
    assertThat(finished).containsExactly("30-60");
    reader.pauseOrResumeSplits(List.of(), List.of(first));
    read.addAll(readAll(reader, 2));
    assertThat(finished).containsExactly("30-60", "0-30");
    assertThat(read.subList(before, before + 30)).isEqualTo(ids(31, 60));
    assertThat(read).containsExactlyInAnyOrderElementsOf(ids(1, 60));
  }

  @Test
  void wakesUpWhereAllRangesArePaused() throws Exception {
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    RangeSplit only = RangeSplit.of(0, 30);
    add(reader, only);
    reader.pauseOrResumeSplits(List.of(only), List.of());
    assertWakesUp(reader);
    reader.pauseOrResumeSplits(List.of(), List.of(only));
    assertThat(readAll(reader, 1)).isEqualTo(ids(1, 30));
  }

  @Test
  void wakesUpWhileTheApiIsSilent() throws Exception {
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    add(reader, RangeSplit.of(0, 30));
    try (Hold hold = server.hold(request -> true)) {
      assertWakesUp(reader);
      hold.close();
    }
    assertThat(readAll(reader, 1)).isEqualTo(ids(1, 30));
  }

  @Test
  void wakesUpWhileTheQuotaIsUsedUp() throws Exception {
    quota = CheckpointQuota.shareOf(10, 0, 1);
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    add(reader, RangeSplit.of(0, 15));
    assertThat(idsOf(reader.fetch())).isEqualTo(ids(1, 10));
    assertWakesUp(reader);
    assertThat(quota.whyClosed("it")).contains("'execution.checkpointing.interval'");
    for (int i = 0; i < 10; i++) {
      quota.recordEmitted();
    }
    quota.checkpointStarted(1);
    assertThat(quota.whyClosed("it")).contains("why checkpoints fail");
    quota.checkpointCompleted(1);
    assertThat(readAll(reader, 1)).isEqualTo(ids(11, 15));
  }

  /** A page that a cache has kept, with rows of before: it is asked for again, and then right. */
  @Test
  void anOldAnswerIsNoDrift() throws IOException {
    maxInFlight = 1;
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    server.afterPage(request -> isPageAt(0, request), () -> server.insert(3));
    server.afterPage(request -> isPageAt(19, request), () -> server.delete(3));
    add(reader, RangeSplit.of(0, 40));
    assertThat(readAll(reader, 1)).isEqualTo(ids(1, 40));
  }

  /** A cache answers for the range's first page with rows of before. */
  @Test
  void anOldAnswerAtTheFirstPageOfARangeIsNotDelivered() throws IOException {
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    answerOnce(request -> isPageAt(99, request), 51, 20);
    add(reader, RangeSplit.of(100, 160));
    assertThat(readAll(reader, 1)).isEqualTo(ids(101, 160));
  }

  @Test
  void anOldAnswerAtTheFirstPageOfTheListingIsNotDelivered() throws IOException {
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    answerOnce(request -> isPageAt(0, request), 51, 20);
    add(reader, RangeSplit.of(0, 60));
    assertThat(readAll(reader, 1)).isEqualTo(ids(1, 60));
  }

  @Test
  void anOldAnswerToTheSecondLookDoesNoHarm() throws IOException {
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    answerOnce(request -> request.offset() == 99 && request.limit().orElseThrow() == 1, 51, 1);
    add(reader, RangeSplit.of(100, 160));
    assertThat(readAll(reader, 1)).isEqualTo(ids(101, 160));
  }

  /** Where the end was seen before, its last row is known to the range behind it. */
  @Test
  void anOldAnswerBehindAKnownRowIsNotDelivered() throws IOException {
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    answerOnce(request -> request.offset() == 99, 51, 20);
    add(reader, RangeSplit.of(100, 105).behind("100", "key /id"));
    assertThat(readAll(reader, 1)).isEqualTo(ids(101, 105));
    assertThat(server.requests().count()).isEqualTo(2);
  }

  @Test
  void anotherRowBehindAKnownOneIsDrift() throws IOException {
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    add(reader, RangeSplit.of(100, 105).behind("99", "key /id"));
    assertThatThrownBy(() -> readAll(reader, 1))
        .cause()
        .isInstanceOf(ListingDriftException.class)
        .hasMessageContaining("expected record 99 at offset 99, found record 100");
  }

  /** One page is all that there is of a listing: there is nothing that it could contradict. */
  @Test
  void aListingOfOnePageIsAskedForOnce() throws IOException {
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    add(reader, RangeSplit.of(0, 20));
    assertThat(readAll(reader, 1)).isEqualTo(ids(1, 20));
    assertThat(server.requests().count()).isEqualTo(1);
  }

  /** Not a single row, which is asked for as a second look. */
  private static boolean isPageAt(int offset, ListingRequest request) {
    return request.offset() == offset && request.limit().orElseThrow() > 1;
  }

  private void answerOnce(Predicate<ListingRequest> requests, int firstId, int records) {
    String body =
        IntStream.range(firstId, firstId + records)
            .mapToObj("{\"id\":%d}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    server
        .faults()
        .when(requests, 1, new Fault.Status(200, Map.of("Content-Type", "application/json"), body));
  }

  @Test
  void aLastingDifferenceIsDrift() throws IOException {
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    add(reader, new RangeSplit(0, 95, 42, Optional.of("41")));
    assertThatThrownBy(() -> readAll(reader, 1))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(ListingDriftException.class)
        .hasMessageContaining("expected record 41 at offset 41, found record 42");
    assertThat(
            server.requests().all().stream()
                .filter(served -> served.request().offset() == 41)
                .count())
        .isEqualTo(1 + RangeReading.CONFIRMATIONS);
  }

  @Test
  void anOffsetWithoutEffectIsNoDrift() throws IOException {
    RangeSplitReader<Identified> reader = reader("offset", DriftCheck.FAIL);
    add(reader, new RangeSplit(0, 95, 42, Optional.of("42")));
    assertThatThrownBy(() -> readAll(reader, 1))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(UnusableOffsetsException.class)
        .hasMessageContaining("'offset'");
  }

  @Test
  void aShortPageBeforeADifferenceIsMentioned() throws IOException {
    maxInFlight = 1;
    RangeSplitReader<Identified> reader = reader("_start", DriftCheck.FAIL);
    server.faults().when(request -> isPageAt(0, request), 1, new Fault.ShortPage(5));
    server.afterPage(request -> isPageAt(0, request), () -> server.delete(2));
    add(reader, RangeSplit.of(0, 95));
    assertThatThrownBy(() -> readAll(reader, 1))
        .cause()
        .isInstanceOf(ListingDriftException.class)
        .hasMessageContaining("from offset 0 on, had 5 rows instead of 20");
  }

  /** Runs a fetch that has nothing to give until it is woken up. */
  private static void assertWakesUp(RangeSplitReader<Identified> reader) throws Exception {
    CompletableFuture<List<Integer>> fetch =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return idsOf(reader.fetch());
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    reader.wakeUp();
    assertThat(fetch.get()).isEmpty();
  }

  private RangeSplitReader<Identified> reader(String offsetParameter, DriftCheck check) {
    Listing<Identified> listing =
        new Listing<>(
            "the listing",
            server.url(),
            RequestTemplate.get(server.url()),
            new OffsetPagination(
                offsetParameter, "_limit", 20, new TotalLocation.Header("X-Total-Count")),
            PageFormat.of(PojoRecordFormat.of(Identified.class))
                .withIdentity(new RecordIdentity.Key("/id")),
            HttpOptions.DEFAULT);
    client = listing.open(new HttpObserver() {});
    return new RangeSplitReader<>(
        client,
        pool,
        InFlightLevel.fixed(maxInFlight),
        new ReaderOptions(maxInFlight, ReaderOptions.PAGE_SIZE, ReaderOptions.NO_LIMIT, check),
        new PageLimit(20),
        quota);
  }

  private static void add(RangeSplitReader<Identified> reader, RangeSplit... splits) {
    reader.handleSplitsChanges(new SplitsAddition<>(List.of(splits)));
  }

  /** Fetches until so many ranges are finished. */
  private List<Integer> readAll(RangeSplitReader<Identified> reader, int ranges)
      throws IOException {
    List<Integer> ids = new ArrayList<>();
    while (finished.size() < ranges) {
      ids.addAll(idsOf(reader.fetch(), finished));
    }
    return ids;
  }

  private static List<Integer> idsOf(RecordsWithSplitIds<RecordCursor<Identified>> records) {
    return idsOf(records, new ArrayList<>());
  }

  private static List<Integer> idsOf(
      RecordsWithSplitIds<RecordCursor<Identified>> records, List<String> finished) {
    List<Integer> ids = new ArrayList<>();
    while (records.nextSplit() != null) {
      for (RecordCursor<Identified> next = records.nextRecordFromSplit();
          next != null;
          next = records.nextRecordFromSplit()) {
        ids.add(next.record().id());
      }
    }
    finished.addAll(records.finishedSplits());
    return ids;
  }

  private static List<Integer> ids(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }
}
