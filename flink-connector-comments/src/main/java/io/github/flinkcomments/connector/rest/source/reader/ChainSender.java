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
package io.github.flinkcomments.connector.rest.source.reader;

import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.source.listing.AnsweredPage;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Sends requests for pages of a chain; returns at once. */
interface ChainSender<T> {

  /**
   * Asks for a page.
   *
   * @param slice values of the slice's own placeholders
   * @param mayLiePastTheEnd whether a client error may mean that the listing ends before the page
   */
  CompletableFuture<AnsweredPage<T>> send(
      PageAddress page, Map<String, String> slice, boolean mayLiePastTheEnd);

  /** Takes secrets out of a text from the answer to a URL. */
  default String mask(String text, URI asked) {
    return text;
  }
}
