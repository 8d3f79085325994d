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

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/**
 * How one page of a chain leads to the next. Pure; the set is closed.
 *
 * <p>It does not decide where the chain ends: that is for the {@link EndRule} to say. It tells what
 * there is to ask for next, if there is anything.
 */
@Internal
public sealed interface Chaining extends Serializable
    permits ChainByPageNumber,
        ChainByOffset,
        ChainByCursor,
        ChainByLinkHeader,
        ChainByNextUrl,
        ChainByKey,
        SinglePage {

  /** The page that a walk begins with. */
  PageAddress first();

  /** JSON pointers to what has to be picked from each body. */
  List<String> captures();

  /** What asks for a page. */
  PageQuestion ask(PageAddress page, int pageSize);

  /**
   * The page after one that was answered.
   *
   * @return empty if the answer does not tell
   * @throws MalformedPageException if what it tells cannot be followed
   */
  Optional<PageAddress> next(PageAddress asked, PageFacts facts);

  /**
   * Checks that no record is skipped where the walk goes on after a page.
   *
   * @throws MalformedPageException if records may be
   */
  default void requireWayOn(PageAddress asked, PageFacts facts) {}

  /** The page after one whose answer is not there yet, where it can be known. */
  default Optional<PageAddress> ahead(PageAddress asked) {
    return Optional.empty();
  }

  /** Whether the next page is told by each answer, and nothing else leads to it. */
  default boolean isFollowing() {
    return false;
  }

  /**
   * What should lead on from an answer and is not there at all, not even to say that nothing
   * follows.
   *
   * @return a sentence's end, with the option to correct; empty if it is there
   */
  default Optional<String> missing(PageFacts facts, PageFill fill) {
    return Optional.empty();
  }

  /** Whether pages are counted, so that records added to one that was read are on no later page. */
  default boolean isNumbered() {
    return false;
  }

  /** Whether a page begins with records that were on the page before it. */
  default boolean beginsWithRecordsRead() {
    return false;
  }

  /** Whether a page has nothing but records of the key it was asked by, which were read before. */
  default boolean holdsOnlyRecordsRead(PageAddress asked, PageFacts facts) {
    return false;
  }

  /** JSON pointers to the parts of a record's sort key, if pages are asked for by it. */
  default List<String> keyPointers() {
    return List.of();
  }

  /** Whether all of the listing comes in one answer. */
  default boolean isSinglePage() {
    return false;
  }

  /** The address that says which page was seen: its own, as far as a request can tell it. */
  default PageAddress seen(PageAddress asked, PageFacts facts) {
    return asked;
  }

  /** Names of the query parameters that ask for a page, as far as they are known before. */
  default List<String> parameters() {
    return List.of();
  }

  /** The name of what leads on, for messages: "page parameter 'page'". */
  String mechanism();

  /** What of an address is asked by: where it is the same, so is the page. */
  default PageAddress asking(PageAddress page) {
    return page;
  }

  /** What must be the same for an address to mean the same page. */
  String fingerprint();

  /** Fingerprints of others from whose addresses this one can go on. */
  default Set<String> continued() {
    return Set.of();
  }
}
