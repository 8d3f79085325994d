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

import io.github.flinkcomments.connector.rest.pagination.ChainMemory;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.pagination.Step;

/**
 * Whether pages have to be read again because they may have got more records since: as soon as a
 * page is there behind one that was not full. As pages are counted, what was added to that one
 * would be passed over. Fetcher thread only.
 */
final class PageReview {

  private final ChainedPagination pagination;
  private final ChainRange range;
  private final ChainMemory memory;

  /** Whether pages up to here may have got more records since they were asked for. */
  private boolean lastMayHaveGrown;

  /** Whether a page without records lies between the last one with records and what comes. */
  private boolean passedEmpty;

  /** Whether these pages are being asked for again, up to the next one with records. */
  private boolean underWay;

  PageReview(ChainedPagination pagination, ChainRange range, ChainMemory memory) {
    this.pagination = pagination;
    this.range = range;
    this.memory = memory;
  }

  /**
   * Whether to go back to the position before a page is accepted; if so, the review is under way.
   *
   * @param again whether the page is the one of the position
   */
  boolean begins(PageAddress page, boolean again, PageFacts facts) {
    if (facts.records() == 0 || again || range.isOfPages()) {
      return false;
    }
    underWay = lastMayHaveGrown && !underWay && !pagination.repeats(page, facts, memory);
    return underWay;
  }

  /**
   * Whether the page before alone has to be asked for again. The page that has shown that it lies
   * behind stays as it is then, and is reviewed itself unless it is full.
   */
  boolean isOfOnePage(PageFacts behind) {
    return !passedEmpty && !pagination.isFullByComparison(behind, memory);
  }

  /** Takes in a page that was accepted, and what followed from it. */
  void accepted(PageFacts facts, Step step) {
    lastMayHaveGrown =
        step instanceof Step.Next
            && (pagination.mayHaveGrown(facts, memory)
                || (lastMayHaveGrown && facts.records() == 0));
    passedEmpty = facts.records() == 0;
  }

  /** Forgets the pages: the last one is asked for again anyway. */
  void reset() {
    lastMayHaveGrown = false;
    passedEmpty = false;
    underWay = false;
  }
}
