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

import io.github.flinkcomments.connector.rest.pagination.ChainByCursor;
import io.github.flinkcomments.connector.rest.pagination.ChainByKey;
import io.github.flinkcomments.connector.rest.pagination.ChainByNextUrl;
import io.github.flinkcomments.connector.rest.pagination.ChainByPageNumber;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.Chaining;
import io.github.flinkcomments.connector.rest.pagination.EndCondition;
import io.github.flinkcomments.connector.rest.pagination.EndRule;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.record.CapturedValue;
import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.listing.AnsweredPage;
import io.github.flinkcomments.connector.rest.source.split.ChainPosition;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.testutils.logging.LoggerAuditingExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

/** What of its answers a walk takes for new. Records are numbers that count from 0. */
class ChainWalkTest {

  private static final int PAGE = 5;
  private static final Chaining PAGES = new ChainByPageNumber("page", 0);
  private static final Chaining INCLUSIVE = new ChainByKey(List.of("since"), List.of("/id"), true);

  @RegisterExtension
  final LoggerAuditingExtension log = new LoggerAuditingExtension(ChainCheck.class, Level.WARN);

  @RegisterExtension
  final LoggerAuditingExtension orders = new LoggerAuditingExtension(KeyOrder.class, Level.WARN);

  private final List<String> delivered = new ArrayList<>();
  private final AtomicLong failedPolls = new AtomicLong();
  private long nanoTime;
  private boolean bounded;
  private DriftCheck driftCheck = DriftCheck.FAIL;

  /** As json-server 1 does it. */
  @Test
  void lastPageServedAgainPastTheEndIsNotDeliveredAgain() {
    ChainWalk<String> walk = walk(PAGES, EndCondition.REPEATED_PAGE, EndCondition.EMPTY_PAGE);

    answer(walk, 0, 5);
    answer(walk, 5, 3);
    answer(walk, 5, 3);
    assertThat(delivered).isEqualTo(ids(0, 8));
    assertThat(walk.takeMetEnd()).isTrue();

    // It is asked for by its own number, and for what follows the records it had.
    poll(walk);
    assertThat(walk.wanted()).contains(new PageAddress.Numbered(1));
    answer(walk, 5, 5);
    assertThat(delivered).isEqualTo(ids(0, 10));
  }

  /**
   * A page that is short because the listing ends there may be filled before the next is asked for.
   */
  @Test
  void recordsAddedToAPageBeforeTheNextOneIsThereAreNotPassedOver() {
    ChainWalk<String> walk = walk(PAGES, EndCondition.EMPTY_PAGE);

    answer(walk, 0, 5);
    answer(walk, 5, 3);
    // The listing grows from 8 to 12 records.
    answer(walk, 10, 2);
    assertThat(delivered).isEqualTo(ids(0, 8));

    assertThat(walk.wanted()).contains(new PageAddress.Numbered(1));
    answer(walk, 5, 5);
    accept(walk);
    assertThat(walk.takeMetEnd()).isFalse();
    assertThat(delivered).isEqualTo(ids(0, 12));
    assertThat(walk.wanted()).contains(new PageAddress.Numbered(3));
    answer(walk, 15, 0);
    assertThat(delivered).isEqualTo(ids(0, 12));
    assertThat(walk.takeMetEnd()).isTrue();
  }

  @Test
  void shortPageInTheMiddleIsAskedForAgainOnce() {
    ChainWalk<String> walk = walk(PAGES, EndCondition.EMPTY_PAGE);

    answer(walk, 0, 5);
    answer(walk, 5, 3);
    answer(walk, 8, 5);
    assertThat(walk.wanted()).contains(new PageAddress.Numbered(1));
    answer(walk, 5, 3);
    accept(walk);
    assertThat(delivered).isEqualTo(ids(0, 13));
    assertThat(walk.wanted()).contains(new PageAddress.Numbered(3));
  }

