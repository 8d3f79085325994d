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

import java.util.OptionalInt;

/**
 * How many rows to ask for at once: the page size, unless the server has shown that it gives fewer,
 * or more.
 *
 * <p>A page that is shorter than asked for teaches the limit. So that one odd page does not slow
 * down the rest of the job, twice as much is tried after {@value #FULL_PAGES_TO_GROW} full pages.
 *
 * <p>Larger pages are tried step by step, up to a bound: first the overlap row on top of the page
 * size, then twice as many rows each time. One request alone does it, a {@link #trial}, which may
 * be refused or fail: it is repeated, each time after twice as many full pages, the first time
 * after {@value #PAGES_TO_TRY_AGAIN}. Fewer rows than it asked for end the search. So does a size,
 * but for the overlap row, at which a row takes the server longer than before: the one before is
 * taken up again.
 *
 * <p>Pure; one thread.
 */
final class PageLimit {

  private static final int FULL_PAGES_TO_GROW = 32;

  /** Full pages after which a trial is repeated that got nothing: it may have met a bad moment. */
  private static final int PAGES_TO_TRY_AGAIN = 128;

  /** Pages after which it is known what a row takes. */
  private static final int PAGES_TO_JUDGE = 4;

  /** A row may take so much longer than in smaller pages: no two measurements agree. */
  private static final double TOLERANCE = 1.5;

  /** Rows of a page beside the overlap row, at most. */
  private final int largest;

  private final int overlap;

  /** The most that the server is known to give, or was told to be asked for. */
  private int most;

  private int current;
  private int fullPages;

  /** What to try next; empty if there is nothing left to try. */
  private OptionalInt next;

  private boolean trying;

  private boolean known;

  /** Full pages still to be seen before the next trial. */
  private int pagesToTrial;

  private int pagesToNextTrial = PAGES_TO_TRY_AGAIN;

  /** Pages still to be seen of a size that was found. */
  private int pagesToJudge;

  private int mostBefore;

  /** What a row took at best, in pages of this size and of the one before. */
  private double best = Double.POSITIVE_INFINITY;

  private double bestBefore = Double.POSITIVE_INFINITY;

  private PageLimit(int pageSize, int largest, int overlap) {
    this.largest = largest;
    this.overlap = overlap;
    this.most = pageSize;
    this.mostBefore = pageSize;
    this.current = pageSize;
    this.next = overlap > 0 ? OptionalInt.of(pageSize + overlap) : twice(pageSize);
  }

  /** Asks for the page size, and never for more. */
  PageLimit(int pageSize) {
    this(pageSize, pageSize, 0);
  }

  /**
   * Asks for the page size, and for more where the server gives that.
   *
   * @param largest rows of a page, at most
   * @param overlapping whether pages begin with an overlap row, which comes on top
   */
  static PageLimit growing(int pageSize, int largest, boolean overlapping) {
    // A page of one row has no overlap row.
    return pageSize == 1
        ? new PageLimit(pageSize)
        : new PageLimit(pageSize, Math.max(pageSize, largest), overlapping ? 1 : 0);
  }

  /** Rows to ask for, overlap record included. */
  int current() {
    return current;
  }

  /** Whether any page has been seen. */
  boolean isKnown() {
    return known;
  }

  /** How many rows one request may ask for, to see whether the server gives them. */
  OptionalInt trial() {
    return trying || pagesToTrial > 0 || pagesToJudge > 0 || current < most
        ? OptionalInt.empty()
        : next;
  }

  /** The trial is under way; there is no other until it has an answer. */
  void tries() {
    trying = true;
  }

  /**
   * Learns from the answer to a trial. Fewer rows than it asked for are what the server gives at
   * most, unless they are fewer than it has given: then it dislikes the question.
   *
   * @param rows how many came; none if the server refused, or if it failed
   */
  void tried(int asked, int rows) {
    trying = false;
    if (rows == 0) {
      pagesToTrial = pagesToNextTrial;
      pagesToNextTrial = Math.min(2 * pagesToNextTrial, Integer.MAX_VALUE / 2);
      return;
    }
    next = rows < asked ? OptionalInt.empty() : twice(asked);
    if (rows > most) {
      // An overlap row on top costs next to nothing, and saves one request in as many as a page has
      // rows: it is kept whatever the pages take that happen to come next.
      boolean growing = asked - overlap > most;
      mostBefore = most;
      most = Math.min(asked, rows);
      current = most;
      fullPages = 0;
      bestBefore = growing ? best : Double.POSITIVE_INFINITY;
      best = Double.POSITIVE_INFINITY;
      pagesToJudge = PAGES_TO_JUDGE;
    }
  }

  private OptionalInt twice(int size) {
    long rows = (long) size - overlap;
    long twice = Math.min(2 * rows, largest);
    return twice > rows ? OptionalInt.of((int) twice + overlap) : OptionalInt.empty();
  }

  /** Learns from a page. */
  void received(int asked, int rows) {
    known = true;
    if (pagesToTrial > 0 && rows >= asked) {
      pagesToTrial--;
    }
    if (rows < asked) {
      current = Math.max(1, Math.min(current, rows));
      fullPages = 0;
    } else if (current < most && ++fullPages == FULL_PAGES_TO_GROW) {
      current = (int) Math.min(most, 2L * current);
      fullPages = 0;
    }
  }

  /**
   * Learns what a page costs.
   *
   * @param time that it took, in parts of what was under way at the same time
   */
  void took(int asked, double time) {
    if (asked != most) {
      return;
    }
    best = Math.min(best, time / asked);
    if (pagesToJudge > 0 && --pagesToJudge == 0 && best > TOLERANCE * bestBefore) {
      most = mostBefore;
      current = Math.min(current, most);
      next = OptionalInt.empty();
    }
  }
}
