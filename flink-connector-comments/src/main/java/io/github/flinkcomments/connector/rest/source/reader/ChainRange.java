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

import io.github.flinkcomments.connector.rest.pagination.ChainByKey;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.MalformedPageException;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.source.split.ChainPage;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.util.List;
import java.util.Optional;

/**
 * The part of a listing that belongs to a chain: all of it, pages up to a number, or records up to
 * a key. What a closed range holds, and what lies behind it, was seen when readers shared the
 * listing.
 */
record ChainRange(ChainSplit split, ChainedPagination pagination) {

  /** Whether it ends before a page that is known to exist. */
  boolean isOfPages() {
    return split.endPage().isPresent();
  }

  /** Whether it ends with a key, behind which a record is known to exist. */
  boolean isOfKeys() {
    return split.lastKey().isPresent();
  }

  /** Whether a page lies in it, as far as its address tells. */
  boolean contains(PageAddress page) {
    return !isOfPages()
        || !(page instanceof PageAddress.Numbered number)
        || number.page() < split.endPage().getAsLong();
  }

  /** How many of the records that a page begins with lie in it. */
  int recordsOf(ChainPage place) throws MalformedPageException {
    if (!(pagination.chaining() instanceof ChainByKey byKey) || !(byKey.ranges() || isOfKeys())) {
      return place.facts().records();
    }
    List<Long> keys = byKey.integerKeys(place.address(), place.facts());
    return (int)
        keys.stream().takeWhile(key -> key <= split.lastKey().orElse(Long.MAX_VALUE)).count();
  }

  /**
   * What is missing behind a page of it.
   *
   * @return a sentence's middle; empty if all is as it was
   */
  Optional<String> missingBehind(PageAddress address, PageFacts facts) {
    boolean missing =
        isOfPages()
            && address instanceof PageAddress.Numbered page
            && !pagination.pageCount().isComplete(page, facts);
    return missing
        ? Optional.of(
            "%s had pages behind it when readers shared them, and has none now"
                .formatted(address.describe()))
        : Optional.empty();
  }

  /** The page of it behind another, where that can be told without its answer. */
  Optional<PageAddress> ahead(PageAddress page) {
    return pagination.chaining().ahead(page).filter(this::contains);
  }
}