  /** Requests that are under way stay so, while pages of hidden records are asked for again. */
  @Test
  void reviewCostsOneRequestAndKeepsTheOthers() {
    ChainWalk<String> walk = walk(PAGES, EndCondition.EMPTY_PAGE);
    answer(walk, 0, 5);
    walk.sent(walk.wanted().orElseThrow(), CompletableFuture.completedFuture(page(5, 4)));
    walk.sent(walk.wanted().orElseThrow(), CompletableFuture.completedFuture(page(10, 4)));
    accept(walk);
    for (int page = 3; page < 5; page++) {
      walk.sent(walk.wanted().orElseThrow(), CompletableFuture.completedFuture(page(5 * page, 4)));
    }
    accept(walk);

    assertThat(walk.isAnswered()).isFalse();
    assertThat(walk.inFlight()).isZero();
    assertThat(walk.untilDue()).contains(Duration.ZERO);
    answer(walk, 5, 4);
    assertThat(walk.inFlight()).isEqualTo(3);
    accept(walk);
    accept(walk);
    assertThat(walk.wanted()).contains(new PageAddress.Numbered(2));
    answer(walk, 10, 5);
    accept(walk);

    assertThat(delivered)
        .containsExactly(
            "0", "1", "2", "3", "4", "5", "6", "7", "8", "10", "11", "12", "13", "14", "15", "16",
            "17", "18");
  }

  /** Pages that were empty in between may have got records, too. */
  @Test
  void pagesThatWereEmptyAreReviewedAsWell() {
    ChainWalk<String> walk = walk(PAGES, EndCondition.RULE);
    answer(walk, 0, 5);
    answer(walk, 5, 4);
    answer(walk, 10, 0);
    answer(walk, 15, 2);
    assertThat(walk.wanted()).contains(new PageAddress.Numbered(1));
    answer(walk, 5, 5);
    assertThat(walk.wanted()).contains(new PageAddress.Numbered(2));
    answer(walk, 10, 5);
    answer(walk, 15, 2);
    assertThat(delivered).isEqualTo(ids(0, 17));
  }

  /** Two pages of a size may both lack hidden records: the second may have got more of them. */
  @Test
  void pageThatIsFullByComparisonAloneIsAskedForAgain() {
    ChainWalk<String> walk = walk(PAGES, EndCondition.EMPTY_PAGE);
    answer(walk, 0, 3);
    answer(walk, 5, 3);
    answer(walk, 0, 3);
    assertThat(walk.wanted()).contains(new PageAddress.Numbered(1));
    answer(walk, 5, 4);
    assertThat(delivered).containsExactly("0", "1", "2", "5", "6", "7", "8");
  }

  @Test
  void tokenThatChangesInAReviewIsFollowed() {
    ChainWalk<String> walk = walk(new ChainByNextUrl("/next"), EndCondition.EMPTY_PAGE);
    answer(walk, leadingTo("http://api/2", page(0, 4)));
    answer(walk, leadingTo("http://api/3", page(4, 2)));
    assertThat(walk.wanted()).contains(new PageAddress.First());
    answer(walk, leadingTo("http://api/2b", page(0, 4)));
    assertThat(walk.wanted()).contains(new PageAddress.Url("http://api/2b"));
  }

  /** Several requests may be under way when the total is not reached yet. */
  @Test
  void errorThatWasAskedForBeforeTheTotalWasReachedIsAskedForAgain() {
    ChainWalk<String> walk = walk(PAGES, EndCondition.TOTAL);
    answer(walk, 0, 5);
    walk.sent(walk.wanted().orElseThrow(), CompletableFuture.completedFuture(page(5, 5)));
    walk.sent(walk.wanted().orElseThrow(), CompletableFuture.failedFuture(new IOException("404")));
    assertThat(walk.mayLiePastTheEnd()).isFalse();

    walk.accept();
    assertThat(walk.asksAgain()).isTrue();
    assertThat(walk.wanted()).contains(new PageAddress.Numbered(2));
    assertThat(walk.mayLiePastTheEnd()).isTrue();

    // An error that comes again is one.
    walk.sent(walk.wanted().orElseThrow(), CompletableFuture.failedFuture(new IOException("404")));
    assertThat(walk.asksAgain()).isFalse();
  }

  /** The end of a listing is polled for days: an outage is none of the job's. */
  @Test
  void pollThatFailsIsSentAgainAfterAGrowingPause() {
    ChainWalk<String> walk = walk(PAGES, EndCondition.EMPTY_PAGE);
    answer(walk, 0, 5);
    answer(walk, 5, 0);

    poll(walk);
    fail(walk);
    assertThat(walk.asksAgain()).isTrue();
    assertThat(walk.untilDue()).contains(Duration.ofSeconds(2));
    poll(walk);
    fail(walk);
    assertThat(walk.asksAgain()).isTrue();
    assertThat(walk.untilDue()).contains(Duration.ofSeconds(4));
    assertThat(failedPolls).hasValue(2);

    poll(walk);
    answer(walk, 0, 5);
    answer(walk, 5, 5);
    assertThat(delivered).isEqualTo(ids(0, 10));
  }

