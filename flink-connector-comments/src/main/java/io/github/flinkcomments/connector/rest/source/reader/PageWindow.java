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

import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Plans the requests for one range: which to send next, and what to do about a page that is shorter
 * than was asked for.
 *
 * <p>The range is always covered by three kinds of pieces, in this order of offsets within each
 * other's gaps: rows that were delivered (everything below {@link #position}), requests under way,
 * and gaps nobody has asked for. At the start the whole range is one gap. {@link #next} cuts a
 * request from the lowest gap; {@link #received} moves the position by the rows that came,
 * <em>not</em> by the rows that were asked for, and what is missing becomes a gap again. Requests
 * that are already under way further on stay as they are.
 *
 * <p>Where the {@link PageLimit} wants to know whether the server gives more, one request asks for
 * it; if that is {@link #refused}, the same rows are asked for as before. Pure; one thread.
 */
final class PageWindow {

  private final long end;
  private final boolean overlapping;
  private final PageLimit limit;

  /** Gaps by their first offset; the value is the offset after the last. */
  private final NavigableMap<Long, Long> gaps = new TreeMap<>();

  private long position;

  /**
   * Set after a page that held nothing but the overlap record, as of a server that gives one row.
   */
  private boolean skipOverlapOnce;

  PageWindow(long position, long end, boolean overlapping, PageLimit limit) {
    this.position = position;
    this.end = end;
    this.overlapping = overlapping;
    this.limit = limit;
    if (position < end) {
      gaps.put(position, end);
    }
  }

  /** Offset of the next row to deliver. */
  long position() {
    return position;
  }

  /** Whether every row was delivered. */
  boolean isDone() {
    return position == end;
  }

  /** Whether nothing can be delivered before {@link #next} is asked: the lowest piece is a gap. */
  boolean isStarved() {
    return !gaps.isEmpty() && gaps.firstKey() == position;
  }

  /** Cuts the next request from the lowest gap; empty if all is under way or delivered. */
  Optional<PageRequest> next() {
    return next(limit.trial());
  }

  /** The same, but never a request that the server may refuse. */
  Optional<PageRequest> nextWithoutTrial() {
    return next(OptionalInt.empty());
  }

  private Optional<PageRequest> next(OptionalInt larger) {
    if (gaps.isEmpty()) {
      return Optional.empty();
    }
    var gap = gaps.pollFirstEntry();
    long from = gap.getKey();
    // Listings that count from 1 have no row 0, and some answer as if 1 had been asked for.
    boolean overlap = overlapping && from > 1 && limit.current() > 1 && !skipOverlapOnce;
    skipOverlapOnce = false;
    long wanted = gap.getValue() - from + (overlap ? 1 : 0);
    boolean trial = overlap == overlapping && larger.isPresent() && wanted >= larger.getAsInt();
    int asked = (int) Math.min(wanted, trial ? larger.getAsInt() : limit.current());
    PageRequest request = new PageRequest(from, overlap ? asked - 1 : asked, overlap, trial);
    if (request.end() < gap.getValue()) {
      gaps.put(request.end(), gap.getValue());
    }
    if (trial) {
      limit.tries();
    }
    return Optional.of(request);
  }

  /** Takes in that the lowest request under way, a trial, got nothing: it is a gap again. */
  void refused(PageRequest trial) {
    limit.tried(trial.limit(), 0);
    gaps.put(trial.from(), trial.end());
  }

  /**
   * Takes in the answer to the lowest request under way.
   *
   * @param request the request, whose first row is the one at {@link #position}
   * @param rows how many rows came, overlap record included; at least one
   * @return how many of them are to be delivered
   */
  int received(PageRequest request, int rows) {
    if (request.trial()) {
      limit.tried(request.limit(), rows);
    } else {
      limit.received(request.limit(), rows);
    }
    int usable = Math.min(request.overlap() ? rows - 1 : rows, request.rows());
    position = request.from() + usable;
    if (position < request.end()) {
      gaps.put(position, request.end());
      skipOverlapOnce = usable == 0;
    }
    return usable;
  }
}
