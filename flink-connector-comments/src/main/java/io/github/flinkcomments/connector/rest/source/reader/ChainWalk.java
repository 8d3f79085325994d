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

import io.github.flinkcomments.connector.rest.pagination.ChainByKey;
import io.github.flinkcomments.connector.rest.pagination.ChainMemory;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.MalformedPageException;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.pagination.Step;
import io.github.flinkcomments.connector.rest.source.listing.AnsweredPage;
import io.github.flinkcomments.connector.rest.source.poll.Polls;
import io.github.flinkcomments.connector.rest.source.reader.ChainRequests.Asked;
import io.github.flinkcomments.connector.rest.source.split.ChainPage;
import io.github.flinkcomments.connector.rest.source.split.ChainPosition;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * One chain in the hands of the fetcher: which page to ask for next and when, what of an answer is
 * new, and whether the chain has come to its end.
 *
 * <p>The position is always that of the last page with records. A chain that has met its end asks
 * for that page once more after the poll interval, passes over what it has emitted of it (whose
 * last record must be the same), and goes on from there. So it also begins after a restore. The
 * requests themselves are kept by {@link ChainRequests}. Fetcher thread only.
 */
final class ChainWalk<T> {

  /** Further requests for a page that has lost records, before that is believed. */
  static final int CONFIRMATIONS = 3;

  private static final Duration BETWEEN_CONFIRMATIONS = Duration.ofMillis(500);

  private final ChainSplit split;
  private final ChainRange range;
  private final ChainedPagination pagination;
  private final ChainOptions options;
  private final ChainCheck check;
  private final ChainMemory memory;
  private final PageReview review;
  private final ChainEnd end;
  private final KeyOrder keyOrder;
  private final Polls polls;

  private final ChainRequests<T> requests;

  /** After the last record that was accepted. */
  private ChainPosition position;

  private int confirmations;

  private boolean finished;

  /** Whether nothing has come since the end was met, so that requests ask for news only. */
  private boolean polling;

  ChainWalk(
      ChainSplit split,
      ChainedPagination pagination,
      ChainOptions options,
      ChainCheck check,
      AtomicLong failedPolls,
      LongSupplier nanoTime) {
    this.split = split;
    this.range = new ChainRange(split, pagination);
    this.pagination = pagination;
    this.options = options;
    this.check = check;
    this.memory = new ChainMemory(split.counted());
    this.review = new PageReview(pagination, range, memory);
    this.end = new ChainEnd(pagination, range, memory, check, options.bounded());
    this.keyOrder = new KeyOrder(check.listing());
    this.polls =
        new Polls(
            check.listing(),
            options.pollInterval(),
            options.pollFailureTimeout(),
            failedPolls,
            nanoTime);
    this.position = split.position();
    this.requests = new ChainRequests<>(asked(position), nanoTime);
    this.finished = limitLeft() == 0;
  }

  /** A snapshot's content is not an address. */
  private PageAddress asked(ChainPosition position) {
    PageAddress page = position.page();
    return page instanceof PageAddress.Content ? pagination.chaining().first() : page;
  }

  ChainSplit split() {
    return split;
  }

  /** Whether the chain has met its end since this reader has it, and that was not told yet. */
  boolean takeMetEnd() {
    return end.takeMet();
  }

  /** Whether nothing more will come. */
  boolean isFinished() {
    return finished;
  }

  /** The page to send a request for now, if there is one. */
  Optional<PageAddress> wanted() {
    return finished ? Optional.empty() : requests.wanted();
  }

  /** Whether the answer to {@code page} may be an error because the listing ends before it. */
  boolean mayLiePastTheEnd() {
    return end.mayLieBefore();
  }

  /** Notes a request that was sent for {@link #wanted}. */
  void sent(PageAddress page, CompletableFuture<AnsweredPage<T>> answer) {
    requests.sent(new Asked<>(page, mayLiePastTheEnd(), answer), range.ahead(page));
  }

  /** How long until a request is due; empty if none is planned. */
  Optional<Duration> untilDue() {
    return finished ? Optional.empty() : requests.untilDue();
  }

  /** Whether the answer that comes first in order is there. */
  boolean isAnswered() {
    return requests.isAnswered();
  }

  /**
   * Asks again for the first page if its answer is an error that does not matter: a poll that may
   * fail, or a page that may lie past the end by now, and was asked for when that was not known.
   *
   * @return whether it does
   */
  boolean asksAgain() {
    Asked<T> first = requests.first();
    Optional<Throwable> failure = first.failure();
    if (failure.isEmpty()) {
      return false;
    }
    if (polling && failure.get() instanceof IOException failed && polls.mayFail(failed)) {
      requests.restart(first.page(), polls.untilDue());
      return true;
    }
    boolean again = !first.atEnd() && mayLiePastTheEnd();
    if (again) {
      requests.restart(first.page(), Duration.ZERO);
    }
    return again;
  }

  /** Requests under way. */
  int inFlight() {
    return requests.inFlight();
  }