  @Test
  void pollsThatFailForTooLongFailTheJob() {
    ChainWalk<String> walk = walk(PAGES, EndCondition.EMPTY_PAGE);
    answer(walk, 0, 5);
    answer(walk, 5, 0);

    poll(walk);
    fail(walk);
    assertThat(walk.asksAgain()).isTrue();
    nanoTime += Duration.ofMinutes(5).toNanos();
    fail(walk);
    assertThat(walk.asksAgain()).isFalse();
  }

  @Test
  void requestThatFailsBeforeTheEndIsMetFailsTheJob() {
    ChainWalk<String> walk = walk(PAGES, EndCondition.EMPTY_PAGE);
    answer(walk, 0, 5);

    fail(walk);
    assertThat(walk.asksAgain()).isFalse();
  }

  /** Nobody comes back for what a bounded read leaves out. */
  @Test
  void oneEmptyPageDoesNotEndABoundedRead() {
    bounded = true;
    ChainWalk<String> walk = walk(PAGES, EndCondition.EMPTY_PAGE);

    answer(walk, 0, 5);
    answer(walk, 5, 0);
    assertThat(walk.isFinished()).isFalse();
    poll(walk);
    answer(walk, 5, 3);
    for (int i = 0; i < 3; i++) {
      answer(walk, 8, 0);
      poll(walk);
    }
    assertThat(walk.isFinished()).isFalse();
    answer(walk, 8, 0);
    assertThat(walk.isFinished()).isTrue();
    assertThat(delivered).isEqualTo(ids(0, 8));
  }

  /** A token may work once only. */
  @Test
  void refusalOfAnEmptyPageThatIsAskedForAgainIsTheEnd() {
    bounded = true;
    ChainWalk<String> walk = walk(PAGES, EndCondition.EMPTY_PAGE);

    answer(walk, 0, 5);
    assertThat(walk.mayLiePastTheEnd()).isFalse();
    answer(walk, 5, 0);
    assertThat(walk.mayLiePastTheEnd()).isTrue();
  }

  /** By an inclusive key, a server that lags behind has the record of the key and nothing else. */
  @Test
  void oneRecordOfAnInclusiveKeyDoesNotEndABoundedRead() {
    bounded = true;
    ChainWalk<String> walk = walk(INCLUSIVE, EndCondition.SAME_TOKEN);

    answerKeys(walk, 1, 2, 3, 4, 5);
    answerKeys(walk, 5);
    assertThat(walk.isFinished()).isFalse();
    poll(walk);
    answerKeys(walk, 5, 6);
    assertThat(delivered).isEqualTo(ids(1, 7));
  }

  /** Pages that begin with equal records are not the same page. */
  @Test
  void pageIsNoRepetitionBecauseItBeginsWithAnEqualRecord() {
    ChainWalk<String> walk = walk(PAGES, EndCondition.REPEATED_PAGE, EndCondition.EMPTY_PAGE);

    answerKeys(walk, 0, 1, 2, 3, 4);
    answerKeys(walk, 0, 6, 7, 8, 9);
    assertThat(delivered).hasSize(10);
  }

  @Test
  void firstPageThatMayNotBeTheLastIsTold() {
    ChainWalk<String> walk =
        walk(new ChainByCursor("after", "/nextt", "", ""), EndCondition.MISSING_TOKEN);

    answer(walk, 0, PAGE);
    assertThat(log.getMessages())
        .singleElement()
        .asString()
        .startsWith("The first page of the listing has 5 records, and nothing leads on")
        .endsWith(
            "has nothing at '/nextt'; correct 'pagination.cursor-pointer', if the listing goes on.");

    poll(walk);
    answer(walk, 0, PAGE);
    assertThat(log.getMessages()).hasSize(1);
  }

  /** A cursor leads to where pages begin, so that a smaller page leaves out what was read of it. */
  @Test
  void smallerPagesAfterAResumeAreNotTakenForDrift() {
    driftCheck = DriftCheck.WARN;
    ChainWalk<String> larger = walk(new ChainByCursor("after", "/next", "", ""));
    ChainSplit resumed =
        larger
            .split()
            .at(new ChainPosition(new PageAddress.First(), PAGE + 3, Optional.of("7"), 0));
    ChainWalk<String> walk = walk(new ChainByCursor("after", "/next", "", ""), resumed);

    for (int i = 0; i < 3; i++) {
      answer(walk, 0, PAGE);
      poll(walk);
    }
    assertThatThrownBy(() -> answer(walk, 0, PAGE))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("8 of its records were read, and now it has 5")
        .hasMessageContaining("'pagination.page-size'");
  }

