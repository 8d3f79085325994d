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
import io.github.flinkcomments.connector.rest.source.drift.DriftGuard;
import io.github.flinkcomments.connector.rest.source.listing.FetchedPage;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One range in the hands of the fetcher: what its {@link PageWindow} planned, the answers to come,
 * and the chain of identities that runs through its pages. Each request starts one row early, and
 * that row must be the one that was delivered last. Fetcher thread only.
 */
final class RangeReading<T> {

  private record UnderWay<T>(PageRequest request, CompletableFuture<FetchedPage<T>> answer) {}

  private final String splitId;
  private final PageWindow window;
  private final DriftGuard guard;
  private final TreeMap<Long, UnderWay<T>> underWay = new TreeMap<>();

  /** Identity of the row before the window's position, once known. */
  private Optional<String> previous;

  /** Identity of the row before the range. */
  private Optional<String> preceding = Optional.empty();

  RangeReading(RangeSplit split, PageLimit limit, DriftGuard guard) {
    this.splitId = split.splitId();
    this.window = new PageWindow(split.position(), split.end(), guard.isOn(), limit);
    this.guard = guard;
    this.previous = split.lastIdentity();
  }

  String splitId() {
    return splitId;
  }

  /** Identity of the row before the range, if it was read. */
  Optional<String> preceding() {
    return preceding;
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
  boolean request(Function<PageRequest, CompletableFuture<FetchedPage<T>>> sender) {
    Optional<PageRequest> request = window.next();
    request.ifPresent(next -> underWay.put(next.from(), new UnderWay<>(next, sender.apply(next))));
    return request.isPresent();
  }

  /** The answer that has to come before any other of this range can be delivered. */
  CompletableFuture<FetchedPage<T>> firstAnswer() {
    return underWay.firstEntry().getValue().answer();
  }

  /**
   * Takes in the first answer, which has arrived.
   *
   * @return its rows that are to be delivered
   * @throws org.apache.flink.runtime.execution.SuppressRestartsException if the overlap row is
   *     another one than was delivered before it and drift fails the job
   */
  AcceptedRows<T> accept() {
    UnderWay<T> first = underWay.pollFirstEntry().getValue();
    PageRequest request = first.request();
    FetchedPage<T> fetched = first.answer().join();
    Page<T> page = fetched.page();
    int skipped = request.overlap() ? 1 : 0;
    if (request.overlap()) {
      checkOverlap(request.offset(), page.identity(0));
    }
    int until = skipped + window.received(request, page.size());
    previous = Optional.of(page.identity(until - 1));
    return new AcceptedRows<>(fetched, request.offset(), skipped, until);
  }

  private void checkOverlap(long offset, String found) {
    if (previous.isPresent()) {
      guard.compare(offset, previous.get(), found);
    } else {
      preceding = Optional.of(found);
    }
  }
}
