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
package io.github.flinkcomments.examples.api;

import java.util.Map;
import java.util.OptionalLong;

/**
 * A request to read the listing.
 *
 * @param sequence counts the requests in the order in which they arrived, from one
 * @param method {@code GET} or {@code HEAD}
 * @param offset {@code _start}, or what {@code _page} (from 1) or {@code _cursor} stand for; zero
 *     if absent
 * @param limit {@code _limit}; without it the whole rest of the listing is served
 * @param byCursor whether there is a {@code _cursor}, so that the response tells the next one
 * @param headers by their names in lower case
 */
public record ListingRequest(
    long sequence,
    String method,
    long offset,
    OptionalLong limit,
    boolean byCursor,
    Map<String, String> headers) {

  static ListingRequest of(long sequence, HttpRequest request) {
    return new ListingRequest(
        sequence,
        request.method(),
        offset(request),
        request.number("_limit"),
        request.number("_cursor").isPresent(),
        request.headers());
  }

  /** Whether this may be answered with more rows than that; clients look at a row or two, too. */
  public boolean asksForMoreThan(long rows) {
    return limit.orElse(Long.MAX_VALUE) > rows;
  }

  private static long offset(HttpRequest request) {
    OptionalLong page = request.number("_page");
    OptionalLong limit = request.number("_limit");
    if (page.isPresent() && limit.isPresent()) {
      return Math.multiplyExact(page.getAsLong() - 1, limit.getAsLong());
    }
    OptionalLong start = request.number("_start");
    return start.isPresent() ? start.getAsLong() : request.number("_cursor").orElse(0);
  }
}