  /** By an inclusive key, the page after the only record holds that record again. */
  @Test
  void listingOfOneRecordEndsByAnInclusiveKey() {
    ChainWalk<String> walk = walk(INCLUSIVE, EndCondition.SAME_TOKEN);

    answer(walk, 0, 1);
    answer(walk, 0, 1);
    assertThat(delivered).containsExactly("0");
    assertThat(walk.takeMetEnd()).isTrue();
  }

  /** A record that comes once more is none of those that a limit allows. */
  @Test
  void limitCountsRecordsOfAnInclusiveKeyOnce() {
    ChainByKey keys = new ChainByKey(List.of("since"), List.of("/id"), true);
    ChainWalk<String> walk =
        walk(
            keys,
            new ChainSplit(
                "listing",
                Map.of(),
                ChainPosition.before(keys.first(), 0),
                Optional.empty(),
                OptionalLong.empty()),
            8,
            EndCondition.SAME_TOKEN);

    answerKeys(walk, 1, 2, 3);
    answerKeys(walk, 3, 4, 5);
    answerKeys(walk, 5, 6, 7);
    assertThat(walk.isFinished()).isFalse();
    answerKeys(walk, 7, 8, 9);
    assertThat(walk.isFinished()).isTrue();
    assertThat(delivered).isEqualTo(ids(1, 9));
  }

  /** Where a page is full of records of one key, those that follow cannot be asked for. */
  @Test
  void moreRecordsOfAKeyThanAPageHoldsAreTold() {
    ChainWalk<String> walk = walk(INCLUSIVE, EndCondition.SAME_TOKEN);

    answer(walk, 0, 5);
    assertThatThrownBy(() -> answer(walk, 0, 5))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("more records share a key than a page holds, or as many");
  }

  /** A replica has fewer records of a page than there were when readers shared the pages. */
  @Test
  void pageOfAClosedRangeIsNotTakenFromAServerThatLagsBehind() {
    ChainWalk<String> walk =
        walk(
            PAGES,
            new ChainSplit(
                "pages",
                Map.of(),
                ChainPosition.before(new PageAddress.Numbered(1), 5),
                Optional.empty(),
                OptionalLong.of(2)),
            EndCondition.TOTAL,
            EndCondition.EMPTY_PAGE);

    // Its total, ten, has no page behind the second.
    answer(walk, 5, 3);
    assertThat(delivered).isEmpty();
    assertThat(walk.isFinished()).isFalse();
    poll(walk);
    answer(walk, 5, 5);
    assertThat(delivered).isEqualTo(ids(5, 10));
    assertThat(walk.isFinished()).isTrue();
  }

  /** What a range of keys has read is only known to be all when a record lies behind it. */
  @Test
  void rangeOfKeysEndsAtARecordOfAHigherKey() {
    ChainWalk<String> walk = range(7);

    answerKeys(walk, 5, 7);
    assertThat(walk.isFinished()).isFalse();
    assertThat(walk.wanted()).contains(new PageAddress.AfterKey(List.of("7"), List.of("7")));
    answerKeys(walk, 8, 9);
    assertThat(walk.isFinished()).isTrue();
    assertThat(delivered).containsExactly("5", "7");
  }

  @Test
  void rangeOfKeysThatEndsWithinAPageLeavesTheRestToTheNext() {
    ChainWalk<String> walk = range(7);

    answerKeys(walk, 5, 6, 7, 8, 9);
    assertThat(walk.isFinished()).isTrue();
    assertThat(delivered).containsExactly("5", "6", "7");
  }

  @Test
  void rangeOfKeysWithoutRecordsEnds() {
    ChainWalk<String> walk = range(7);

    answerKeys(walk, 20);
    assertThat(walk.isFinished()).isTrue();
    assertThat(delivered).isEmpty();
  }

