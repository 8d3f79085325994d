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

import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;

/**
 * How many pages a listing of numbered pages has, by the total that its answers tell: so that
 * readers can divide them. Pure.
 *
 * @param chain the listing
 */
@Internal
public record PageCount(ChainedPagination chain) {

  /**
   * Whether an answer tells how many pages there are, so that readers can share them. Where a total
   * of records alone is the end, one reader has to count them: behind pages that others have, an
   * empty page would show nothing.
   */
  public boolean isTold() {
    return chain.chaining().isNumbered()
        && chain.end().has(EndCondition.TOTAL)
        && (chain.end().pagesCounted() || chain.end().has(EndCondition.EMPTY_PAGE));
  }

  /**
   * Whether a page is complete: it is full, or whoever answered knows of a page behind it. One that
   * lags behind does not.
   */
  public boolean isComplete(PageAddress.Numbered page, PageFacts facts) {
    if (facts.total().isEmpty() || (chain.pageSizeKnown() && facts.records() >= chain.pageSize())) {
      return true;
    }
    long total = facts.total().getAsLong();
    long pages =
        chain.end().pagesCounted() ? total : (total + chain.pageSize() - 1) / chain.pageSize();
    return page.page() < ((PageAddress.Numbered) chain.chaining().first()).page() + pages - 1;
  }

  /**
   * How many pages there are at least, by the answer to the first. Too few do no harm, since the
   * last one is the beginning of a chain that goes on; too many would begin it past the end.
   *
   * @return empty if it does not tell
   */
  public OptionalLong pages(PageFacts first) {
    if (first.total().isEmpty() || first.records() == 0) {
      return OptionalLong.empty();
    }
    long total = first.total().getAsLong();
    if (chain.end().pagesCounted()) {
      return OptionalLong.of(total);
    }
    // Fewer records than were asked for may be a cap, or be left out after paging.
    return chain.pageSizeKnown()
        ? OptionalLong.of((total + recordsOfPage(first) - 1) / recordsOfPage(first))
        : OptionalLong.empty();
  }

  /** Records of a full page at most, by the answer to the first. */
  public long recordsOfPage(PageFacts first) {
    return chain.pageSizeKnown() ? Math.max(chain.pageSize(), first.records()) : first.records();
  }
}
