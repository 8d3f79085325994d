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
import io.github.flinkcomments.connector.rest.http.PageResponse;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.record.PageFormatException;
import io.github.flinkcomments.connector.rest.record.PageReader;
import io.github.flinkcomments.connector.rest.request.PageCall;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Asks for pages of one listing. Calls block on the caller's thread and are ended by interrupting
 * it, or by {@link #close}. Thread-safe.
 *
 * <p>A failure that no restart of the job can mend (a wrong URL, a page that is not a page, a
 * record of the wrong type) is thrown inside a {@link SuppressRestartsException}; others as {@link
 * IOException}.
 */
public final class ListingClient<T> implements AutoCloseable {

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

  /** Asks for rows that may not exist. */
  public FetchedPage<T> look(long offset, int limit) throws IOException, InterruptedException {
    return get(offset, limit, true);
  }

  private FetchedPage<T> get(long offset, int limit, boolean mayBeEmpty)
      throws IOException, InterruptedException {
    try {
      return http.get(
          PageCall.get(listing.pagination().pageUri(listing.url(), offset, limit)),
          "offset " + offset,
          response -> read(response, offset, mayBeEmpty));
    } catch (PageRequestException e) {
      if (e.isPermanent() || (e.isDoubtful() && isListingThere())) {
        throw new SuppressRestartsException(e);
      }
      throw e;
    }
  }

  /** Whether the listing can be read at the moment, though one page of it cannot. */
  private boolean isListingThere() throws InterruptedException {
    return http.answers(
        PageCall.get(listing.pagination().pageUri(listing.url(), 0, 1)),
        response -> read(response, 0, true));
  }

  private FetchedPage<T> read(PageResponse response, long offset, boolean mayBeEmpty)
      throws IOException {
    Page<T> page =
        reader.get().read(response.body(), response.charset(), offset, response.fetchTimeMillis());
    if (page.isEmpty() && !mayBeEmpty) {
      throw new PageFormatException(
          "The page is empty, although the listing was seen to have a row at offset %d; it shrank, or the server lags behind itself"
              .formatted(offset));
    }
    return new FetchedPage<>(page, total(response, page), response.fetchTimeMillis());
  }

  private OptionalLong total(PageResponse response, Page<T> page) throws PageFormatException {
    if (listing.pagination().total() instanceof TotalLocation.Header header) {
      Optional<String> value = response.header(header.name());
      return value.isPresent()
          ? OptionalLong.of(parseTotal(header.name(), value.get()))
          : OptionalLong.empty();
    }
    return page.total();
  }

  private static long parseTotal(String header, String value) throws PageFormatException {
    if (!value.matches("[0-9]{1,18}")) {
      throw new PageFormatException(
          "The header '%s' should be a number of records, but is '%s'".formatted(header, value));
    }
    return Long.parseLong(value);
  }

  /** Sends no request for a while. */
  public void pause(Duration pause) {
    http.pauseFor(pause);
  }

  /** Waits until it makes sense to read a row again that should not have changed. */
  public void pauseBetweenLooks() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
  }

  /** The listing's name, for messages. */
  public String name() {
    return listing.name();
  }

  /** What identifies a record. */
  public String identityKind() {
    return listing.identityKind();
  }

  /** Rows to ask for at once. */
  public int pageSize() {
    return listing.pagination().pageSize();
  }

  @Override
  public void close() {
    http.close();
  }
}