  /** A replica does not know yet what another one had when the ranges were made. */
  @Test
  void rangeOfKeysIsNotEndedByAServerThatLagsBehind() {
    ChainWalk<String> walk = range(7);

    answerKeys(walk, 5);
    answerKeys(walk);
    poll(walk);
    assertThat(walk.wanted()).contains(new PageAddress.AfterKey(List.of("5"), List.of("5")));
    answerKeys(walk, 6, 9);
    assertThat(delivered).containsExactly("5", "6");
    assertThat(walk.isFinished()).isTrue();
  }

  /** Where what lay behind it is deleted, it waits like a listing at its end. */
  @Test
  void rangeOfKeysWithoutAnythingBehindItMeetsItsEndAfterFurtherRequests() {
    ChainWalk<String> walk = range(7);

    answerKeys(walk, 5);
    for (int i = 0; i < 4; i++) {
      assertThat(walk.takeMetEnd()).isFalse();
      answerKeys(walk);
      poll(walk);
    }
    assertThat(walk.takeMetEnd()).isTrue();
    answerKeys(walk, 6, 10);
    assertThat(walk.isFinished()).isTrue();
    assertThat(delivered).containsExactly("5", "6");
  }

  /** Nobody would come back for records that a server which lags behind does not have yet. */
  @Test
  void boundedRangeOfKeysWithoutAnythingBehindItStopsTheJob() {
    bounded = true;
    ChainWalk<String> walk = range(7);

    answerKeys(walk, 5);
    for (int i = 0; i < 3; i++) {
      answerKeys(walk);
      poll(walk);
    }
    assertThatThrownBy(() -> answerKeys(walk))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining(
            "the page after key 5 had records behind it when readers shared the listing, and has none now");
  }

  @Test
  void boundedRangeOfKeysWithoutAnythingBehindItEndsKnowingly() {
    bounded = true;
    driftCheck = DriftCheck.WARN;
    ChainWalk<String> walk = range(7);

    answerKeys(walk, 5);
    for (int i = 0; i < 3; i++) {
      answerKeys(walk);
      poll(walk);
    }
    answerKeys(walk);
    assertThat(walk.isFinished()).isTrue();
    assertThat(delivered).containsExactly("5");
  }

  /** As the message about records of one key advises. */
  @Test
  void keyThatTurnsOutToBeInclusiveGoesOnFromTheStateOfAnExclusiveOne() {
    ChainByKey exclusive = new ChainByKey(List.of("since"), List.of("/id"), false);
    ChainWalk<String> walk = walk(exclusive, EndCondition.EMPTY_PAGE);
    ChainRows<String> rows = answerKeys(walk, 7, 8, 9);

    ChainWalk<String> resumed =
        walk(INCLUSIVE, walk.split().at(rows.place().positionAfter(2)), EndCondition.SAME_TOKEN);
    answerKeys(resumed, 9, 10, 11);
    assertThat(delivered).containsExactly("7", "8", "9", "10", "11");
  }

  @Test
  void rangeOfKeysOfAnApiThatIgnoresTheKeyIsToldInOneSentence() {
    ChainWalk<String> walk = range(7);

    assertThatThrownBy(() -> answerKeys(walk, 1, 2))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("key 1 where a key of 5 or more was expected");
    assertThatThrownBy(() -> answerKeys(range(7), 6, 5))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("key 5 where a key of 6 or more was expected");
  }

  @ParameterizedTest
  @CsvSource({
    "9 8 7, 6 5, 1",
    "10 9, 8, 1",
    "12, 7, 1",
    "2026-02-01 2026-01-31 2025-12-31, 2025-12-30, 1",
    "9 10, 11, 0",
    "9 9, 10, 0",
    "b a, c, 0",
  })
  void aListingThatHasItsHighestKeysFirstIsToldOnce(String first, String second, int warnings) {
    ChainWalk<String> walk =
        walk(new ChainByKey(List.of("before"), List.of("/id"), true), EndCondition.EMPTY_PAGE);
    answerByKeys(walk, first.split(" "));
    answerByKeys(walk, second.split(" "));
    answerByKeys(walk, "0");

    assertThat(orders.getMessages()).hasSize(warnings);
    assertThat(orders.getMessages())
        .allMatch(
            message ->
                message.startsWith("The listing the listing has its highest keys first")
                    && message.contains("'scan.bounded.mode' = 'latest'"));
  }

  /** It reads all that is there. */
  @Test
  void butNotWhereTheListingIsReadOnce() {
    bounded = true;
    ChainWalk<String> walk =
        walk(new ChainByKey(List.of("before"), List.of("/id"), false), EndCondition.EMPTY_PAGE);
    answerByKeys(walk, "9", "8", "7");
    assertThat(orders.getMessages()).isEmpty();
  }

