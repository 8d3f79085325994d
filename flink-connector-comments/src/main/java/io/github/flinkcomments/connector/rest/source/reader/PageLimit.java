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
 * How many rows to ask for at once: the page size, unless the server has shown that it gives fewer.
 *
 * <p>A page that is shorter than asked for teaches the limit. So that one odd page does not slow
 * down the rest of the job, twice as much is tried after {@value #FULL_PAGES_TO_GROW} full pages.
 *
 * <p>Where pages begin with an overlap row, a page that is asked for with the row on top of the
 * page size costs no more requests than one without it. Not every server gives one more than that,
 * so one request alone tries it first: a {@link #trial}, which may be refused. Pure; one thread.
 */
final class PageLimit {

  private static final int FULL_PAGES_TO_GROW = 32;

  /** The most that the server is known to give, or was told to be asked for. */
  private int most;

  private int current;
  private int fullPages;

  /** What to try next; empty if there is nothing left to try. */
  private OptionalInt next;

  private boolean trying;

  private PageLimit(int pageSize, OptionalInt next) {
    this.most = pageSize;
    this.current = pageSize;
    this.next = next;
  }

  /** Asks for the page size, and never for more. */
  PageLimit(int pageSize) {
    this(pageSize, OptionalInt.empty());
  }

  /** Asks for the page size, and for an overlap row on top of it where the server gives that. */
  static PageLimit withOverlapOnTop(int pageSize) {
    return new PageLimit(
        pageSize,
        // A page of one row has no overlap row.
        pageSize > 1 && pageSize < Integer.MAX_VALUE
            ? OptionalInt.of(pageSize + 1)
            : OptionalInt.empty());
  }

  /** Rows to ask for, overlap record included. */
  int current() {
    return current;
  }

  /** How many rows one request may ask for, to see whether the server gives them. */
  OptionalInt trial() {
    return trying || current < most ? OptionalInt.empty() : next;
  }

  /** The trial is under way; there is no other until it has an answer. */
  void tries() {
    trying = true;
  }

  /**
   * Learns from the answer to a trial. Fewer rows than it asked for are what the server gives at
   * most, unless they are fewer than it has given: then it dislikes the question.
   *
   * @param rows how many came; none if the server refused
   */
  void tried(int asked, int rows) {
    trying = false;
    next = OptionalInt.empty();
    if (rows > most) {
      most = Math.min(asked, rows);
      current = most;
      fullPages = 0;
    }
  }

  /** Learns from a page. */
  void received(int asked, int rows) {
    if (rows < asked) {
      current = Math.max(1, Math.min(current, rows));
      fullPages = 0;
    } else if (current < most && ++fullPages == FULL_PAGES_TO_GROW) {
      current = (int) Math.min(most, 2L * current);
      fullPages = 0;
    }
  }
}
