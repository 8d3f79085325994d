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

import io.github.flinkcomments.connector.rest.failure.PageFormatException;
import io.github.flinkcomments.connector.rest.http.HttpPageClient;
import io.github.flinkcomments.connector.rest.http.PageRequestException;
import io.github.flinkcomments.connector.rest.http.PageResponse;
import io.github.flinkcomments.connector.rest.http.ResponseReader;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.record.PageOrigin;
import io.github.flinkcomments.connector.rest.record.PageReader;
import io.github.flinkcomments.connector.rest.request.PageCall;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.drift.DriftGuard;
import io.github.flinkcomments.connector.rest.source.drift.OffsetEffect;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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

  /** What servers answer to a page that lies past the end. */
  private static final Set<Integer> PAST_THE_END = Set.of(400, 404, 410, 416, 422);

  /** A range that begins behind the last row (RFC 9110, section 15.5.17). */
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Listing<T> listing;
  private final HttpPageClient http;
  private final ThreadLocal<PageReader<T>> reader;

  ListingClient(Listing<T> listing, HttpPageClient http) {
    this.listing = listing;
    this.http = http;
    this.reader = ThreadLocal.withInitial(listing.format()::createReader);
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
    return http.getOnce(call, new OffsetReader(call, offset, true))
        .orElseGet(() -> new FetchedPage<>(Page.empty(), OptionalLong.empty(), 0));
  }

  /** Asks for rows that may not exist. */
  public FetchedPage<T> look(long offset, int limit) throws IOException, InterruptedException {
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
    try {
      return http.get(call, page.describe(), new ChainReader(call, page, mayLiePastTheEnd));
    } catch (PageRequestException e) {
      if (e.isPermanent() || (e.isDoubtful() && isListingThere())) {
        throw new SuppressRestartsException(e);
      }
      throw e;
    }
  }

  private AnsweredPage<T> readChain(PageCall call, PageAddress page, PageResponse response)
      throws IOException {
    PageOrigin origin =
        new PageOrigin(
            page.describe(),
            page instanceof PageAddress.Offset offset
                ? OptionalLong.of(offset.offset())
                : OptionalLong.empty(),
            page instanceof PageAddress.Numbered number
                ? OptionalLong.of(number.page())
                : OptionalLong.empty(),
            call.uri(),
            response.status(),
            response.headers(),
            response.fetchTimeMillis());
    Page<T> read = reader.get().read(response.body(), response.charset(), origin);
    PageFacts facts =
        new PageFacts(
            call.uri(),
            response.uri(),
            response.headers(),
            read.captured(),
            ToldTotal.of(listing.chain().total(), response, read),
            read.identities(),
            read.keys(),
            false);
    return new AnsweredPage<>(read, facts, false, response.fetchTimeMillis());
  }

  private static <T> AnsweredPage<T> pastTheEnd(PageCall call, boolean likely) {
    PageFacts facts =
        new PageFacts(
            call.uri(), Map.of(), Map.of(), OptionalLong.empty(), List.of(), List.of(), true);
    return new AnsweredPage<>(Page.empty(), facts, likely, 0);
  }

  private FetchedPage<T> get(long offset, int limit, boolean mayBeEmpty)
      throws IOException, InterruptedException {
    PageCall call = listing.ranges().call(listing.request(), offset, limit);
    try {
      return http.get(call, "offset " + offset, new OffsetReader(call, offset, mayBeEmpty));
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
      return http.answers(call, new ChainReader(call, first, false));
    }
    PageCall call = listing.ranges().call(listing.request(), 0, 1);
    return http.answers(call, new OffsetReader(call, 0, true));
  }

  /** Reads a page that was asked for by its offset. */
  private final class OffsetReader implements ResponseReader<FetchedPage<T>> {

    private final PageCall call;
    private final long offset;
    private final boolean mayBeEmpty;

    OffsetReader(PageCall call, long offset, boolean mayBeEmpty) {
      this.call = call;
      this.offset = offset;
      this.mayBeEmpty = mayBeEmpty;
    }

    @Override
    public FetchedPage<T> read(PageResponse response) throws IOException {
      return ListingClient.this.read(response, call.uri(), offset, mayBeEmpty);
    }

    @Override
    public boolean readsBodyAsRecord() {
      return listing.format().readsBodyAsRecord();
    }

    @Override
    public boolean mayLiePastTheEnd(int status) {
      return mayBeEmpty && status == RANGE_NOT_SATISFIABLE;
    }

    @Override
    public String advice(int status) {
      return adviceBehindRecords(mayBeEmpty && offset > 0, status);
    }

    @Override
    public FetchedPage<T> pastTheEnd(PageResponse response) throws IOException {
      if (!mayBeEmpty) {
        throw new PageFormatException(
            "the server answered with status %d, which a rule in 'response.rules' takes for the end, although the listing was seen to have a row at offset %d; it shrank, or the server lags behind itself"
                .formatted(response.status(), offset));
      }
      return new FetchedPage<>(
          Page.empty(),
          ToldTotal.ofRefusal(listing.ranges().total(), response),
          response.fetchTimeMillis());
    }
  }

  /** Reads a page of a chain. */
  private final class ChainReader implements ResponseReader<AnsweredPage<T>> {

    private final PageCall call;
    private final PageAddress page;

    private final boolean mayLiePastTheEnd;

    ChainReader(PageCall call, PageAddress page, boolean mayLiePastTheEnd) {
      this.call = call;
      this.page = page;
      this.mayLiePastTheEnd = mayLiePastTheEnd;
    }

    @Override
    public boolean readsBodyAsRecord() {
      return listing.format().readsBodyAsRecord();
    }

    @Override
    public boolean mayLiePastTheEnd(int status) {
      return mayLiePastTheEnd && PAST_THE_END.contains(status);
    }

    @Override
    public String advice(int status) {
      return adviceBehindRecords(!page.equals(listing.chain().chaining().first()), status);
    }

    @Override
    public AnsweredPage<T> read(PageResponse response) throws IOException {
      return readChain(call, page, response);
    }

    @Override
    public AnsweredPage<T> pastTheEnd(PageResponse response) {
      return ListingClient.pastTheEnd(call, mayLiePastTheEnd(response.status()));
    }
  }

  /** Many APIs refuse to answer where they have no records. */
  private static String adviceBehindRecords(boolean behind, int status) {
    return behind && PAST_THE_END.contains(status)
        ? "; if that is how the API answers behind its last record, set 'response.rules' = 'status=%d -> past-the-end'"
            .formatted(status)
        : "";
  }

  private static PageOrigin origin(PageResponse response, URI uri, long offset) {
    return new PageOrigin(
        "offset " + offset,
        OptionalLong.of(offset),
        OptionalLong.empty(),
        uri,
        response.status(),
        response.headers(),
        response.fetchTimeMillis());
  }

  private FetchedPage<T> read(PageResponse response, URI uri, long offset, boolean mayBeEmpty)
      throws IOException {
    Page<T> page =
        reader.get().read(response.body(), response.charset(), origin(response, uri, offset));
    if (page.isEmpty() && !mayBeEmpty) {
      throw new PageFormatException(
          "The page is empty, although the listing was seen to have a row at offset %d; it shrank, or the server lags behind itself"
              .formatted(offset));
    }
    return new FetchedPage<>(
        page, ToldTotal.of(listing.ranges().total(), response, page), response.fetchTimeMillis());
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
  public void pauseBetweenLooks() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
  }

  /** Runs what it is given when that pause has passed, without a thread that waits. */
  public Executor afterPause() {
    return CompletableFuture.delayedExecutor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
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
    Page<T> page = look(offset, 1).page();
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