  /** Keys from 5 on. */
  private ChainWalk<String> range(long lastKey) {
    ChainByKey keys = new ChainByKey(List.of("after"), List.of("/id"), false, true);
    return walk(
        keys,
        new ChainSplit(
            "keys",
            Map.of(),
            ChainPosition.before(keys.from(5), 0),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.of(lastKey),
            true),
        EndCondition.EMPTY_PAGE);
  }

  private ChainRows<String> answerKeys(ChainWalk<String> walk, Integer... keys) {
    return answerByKeys(walk, Stream.of(keys).map(String::valueOf).toArray(String[]::new));
  }

  private ChainRows<String> answerByKeys(ChainWalk<String> walk, String... keys) {
    List<String> ids = List.of(keys);
    return answer(walk, page(ids, ids.stream().map(List::of).toList()));
  }

  private ChainWalk<String> walk(Chaining chaining, EndCondition... end) {
    return walk(
        chaining,
        new ChainSplit(
            "listing",
            Map.of(),
            ChainPosition.before(chaining.first(), 0),
            Optional.empty(),
            OptionalLong.empty()),
        end);
  }

  private ChainWalk<String> walk(Chaining chaining, ChainSplit split, EndCondition... end) {
    return walk(chaining, split, Long.MAX_VALUE, end);
  }

  private ChainWalk<String> walk(
      Chaining chaining, ChainSplit split, long maxRecords, EndCondition... end) {
    ChainedPagination pagination =
        new ChainedPagination(
            chaining,
            EndRule.of(end),
            new TotalLocation.Header("X-Total-Count"),
            "size",
            PAGE,
            true,
            false);
    return new ChainWalk<>(
        split,
        pagination,
        new ChainOptions(bounded, Duration.ofSeconds(1), Duration.ofMinutes(5), maxRecords),
        new ChainCheck("the listing", driftCheck),
        failedPolls,
        () -> nanoTime);
  }

  private void fail(ChainWalk<String> walk) {
    walk.sent(walk.wanted().orElseThrow(), CompletableFuture.failedFuture(new IOException("503")));
  }

  private void poll(ChainWalk<String> walk) {
    nanoTime += walk.untilDue().orElseThrow().toNanos();
  }

  /** Answers the next request by records from a number on. */
  private void answer(ChainWalk<String> walk, int from, int count) {
    answer(walk, page(from, count));
  }

  private ChainRows<String> answer(ChainWalk<String> walk, AnsweredPage<String> page) {
    walk.sent(walk.wanted().orElseThrow(), CompletableFuture.completedFuture(page));
    return accept(walk);
  }

  private static AnsweredPage<String> leadingTo(String url, AnsweredPage<String> page) {
    PageFacts facts = page.facts();
    return new AnsweredPage<>(
        page.page(),
        new PageFacts(
            facts.uri(),
            facts.headers(),
            Map.of("/next", CapturedValue.string(url)),
            OptionalLong.empty(),
            facts.identities(),
            facts.keys(),
            false),
        false,
        0);
  }

  private ChainRows<String> accept(ChainWalk<String> walk) {
    assertThat(walk.isAnswered()).isTrue();
    ChainRows<String> rows = walk.accept();
    for (int i = rows.from(); i < rows.until(); i++) {
      if (!rows.omitted().get(i)) {
        delivered.add(rows.answer().page().record(i));
      }
    }
    return rows;
  }

  /** All records have the same key. */
  private static AnsweredPage<String> page(int from, int count) {
    List<String> ids = ids(from, from + count);
    return page(ids, ids.stream().map(id -> List.of("2026")).toList());
  }

  private static AnsweredPage<String> page(List<String> ids, List<List<String>> keys) {
    Page<String> page =
        new Page<>(
            ids,
            ids,
            List.of(),
            keys,
            new TreeMap<>(),
            Map.of(),
            OptionalLong.empty(),
            Map.of(),
            0);
    PageFacts facts =
        new PageFacts(
            URI.create("http://api/"), Map.of(), Map.of(), OptionalLong.of(10), ids, keys, false);
    return new AnsweredPage<>(page, facts, false, 0);
  }

  private static List<String> ids(int from, int until) {
    return IntStream.range(from, until).mapToObj(Integer::toString).toList();
  }
}
