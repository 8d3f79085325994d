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
package io.github.flinkcomments.examples.suggest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What an API has shown of a listing.
 *
 * @param url of the listing, without parameters of paging
 * @param requests that were made
 * @param recordPath JSON pointer to the records in a page as the draft asks for it
 * @param records all that were seen, once each
 * @param key JSON pointer to what identifies a record
 * @param hasMore JSON pointer to the flag that tells whether there is another page
 * @param alternative another way to ask for pages that the answers show
 * @param pastTheEnd what came from beyond the end; empty if it was not asked for
 * @param throttled whether the API asked for a pause
 * @param rateHeaders names and values of headers about a rate
 */
record Findings(
    URI url,
    int requests,
    String recordPath,
    List<JsonNode> records,
    Optional<String> key,
    Paging paging,
    Optional<Limit> limit,
    Optional<Total> total,
    Optional<String> hasMore,
    Optional<Paging> alternative,
    Optional<Order> order,
    Agreement agreement,
    Optional<PastTheEnd> pastTheEnd,
    boolean throttled,
    List<String> rateHeaders) {

  /** What the same request brought a second time. */
  enum Agreement {
    SAME,
    /** The same records, some with other content. */
    OTHER_CONTENT,
    OTHER_ORDER,
    OTHER_RECORDS,
    NOT_ASKED
  }

  /** What comes from beyond the end of a listing. */
  sealed interface PastTheEnd {

    record Empty() implements PastTheEnd {}

    /** Records that were there before. */
    record Repeated() implements PastTheEnd {}

    /** Records that the total did not count. */
    record More() implements PastTheEnd {}

    record Refused(int status) implements PastTheEnd {}
  }
}
