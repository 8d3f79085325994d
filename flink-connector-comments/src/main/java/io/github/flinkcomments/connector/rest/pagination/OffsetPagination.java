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
package io.github.flinkcomments.connector.rest.pagination;

import io.github.flinkcomments.connector.rest.request.PageCall;
import io.github.flinkcomments.connector.rest.request.PlaceholderValue;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.annotation.Internal;

/**
 * Pages that are asked for by the offset of their first record and a limit on their size, as in
 * {@code ?_start=200&_limit=100}.
 *
 * @param offsetParameter query parameter for the offset of the first record, counted from 0; empty
 *     where a placeholder takes it
 * @param limitParameter query parameter for the largest number of records wanted; empty if it is
 *     not sent
 * @param pageSize records asked for in one request, at least 1; the server may send fewer
 * @param total where a response tells the number of records in the listing
 */
@Internal
public record OffsetPagination(
    String offsetParameter, String limitParameter, int pageSize, TotalLocation total)
    implements Pagination {

  /** The interface of the comments API: {@code _start}, {@code _limit}, {@code X-Total-Count}. */
  public static final OffsetPagination DEFAULT =
      new OffsetPagination("_start", "_limit", 100, new TotalLocation.Header("X-Total-Count"));

  public OffsetPagination {
    requireName("pagination.offset-parameter", offsetParameter);
    requireName("pagination.limit-parameter", limitParameter);
    if (!offsetParameter.isEmpty() && offsetParameter.equals(limitParameter)) {
      throw new IllegalArgumentException(
          "The options 'pagination.offset-parameter' and 'pagination.limit-parameter' are both '%s', but must differ."
              .formatted(offsetParameter));
    }
    if (pageSize < 1) {
      throw new IllegalArgumentException(
          "The option 'pagination.page-size' is %d, but it must be at least 1."
              .formatted(pageSize));
    }
  }

  /**
   * Returns the request for the records {@code [offset, offset + limit)} of a listing.
   *
   * @param request what is the same in all requests
   * @throws IllegalArgumentException if the listing already carries one of the two parameters, or
   *     if the offset is negative or the limit not positive
   */
  public PageCall call(RequestTemplate request, long offset, int limit) {
    requirePage(offset, limit);
    Map<String, String> parameters = new LinkedHashMap<>();
    add(parameters, request, offsetParameter, offset);
    add(parameters, request, limitParameter, limit);
    return request.call(
        Map.of(
            Placeholders.OFFSET, PlaceholderValue.of(offset),
            Placeholders.LAST, PlaceholderValue.of(offset + limit - 1),
            Placeholders.LIMIT, PlaceholderValue.of(limit)),
        parameters,
        false);
  }

  private static void add(
      Map<String, String> parameters, RequestTemplate request, String name, long value) {
    if (!name.isEmpty()) {
      if (request.hasParameter(name)) {
        throw present(name);
      }
      parameters.put(name, Long.toString(value));
    }
  }

  private static void requireName(String option, String name) {
    if (name.isBlank() && !name.isEmpty()) {
      throw new IllegalArgumentException(
          "The option '%s' is blank, but it must name a query parameter.".formatted(option));
    }
  }

  private static void requirePage(long offset, int limit) {
    if (offset < 0 || limit < 1) {
      throw new IllegalArgumentException(
          "There is no page at offset %d of at most %d records.".formatted(offset, limit));
    }
  }

  private static IllegalArgumentException present(String parameter) {
    return new IllegalArgumentException(
        "The option 'url' already has the query parameter '%s', which the source sets for each page; remove it from the URL."
            .formatted(parameter));
  }
}
