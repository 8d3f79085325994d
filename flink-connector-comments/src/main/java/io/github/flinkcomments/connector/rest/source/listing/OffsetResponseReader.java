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
import io.github.flinkcomments.connector.rest.http.PageResponse;
import io.github.flinkcomments.connector.rest.http.ResponseReader;
import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.record.PageOrigin;
import io.github.flinkcomments.connector.rest.record.PageReader;
import io.github.flinkcomments.connector.rest.request.PageCall;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Reads the response to a request for an offset.
 *
 * @param listing the listing
 * @param pages parses bodies; of the thread that reads the response
 * @param call the request
 * @param offset of the first row that it asks for
 * @param mayBeEmpty whether the listing may end before that row
 */
record OffsetResponseReader<T>(
    Listing<T> listing, PageReader<T> pages, PageCall call, long offset, boolean mayBeEmpty)
    implements ResponseReader<FetchedPage<T>> {

  /** A range that begins behind the last row (RFC 9110, section 15.5.17). */
  private static final int RANGE_NOT_SATISFIABLE = 416;

  @Override
  public FetchedPage<T> read(PageResponse response) throws IOException {
    Page<T> page = pages.read(response.body(), response.charset(), origin(response));
    if (page.isEmpty() && !mayBeEmpty) {
      throw new PageFormatException(
          "The page is empty, although the listing was seen to have a row at offset %d; it shrank, or the server lags behind itself"
              .formatted(offset));
    }
    return new FetchedPage<>(
        page, ToldTotal.of(listing.ranges().total(), response, page), response.fetchTimeMillis());
  }

  private PageOrigin origin(PageResponse response) {
    return new PageOrigin(
        "offset " + offset,
        OptionalLong.of(offset),
        OptionalLong.empty(),
        call.uri(),
        response.status(),
        response.headers(),
        response.fetchTimeMillis());
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
    return mayBeEmpty && offset > 0 ? PastTheEnd.advice(status) : "";
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
