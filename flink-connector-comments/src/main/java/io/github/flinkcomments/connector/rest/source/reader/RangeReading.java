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

import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.source.drift.Drift;
import io.github.flinkcomments.connector.rest.source.drift.DriftGuard;
import io.github.flinkcomments.connector.rest.source.drift.OffsetEffect;
import io.github.flinkcomments.connector.rest.source.listing.FetchedPage;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * One range in the hands of the fetcher: what its {@link PageWindow} planned, the answers to come,
 * and the chain of identities that runs through its pages. Each request starts one row early, and
 * that row must be the one that was delivered last. If it is another one, the page is asked for
 * again, spaced, up to {@value #CONFIRMATIONS} times: it may be an old answer out of a cache.
 *
 * <p>Where nothing was delivered yet and nothing is known of the row before the range, its first
 * page has nothing to agree with: rows out of an old answer would be downstream when the next page
 * contradicts them. So it waits for a {@link Witness}: the overlap row of the page behind it, which
 * is asked for anyway. If that takes long, or there is none, or nobody knows yet how many rows the
 * server gives, the page's first row is asked for on its own. The page is asked for again until two
 * answers agree. Fetcher thread only.
 */
final class RangeReading<T> {

  static final int CONFIRMATIONS = 3;

  private final String splitId;
  private final long start;
  private final long end;
  private final PageWindow window;
  private final PageLimit limit;
  private final InFlightLevel level;
  private final DriftGuard guard;
  private final OffsetEffect effect;
  private final TreeMap<Long, PageUnderWay<T>> underWay = new TreeMap<>();

  /** Identity of the row before the window's position, once known. */
  private Optional<String> previous;

  /** Identity of the row before the range. */
  private Optional<String> preceding = Optional.empty();

  /** Rows that were accepted and not delivered yet. */
  private AcceptedRows<T> accepted = AcceptedRows.none();

  /** Whether the first page of the range needs a witness, and was not taken yet. */
  private boolean unwitnessed;

  /** The page before, where it was shorter than it was asked for. */
  private Optional<String> shortPage = Optional.empty();

  RangeReading(
      RangeSplit split,
      PageLimit limit,
      InFlightLevel level,
      DriftGuard guard,
      OffsetEffect effect) {
    this.limit = limit;
    this.level = level;
    this.splitId = split.splitId();
    this.start = split.start();
    this.end = split.end();
    this.window = new PageWindow(split.position(), split.end(), guard.isOn(), limit);
    this.guard = guard;
    this.effect = effect;
    this.previous = split.lastIdentity();
    // A page that is all there is of a listing contradicts no other.
    boolean severalPages = split.start() > 0 || split.remaining() > limit.current();
    this.unwitnessed = guard.isOn() && split.isUntouched() && severalPages;
  }

  String splitId() {
    return splitId;
  }

  /** Identity of the row before the range, if it was read. */
  Optional<String> preceding() {
    return preceding;
  }

  /** Requests for pages that were sent and are not taken yet. */
  int underWay() {
    return underWay.size();
  }

  /** Whether every row was delivered. */
  boolean isDone() {
    return window.isDone();
  }

  /** Whether the next row to deliver has not even been asked for. */
  boolean isStarved() {
    return window.isStarved();
  }

  /**
   * Sends the next request.
   *
   * @return false if there is nothing left to ask for
   */
  boolean request(RangeSender<T> sender) {
    // What needs a witness has enough to find out.
    boolean isFirst = unwitnessed && underWay.isEmpty();
    Optional<PageRequest> request = isFirst ? window.nextWithoutTrial() : window.next();
    request.ifPresent(
        next -> {
          // Whether a page follows shows when it is known how many rows the server gives.
          boolean alone = isFirst && (next.end() == end || !limit.isKnown());
          Optional<CompletableFuture<Witness>> witness =
              alone
                  ? Optional.of(Witness.ofFirstRow(sender.send(next.firstRow())))
                  : Optional.empty();
          underWay.put(
              next.from(),
              new PageUnderWay<>(
                  next,
                  witness,
                  List.of(),
                  next.trial() ? sender.tryOut(next) : sender.send(next)));
        });
    return request.isPresent();
  }

  /** The answer that has to come before any other of this range can be delivered. */
  CompletableFuture<?> firstAnswer() {
    return underWay.firstEntry().getValue().complete();
  }

  /**
   * Takes in the first answer, which has arrived.
   *
   * @return false if it was not taken, and the page was asked for again
   * @throws org.apache.flink.runtime.execution.SuppressRestartsException if the overlap record is
   *     another one than was delivered before it and drift fails the job; or if the offset has no
   *     effect
   */
  boolean accept(RangeSender<T> sender) throws IOException, InterruptedException {
    PageUnderWay<T> first = underWay.firstEntry().getValue();
    PageRequest request = first.request();
    FetchedPage<T> fetched = first.answer().join();
    Page<T> page = fetched.page();
    if (request.trial() && page.isEmpty()) {
      underWay.pollFirstEntry();
      window.refused(request);
      // The lowest gap is what it has left: another request takes its place.
      return !request(sender);
    }
    if (unwitnessed && first.witness().isEmpty()) {
      underWay.put(request.from(), first.with(witness(request, page, sender)));
      return false;
    }
    boolean contradicts = request.overlap() && !follows(page.identity(0));
    if ((contradicts || first.isDoubtful()) && first.earlier().size() < CONFIRMATIONS) {
      underWay.put(request.from(), first.again(sender.sendAgain(request)));
      return false;
    }
    underWay.pollFirstEntry();
    unwitnessed = false;
    if (contradicts) {
      // An offset without effect shows another row as well, and no row was deleted.
      effect.require(request.offset(), page.identity(0));
      guard.report(
          new Drift(
              request.offset(), previous.orElseThrow(), Optional.of(page.identity(0)), shortPage));
    }
    take(request, fetched);
    return true;
  }

  /** Something else that shows where the first page is: the page behind it, or its first row. */
  private CompletableFuture<Witness> witness(
      PageRequest request, Page<T> page, RangeSender<T> sender) {
    if (page.size() < request.limit()) {
      return Witness.ofFirstRow(sender.send(request.firstRow()));
    }
    if (!underWay.containsKey(request.end())) {
      request(sender);
    }
    PageUnderWay<T> behind = underWay.get(request.end());
    if (behind == null || !behind.request().overlap()) {
      return Witness.ofFirstRow(sender.send(request.firstRow()));
    }
    CompletableFuture<Witness> byNext = Witness.ofPageBehind(behind.answer());
    CompletableFuture<Witness> byFirstRow =
        Witness.ofFirstRow(sender.sendUnless(byNext, request.firstRow()));
    return CompletableFuture.anyOf(byNext, byFirstRow).thenApply(Witness.class::cast);
  }

  private void take(PageRequest request, FetchedPage<T> fetched) {
    Page<T> page = fetched.page();
    effect.saw(request.offset(), page.identity(0));
    if (request.overlap() && request.from() == start) {
      preceding = Optional.of(page.identity(0));
    }
    fetched
        .took()
        .ifPresent(time -> limit.took(request.limit(), (double) time.toNanos() / level.allowed()));
    int skipped = request.overlap() ? 1 : 0;
    int until = skipped + window.received(request, page.size());
    previous = Optional.of(page.identity(until - 1));
    shortPage =
        page.size() < request.limit() && !request.trial()
            ? Optional.of(
                "The page before, from offset %d on, had %d rows instead of %d: an API that leaves records out of its pages after it has cut them cannot be read by offsets"
                    .formatted(request.offset(), page.size(), request.limit()))
            : Optional.empty();
    accepted = new AcceptedRows<>(fetched, request.offset(), skipped, until);
  }

  private boolean follows(String overlap) {
    return previous.isEmpty() || previous.get().equals(overlap);
  }

  /** Rows that were accepted and not delivered yet. */
  AcceptedRows<T> accepted() {
    return accepted;
  }

  /** Delivers the first of the accepted rows. */
  AcceptedRows<T> deliver(int rows) {
    AcceptedRows<T> delivered = accepted.first(rows);
    accepted = accepted.withoutFirst(rows);
    return delivered;
  }
}
