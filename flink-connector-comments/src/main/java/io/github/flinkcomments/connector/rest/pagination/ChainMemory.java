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

import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * What a walk remembers of the pages it has seen, in constant space, to notice that it does not get
 * on: not part of the state. Not thread-safe.
 */
@Internal
public final class ChainMemory {

  private static final int MOST_EMPTY_PAGES = 1000;

  private final boolean counted;

  private long fullSize;
  private long largestPage;
  private int emptyPages;
  private boolean totalReached;
  private Optional<PageAddress> last = Optional.empty();
  private List<String> lastIdentities = List.of();

  /** Brent's algorithm: the address to run into, and how many steps until it is moved on. */
  private Optional<PageAddress> tortoise = Optional.empty();

  private long power = 1;
  private long steps;

  /** Remembers a walk that has counted its records. */
  public ChainMemory() {
    this(true);
  }

  /**
   * Remembers a walk.
   *
   * @param counted whether all records before its position were counted; else they may be fewer
   */
  public ChainMemory(boolean counted) {
    this.counted = counted;
  }

  /** Whether a total that is reached by the number of records read is reached. */
  boolean hasCounted() {
    return counted;
  }

  /**
   * Records that a page has which is not the last one; 0 as long as none was seen.
   *
   * <p>A page shorter than that is short. It may well be less than was asked for: servers have caps
   * of their own.
   */
  long fullSize() {
    return fullSize;
  }

  /** Notes that as many records were read as the total tells, on a page that was full. */
  void totalReached() {
    totalReached = true;
  }

  /** Whether the total was reached, so that what follows shows whether it is true. */
  public boolean hasReachedTotal() {
    return totalReached;
  }

  /** Whether a page has as many records as a page that is not the last one. */
  boolean isFull(PageFacts facts) {
    return facts.records() > 0 && facts.records() >= fullSize;
  }

  /** Whether a page has as many records as another that has turned out not to be the last one. */
  boolean isKnownToBeFull(PageFacts facts) {
    return fullSize > 0 && facts.records() >= Math.max(fullSize, largestPage);
  }

  /** Whether no page before had more records. */
  boolean isLargest(PageFacts facts) {
    return facts.records() >= largestPage;
  }

  /** Whether there was a page with records. */
  boolean hasSeenRecords() {
    return largestPage > 0;
  }

  /** Takes in a page, before it is decided what comes next. */
  void answered(PageAddress asked, PageFacts facts, long wanted) {
    if (facts.records() > 0
        && last.isPresent()
        && !last.get().equals(asked)
        && !lastIdentities.contains(facts.identities().get(facts.records() - 1))) {
      // The page before has turned out to have one behind it.
      fullSize = Math.max(fullSize, largestPage);
    }
    largestPage = Math.max(largestPage, facts.records());
    if (wanted > 0 && facts.records() >= wanted) {
      fullSize = Math.max(fullSize, wanted);
    }
    emptyPages = facts.records() == 0 ? emptyPages + 1 : 0;
  }

  /** Whether the page has the very records of another page before it. */
  boolean repeats(PageAddress asked, PageFacts facts) {
    return last.isPresent()
        && !last.get().equals(asked)
        && lastIdentities.equals(facts.identities());
  }

  /**
   * Whether the page is another page before it once more, which may have got more records since.
   */
  boolean beginsAgain(PageAddress asked, PageFacts facts) {
    int common = Math.min(lastIdentities.size(), facts.records());
    return facts.records() > 0
        && last.isPresent()
        && !last.get().equals(asked)
        && lastIdentities.subList(0, common).equals(facts.identities().subList(0, common));
  }

  /** Notes a page that the walk goes on from. */
  void passed(PageAddress asked, PageFacts facts) {
    if (facts.records() > 0) {
      last = Optional.of(asked);
      lastIdentities = facts.identities();
    }
  }

  /** Whether there was no record for so long that there will be none. */
  boolean isBarren() {
    return emptyPages >= MOST_EMPTY_PAGES;
  }

  /** Whether a page is asked for that the walk has asked for before (Brent's algorithm). */
  boolean closesCircle(PageAddress next) {
    if (tortoise.isPresent() && tortoise.get().equals(next)) {
      return true;
    }
    if (++steps == power) {
      tortoise = Optional.of(next);
      power *= 2;
      steps = 0;
    }
    return false;
  }

  /** Forgets the way: the walk asks for its last page again. */
  public void restarted() {
    tortoise = Optional.empty();
    power = 1;
    steps = 0;
    emptyPages = 0;
    totalReached = false;
    last = Optional.empty();
    lastIdentities = List.of();
  }
}
