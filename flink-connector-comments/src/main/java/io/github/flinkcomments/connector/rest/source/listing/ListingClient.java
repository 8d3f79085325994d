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
package io.github.flinkcomments.connector.rest.source.listing;

import io.github.flinkcomments.connector.rest.http.HttpPageClient;
import io.github.flinkcomments.connector.rest.http.PageRequestException;
import io.github.flinkcomments.connector.rest.http.ResponseReader;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.record.PageReader;
import io.github.flinkcomments.connector.rest.request.PageCall;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.drift.DriftGuard;
import io.github.flinkcomments.connector.rest.source.drift.OffsetEffect;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.Internal;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Asks for pages of one listing. Calls block on the caller's thread and are ended by interrupting
 * it, or by {@link #close}. Thread-safe.
 *
 * <p>A failure that no restart of the job can mend (a wrong URL, a page that is not a page, a
 * record of the wrong type) is thrown inside a {@link SuppressRestartsException}; others as {@link
 * IOException}.
 */
@Internal
public final class ListingClient<T> implements AutoCloseable {

  private static final Duration BETWEEN_ANSWERS = Duration.ofMillis(500);

  private final Listing<T> listing;
  private final HttpPageClient http;
  private final ThreadLocal<PageReader<T>> pages;

  ListingClient(Listing<T> listing, HttpPageClient http) {
    this.listing = listing;
    this.http = http;
    this.pages = ThreadLocal.withInitial(listing.format()::createReader);
  }

  /**
   * Asks for rows that are known to exist.
   *
   * @return at least one row, at most what the server likes to give
   */
  public FetchedPage<T> fetch(long offset, int limit) throws IOException, InterruptedException {
    return get(offset, limit, false);
  }

  /**
   * Asks once for rows that are known to exist, and for more of them than the server may like to
   * give.
   *
   * @return the rows; none if it refuses, or if anything else goes wrong
   */
  public FetchedPage<T> tryFetch(long offset, int limit) throws InterruptedException {
    PageCall call = listing.ranges().call(listing.request(), offset, limit);
    return http.getOnce(call, reads(call, offset, true))
        .orElseGet(() -> new FetchedPage<>(Page.empty(), OptionalLong.empty(), 0));
  }

  /** Asks for rows that may not exist. */
  public FetchedPage<T> probe(long offset, int limit) throws IOException, InterruptedException {
    return get(offset, limit, true);
  }

  /**
   * Asks for a page of a chain.
   *
   * @param slice values of the slice's own placeholders
   * @param mayLiePastTheEnd whether a client error may mean that the listing ends before the page
   * @return the page, possibly empty
   */
  public AnsweredPage<T> ask(PageAddress page, Map<String, String> slice, boolean mayLiePastTheEnd)
      throws IOException, InterruptedException {
    PageCall call = listing.chain().call(listing.request(), page, slice);
    return get(call, page.describe(), reads(call, page, mayLiePastTheEnd));
  }

  private FetchedPage<T> get(long offset, int limit, boolean mayBeEmpty)
      throws IOException, InterruptedException {
    PageCall call = listing.ranges().call(listing.request(), offset, limit);
    return get(call, "offset " + offset, reads(call, offset, mayBeEmpty));
  }

  private <R> R get(PageCall call, String place, ResponseReader<R> reader)
      throws IOException, InterruptedException {
    try {
      return http.get(call, place, reader);
    } catch (PageRequestException e) {
      if (e.isPermanent() || (e.isDoubtful() && isListingThere())) {
        throw new SuppressRestartsException(e);
      }
      throw e;
    }
  }

  /** Whether the listing can be read at the moment, though one page of it cannot. */
  private boolean isListingThere() throws InterruptedException {
    if (listing.pagination() instanceof ChainedPagination chain) {
      PageAddress first = chain.chaining().first();
      PageCall call = chain.call(listing.request(), first, Map.of());
      return http.answers(call, reads(call, first, false));
    }
    PageCall call = listing.ranges().call(listing.request(), 0, 1);
    return http.answers(call, reads(call, 0, true));
  }

  private OffsetResponseReader<T> reads(PageCall call, long offset, boolean mayBeEmpty) {
    return new OffsetResponseReader<>(listing, pages.get(), call, offset, mayBeEmpty);
  }

  private ChainResponseReader<T> reads(PageCall call, PageAddress page, boolean mayLiePastTheEnd) {
    return new ChainResponseReader<>(listing, pages.get(), call, page, mayLiePastTheEnd);
  }

  /** Returns a text from the answer to a URL, with secrets masked. */
  public String mask(String text, URI asked) {
    return http.mask(text, asked);
  }

  /**
   * The listing was read before, by this job or the one whose state it has: what has worked is
   * asked for again for a while before it is given up.
   */
  public void wasReadBefore() {
    http.wasAnsweredBefore();
  }

  /** Sends no request for a while. */
  public void pause(Duration pause) {
    http.pauseFor(pause);
  }

  /** Waits until it makes sense to read a row again that should not have changed. */
  public void pauseBeforeAskingAgain() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(BETWEEN_ANSWERS.toMillis());
  }

  /** Runs what it is given when that pause has passed, without a thread that waits. */
  public Executor afterPause() {
    return CompletableFuture.delayedExecutor(BETWEEN_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The listing's name, for messages. */
  public String name() {
    return listing.name();
  }

  /** What is done about drift of this listing. */
  public DriftGuard driftGuard(DriftCheck check) {
    return listing.driftGuard(check);
  }

  /**
   * Shows whether the offset has an effect.
   *
   * @param first the lowest offset to ask for
   */
  public OffsetEffect offsetEffect(long first) {
    return new OffsetEffect(
        listing.name(), listing.ranges().offsetParameter(), first, this::identityAt);
  }

  private Optional<String> identityAt(long offset) throws IOException, InterruptedException {
    Page<T> page = probe(offset, 1).page();
    return page.isEmpty() ? Optional.empty() : Optional.of(page.identity(0));
  }

  /** What identifies a record. */
  public String identityKind() {
    return listing.identityKind();
  }

  /** How the pages of a chain are asked for. */
  public ChainedPagination chain() {
    return listing.chain();
  }

  /** Rows to ask for at once. */
  public int pageSize() {
    return listing.ranges().pageSize();
  }

  @Override
  public void close() {
    http.close();
  }
}
