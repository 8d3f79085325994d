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
package io.github.flinkcomments.connector.rest.source.enumerator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A listing in memory, whose records are numbered from 1 in the order in which they were added. */
final class FakeListing implements Probe {

  private final List<String> rows = new ArrayList<>();
  private final Set<Long> absentOnce = new HashSet<>();
  private final Map<Long, Long> oldAnswers = new HashMap<>();
  private OptionalLong claimedTotal = OptionalLong.empty();
  private boolean totalHidden;
  private final Set<Long> hidden = new HashSet<>();
  private boolean offsetsIgnored;
  private boolean lastPageRepeated;
  private int firstOffset;
  private int limitCap = Integer.MAX_VALUE;
  private boolean rowsCounted;
  private boolean growing;
  private int added;
  private int probes;
  private int pauses;

  FakeListing grow(int count) {
    for (int i = 0; i < count; i++) {
      rows.add(String.valueOf(++added));
    }
    return this;
  }

  /** Appends rows that nothing tells from each other. */
  FakeListing growTwins(int count) {
    for (int i = 0; i < count; i++) {
      rows.add("twin");
    }
    return this;
  }

  FakeListing delete(int offset) {
    rows.remove(offset);
    return this;
  }

  FakeListing insert(int offset) {
    rows.add(offset, String.valueOf(++added));
    return this;
  }

  FakeListing hideTotal() {
    totalHidden = true;
    return this;
  }

  FakeListing setTotal(long total) {
    claimedTotal = OptionalLong.of(total);
    return this;
  }

  FakeListing absentOnce(long offset) {
    absentOnce.add(offset);
    return this;
  }

  /** Answers once with the rows of another offset. */
  FakeListing oldAnswerOnce(long offset, long servedFrom) {
    oldAnswers.put(offset, servedFrom);
    return this;
  }

  /** Serves no more than so many rows at once. */
  FakeListing limitCap(int cap) {
    limitCap = cap;
    return this;
  }

  /** Tells the rows of the page where the total should be. */
  FakeListing countRowsOfPages() {
    rowsCounted = true;
    return this;
  }

  /** Has one more row each time that it is asked. */
  FakeListing growAllTheTime() {
    growing = true;
    return this;
  }

  /** Serves its first page whatever offset is asked for. */
  FakeListing ignoreOffsets() {
    offsetsIgnored = true;
    return this;
  }

  /** Serves its last row wherever there is none. */
  FakeListing repeatLastPage() {
    lastPageRepeated = true;
    return this;
  }

  /** Cuts pages with a row, and leaves it out afterwards. */
  FakeListing hide(long from, long to) {
    for (long i = from; i < to; i++) {
      hidden.add(i);
    }
    return this;
  }

  /** Counts offsets from 1; there is no offset 0. */
  FakeListing countFromOne() {
    firstOffset = 1;
    return this;
  }

  ListingEnd end() {
    return rows.isEmpty()
        ? ListingEnd.EMPTY
        : new ListingEnd(rows.size() + firstOffset, Optional.of(rows.get(rows.size() - 1)));
  }

  int probes() {
    return probes;
  }

  int pauses() {
    return pauses;
  }

  void pause() {
    pauses++;
  }

  @Override
  public Answer at(long asked, int wanted) {
    probes++;
    grow(growing ? 1 : 0);
    if (asked < firstOffset) {
      throw new AssertionError("There is no offset " + asked);
    }
    Long old = oldAnswers.remove(asked);
    long offset = pastTheEnd(old == null ? asked : old);
    List<Row> page = new ArrayList<>();
    for (long i = offset; i < rows.size() && i < offset + Math.min(wanted, limitCap); i++) {
      if (absentOnce.remove(i)) {
        break;
      }
      if (!hidden.contains(i)) {
        page.add(new Row(rows.get((int) i), Optional.empty()));
      }
    }
    OptionalLong total =
        totalHidden
            ? OptionalLong.empty()
            : OptionalLong.of(rowsCounted ? page.size() : claimedTotal.orElse(rows.size()));
    return new Answer(page, total);
  }

  private long pastTheEnd(long offset) {
    if (offsetsIgnored) {
      return 0;
    }
    return lastPageRepeated
        ? Math.min(offset - firstOffset, rows.size() - 1)
        : offset - firstOffset;
  }
}