  /**
   * Takes in the first answer, which is there.
   *
   * @return what of it is to be delivered, possibly nothing
   * @throws org.apache.flink.runtime.execution.SuppressRestartsException if the answers contradict
   *     what was read before, or lead nowhere
   */
  ChainRows<T> accept() {
    Asked<T> first = requests.take();
    AnsweredPage<T> answer = first.answer().join();
    polls.succeeded();
    PageFacts facts = answer.facts();
    PageAddress address = pagination.chaining().seen(first.page(), facts);
    if (answer.likelyPastTheEnd() && options.bounded() && confirmations < CONFIRMATIONS) {
      // Nobody would come back for what is behind it.
      confirmations++;
      return askAgain(first.page(), answer);
    }
    boolean again = address.equals(position.page());
    int emitted = again ? position.emitted() : 0;
    boolean smaller = again && facts.records() < emitted && pagination.isAsLongAsAskedFor(facts);
    Optional<String> lost =
        check.lost(position, again, facts).or(() -> range.missingBehind(address, facts));
    if (smaller || lost.isPresent()) {
      if (confirmations < CONFIRMATIONS) {
        confirmations++;
        return askAgain(first.page(), answer);
      }
      if (smaller) {
        throw check.smallerPages(position, facts);
      }
      check.report(lost.get());
      emitted = Math.min(emitted, facts.records());
    }
    confirmations = 0;
    if (review.begins(address, again, facts)) {
      return goBack(first, answer);
    }
    long recordsBefore = again ? position.recordsBefore() : position.records();
    ChainPage place = new ChainPage(pagination.chaining(), address, facts, recordsBefore);
    return take(first, answer, place, emitted);
  }

  /** Takes in an answer that does not contradict what was read before. */
  private ChainRows<T> take(Asked<T> first, AnsweredPage<T> answer, ChainPage place, int emitted) {
    int records = place.facts().records();
    int inRange = recordsInRange(place);
    if (inRange < records) {
      finishRange(place, inRange);
      return new ChainRows<>(place, answer, 0, inRange, place.repeated());
    }
    Optional<Step> step = end.after(place, position.records() == 0);
    if (step.isEmpty()) {
      return askAgain(first.page(), answer);
    }
    if (step.get() instanceof Step.PastEnd) {
      meetEnd();
      return new ChainRows<>(place, answer, 0, 0, new BitSet());
    }
    if (pagination.chaining() instanceof ChainByKey && !options.bounded()) {
      keyOrder.check(place);
    }
    BitSet repeated = place.repeated();
    int until = until(emitted, records, repeated);
    ChainRows<T> rows = new ChainRows<>(place, answer, emitted, until, repeated);
    goOn(place, step.get());
    return rows;
  }

  private int recordsInRange(ChainPage place) {
    try {
      return range.recordsOf(place);
    } catch (MalformedPageException e) {
      throw check.stuck(place, e.getMessage());
    }
  }

  /** A record of a higher key shows that all records of the range are there. */
  private void finishRange(ChainPage place, int inRange) {
    if (inRange > 0) {
      position = place.positionAfter(inRange - 1);
    }
    finish();
  }

  /** A replica may lag: the page is asked for again, in a while, before anything is believed. */
  private ChainRows<T> askAgain(PageAddress page, AnsweredPage<T> answer) {
    return askFrom(page, answer, BETWEEN_CONFIRMATIONS);
  }

  /** Asks on from a page, and delivers nothing of an answer. */
  private ChainRows<T> askFrom(PageAddress page, AnsweredPage<T> answer, Duration pause) {
    requests.restart(page, pause);
    return nothingOf(answer, page);
  }

  private ChainRows<T> nothingOf(AnsweredPage<T> answer, PageAddress page) {
    ChainPage place =
        new ChainPage(pagination.chaining(), page, answer.facts(), position.recordsBefore());
    return new ChainRows<>(place, answer, 0, 0, new BitSet());
  }

  /** Index in a page of the first record that is not to be emitted any more. */
  private int until(int emitted, int records, BitSet repeated) {
    long left = limitLeft();
    int until = emitted;
    while (until < records && left > 0) {
      left -= repeated.get(until) ? 0 : 1;
      until++;
    }
    return until;
  }

  /** Goes back to the position: what lies between it and the page that is there is complete now. */
  private ChainRows<T> goBack(Asked<T> first, AnsweredPage<T> answer) {
    memory.restarted();
    PageAddress before = asked(position);
    if (!review.isOfOnePage(answer.facts())) {
      return askFrom(before, answer, Duration.ZERO);
    }
    requests.hold(first, before);
    return nothingOf(answer, before);
  }

  private void goOn(ChainPage place, Step step) {
    review.accepted(place.facts(), step);
    if (place.facts().records() > 0) {
      position = place.positionAfter(place.facts().records() - 1);
    }
    if (limitLeft() == 0) {
      finish();
    } else if (step instanceof Step.Next following) {
      if (!range.contains(following.page())) {
        finish();
      } else {
        requests.follow(following.page());
      }
      polling = false;
      requests.widen();
    } else if (range.isOfPages()) {
      // The page is known to exist, and others behind it: records may be hidden after paging.
      passBy(place);
    } else {
      meetEnd();
    }
  }

  private void passBy(ChainPage place) {
    Optional<PageAddress> following = range.ahead(place.address());
    if (following.isEmpty()) {
      finish();
    } else {
      requests.follow(following.get());
    }
  }

  private void finish() {
    finished = true;
    requests.drop();
  }

  /** Requests beyond the end that are under way are of no use; their answers are not waited for. */
  private void meetEnd() {
    end.meet();
    polling = true;
    memory.restarted();
    review.reset();
    finished = options.bounded();
    requests.restart(asked(position), polls.untilDue());
  }

  private long limitLeft() {
    return Math.max(0, options.maxRecords() - position.records());
  }
}
