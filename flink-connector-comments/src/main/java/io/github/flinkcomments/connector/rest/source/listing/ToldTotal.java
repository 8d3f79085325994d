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
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.record.Page;
import java.util.Optional;
import java.util.OptionalLong;

/** The total of a listing, as an answer tells it. */
final class ToldTotal {

  /** What a {@code Content-Range} has in its place if it is not known (RFC 9110, section 14.4). */
  private static final String UNKNOWN = "*";

  private ToldTotal() {}

  /**
   * Reads it.
   *
   * @param location where it is
   * @param page what was read of the body
   * @return empty if the answer does not tell it
   * @throws PageFormatException if what is there is not a number
   */
  static OptionalLong of(TotalLocation location, PageResponse response, Page<?> page)
      throws PageFormatException {
    if (!(location instanceof TotalLocation.Header header)) {
      return page.total();
    }
    Optional<String> value = response.header(header.name());
    return value.isPresent() ? parse(header.name(), value.get()) : OptionalLong.empty();
  }

  /** The total that an error past the end tells; empty if what is there is not a number. */
  static OptionalLong ofRefusal(TotalLocation location, PageResponse response) {
    try {
      return of(location, response, Page.empty());
    } catch (PageFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong parse(String header, String value) throws PageFormatException {
    // A Content-Range tells it after the range.
    String number = value.substring(value.lastIndexOf('/') + 1).strip();
    if (number.equals(UNKNOWN)) {
      return OptionalLong.empty();
    }
    if (!number.matches("[0-9]{1,18}")) {
      throw new PageFormatException(
          "The header '%s' should be a number of records, but is '%s'".formatted(header, value));
    }
    return OptionalLong.of(Long.parseLong(number));
  }
}
