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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

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

  /** Sends requests. */
  interface Sender<T> {
    /** Asks for a page at once. */
    CompletableFuture<FetchedPage<T>> send(PageRequest request);

    /** Asks for a page after a while, unless {@code other} is complete by then. */
    CompletableFuture<FetchedPage<T>> sendUnless(CompletableFuture<?> other, PageRequest request);

    /** Asks once for a page that the server may refuse; one without rows if it does. */
    CompletableFuture<FetchedPage<T>> tryOut(PageRequest request);

    /** Asks for a page once more, after a pause. */
    CompletableFuture<FetchedPage<T>> sendAgain(PageRequest request);
  }

  /**
   * What another answer says about a page.
   *
   * @param identity of one of its rows
   * @param last whether that is the page's last row, and not the first
   */
  private record Witness(String identity, boolean last) {

    boolean agreesWith(Page<?> page, PageRequest request) {
      int row = last ? Math.min(page.size(), request.limit()) - 1 : 0;
      return page.identity(row).equals(identity);
    }
  }

  /**
   * A page to come.
   *
   * @param witness where one is needed and has been asked for
   * @param earlier what earlier answers to the same request said
   */
  private record UnderWay<T>(
      PageRequest request,
      Optional<CompletableFuture<Witness>> witness,
      List<Witness> earlier,
      CompletableFuture<FetchedPage<T>> answer) {

    UnderWay<T> with(CompletableFuture<Witness> newWitness) {
      return new UnderWay<>(request, Optional.of(newWitness), earlier, answer);
    }

    UnderWay<T> again(CompletableFuture<FetchedPage<T>> newAnswer) {
      List<Witness> all = new ArrayList<>(earlier);
      all.add(new Witness(answer.join().page().identity(0), false));
      return new UnderWay<>(request, witness, all, newAnswer);
    }

    /** Completes when the page can be taken in. */
    CompletableFuture<?> complete() {
      return witness.isEmpty() ? answer : CompletableFuture.allOf(witness.get(), answer);
    }

    /** Whether its answer says something else than all others. */
    boolean isDoubtful() {
      return witness.isPresent()
          && Stream.concat(Stream.of(witness.get().join()), earlier.stream())
              .noneMatch(other -> other.agreesWith(answer.join().page(), request));
    }
  }

  private final String splitId;
  private final long start;
  private final long end;
  private final PageWindow window;
  private final PageLimit limit;
  private final InFlightLevel level;
  private final DriftGuard guard;
  private final OffsetEffect effect;
  private final TreeMap<Long, UnderWay<T>> underWay = new TreeMap<>();

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
  boolean request(Sender<T> sender) {
    // What needs a witness has enough to find out.
    boolean isFirst = unwitnessed && underWay.isEmpty();
    Optional<PageRequest> request = isFirst ? window.nextWithoutTrial() : window.next();
    request.ifPresent(
        next -> {
          // Whether a page follows shows when it is known how many rows the server gives.
          boolean looked = isFirst && (next.end() == end || !limit.isKnown());
          Optional<CompletableFuture<Witness>> witness =
              looked ? Optional.of(firstRow(sender.send(next.firstRow()))) : Optional.empty();
          underWay.put(
              next.from(),
              new UnderWay<>(
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
  boolean accept(Sender<T> sender) throws IOException, InterruptedException {
    UnderWay<T> first = underWay.firstEntry().getValue();
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
  private CompletableFuture<Witness> witness(PageRequest request, Page<T> page, Sender<T> sender) {
    if (page.size() < request.limit()) {
      return firstRow(sender.send(request.firstRow()));
    }
    if (!underWay.containsKey(request.end())) {
      request(sender);
    }
    UnderWay<T> behind = underWay.get(request.end());
    if (behind == null || !behind.request().overlap()) {
      return firstRow(sender.send(request.firstRow()));
    }
    CompletableFuture<Witness> byNext =
        behind
            .answer()
            .thenApply(FetchedPage::page)
            .thenCompose(
                next ->
                    next.isEmpty()
                        ? new CompletableFuture<>() // a trial that was refused
                        : CompletableFuture.completedFuture(new Witness(next.identity(0), true)));
    CompletableFuture<Witness> byLook = firstRow(sender.sendUnless(byNext, request.firstRow()));
    return CompletableFuture.anyOf(byNext, byLook).thenApply(Witness.class::cast);
  }

  private static <T> CompletableFuture<Witness> firstRow(CompletableFuture<FetchedPage<T>> look) {
    return look.thenApply(row -> new Witness(row.page().identity(0), false));
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
