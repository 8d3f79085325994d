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
package io.github.flinkcomments.connector.rest;

import io.github.flinkcomments.connector.rest.option.RestEndOptions;
import io.github.flinkcomments.connector.rest.option.RestHttpOptions;
import io.github.flinkcomments.connector.rest.option.RestListingOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestRecordOptions;
import io.github.flinkcomments.connector.rest.option.RestRequestOptions;
import io.github.flinkcomments.connector.rest.option.RestResponseOptions;
import io.github.flinkcomments.connector.rest.option.RestRetryOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;

/**
 * All options of the source: their keys, types and defaults, for SQL and for {@link
 * RestSourceBuilder} alike. What is set is checked when the source is built.
 *
 * <p>They are in groups:
 *
 * <ul>
 *   <li>{@link RestListingOptions}: which listing is read
 *   <li>{@link RestPaginationOptions}: how a page leads to the next
 *   <li>{@link RestEndOptions}: where a listing ends
 *   <li>{@link RestRequestOptions}: what a request looks like
 *   <li>{@link RestRecordOptions}: where the records of a page are, and what is done about
 *       malformed ones
 *   <li>{@link RestScanOptions}: from where, how far and how fast a listing is read
 *   <li>{@link RestHttpOptions}: connections, headers and credentials
 *   <li>{@link RestResponseOptions}: what a response means
 *   <li>{@link RestRetryOptions}: how often and how long a failed request is repeated
 * </ul>
 */
@PublicEvolving
public final class RestSourceOptions {

  private static final List<ConfigOption<?>> ALL =
      Stream.of(
              RestListingOptions.all(),
              RestPaginationOptions.all(),
              RestEndOptions.all(),
              RestRequestOptions.all(),
              RestRecordOptions.all(),
              RestScanOptions.all(),
              RestHttpOptions.all(),
              RestResponseOptions.all(),
              RestRetryOptions.all())
          .flatMap(List::stream)
          .<ConfigOption<?>>map(option -> option)
          .toList();

  private RestSourceOptions() {}

  /** All of them, in an order in which they can be explained. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }
}
