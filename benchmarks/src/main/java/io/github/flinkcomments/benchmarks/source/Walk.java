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
package io.github.flinkcomments.benchmarks.source;

import io.github.flinkcomments.connector.rest.option.PaginationType;
import io.github.flinkcomments.connector.rest.option.RestEndOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestRequestOptions;
import io.github.flinkcomments.connector.rest.option.TotalType;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/** How the comments API is paged through. */
public enum Walk {
  /** {@code _start}, with the total in a header. */
  OFFSET,
  /** {@code _page}, with the total in a header. */
  PAGE_NUMBER,
  /** {@code _cursor}, which the answer before tells in a header: one request after the other. */
  CURSOR;

  static final String NEXT_CURSOR = "X-Next-Cursor";

  /** Query of the request for the page that begins at an offset. */
  String query(long offset, int pageSize) {
    return switch (this) {
      case OFFSET -> "?_start=" + offset + "&_limit=" + pageSize;
      case PAGE_NUMBER -> "?_page=" + (offset / pageSize + 1) + "&_limit=" + pageSize;
      case CURSOR -> "?_cursor=" + offset + "&_limit=" + pageSize;
    };
  }

  /** Options of a source that pages like this. */
  ReadableConfig options() {
    Configuration options = new Configuration();
    switch (this) {
      case OFFSET -> {
        // The default.
      }
      case PAGE_NUMBER ->
          options
              .set(RestPaginationOptions.TYPE, PaginationType.PAGE_NUMBER)
              .set(RestPaginationOptions.PAGE_PARAMETER, "_page")
              .set(RestPaginationOptions.LIMIT_PARAMETER, "_limit")
              .set(RestEndOptions.TOTAL, TotalType.HEADER)
              .set(RestEndOptions.TOTAL_HEADER, "X-Total-Count");
      case CURSOR ->
          options
              .set(RestPaginationOptions.TYPE, PaginationType.CURSOR)
              .set(RestPaginationOptions.CURSOR_PARAMETER, "_cursor")
              .set(RestPaginationOptions.CURSOR_HEADER, NEXT_CURSOR)
              .set(RestRequestOptions.FIRST_QUERY, Map.of("_cursor", "0"))
              .set(RestPaginationOptions.LIMIT_PARAMETER, "_limit");
    }
    return options;
  }
}
