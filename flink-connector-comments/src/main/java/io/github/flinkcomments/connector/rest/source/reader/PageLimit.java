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

/**
 * How many rows to ask for at once: the page size, unless the server has shown that it gives fewer.
 *
 * <p>A page that is shorter than asked for teaches the limit. So that one odd page does not slow
 * down the rest of the job, twice as much is tried after {@value #FULL_PAGES_TO_GROW} full pages.
 * Pure; one thread.
 */
final class PageLimit {

  private static final int FULL_PAGES_TO_GROW = 32;

  private final int pageSize;
  private int current;
  private int fullPages;

  PageLimit(int pageSize) {
    this.pageSize = pageSize;
    this.current = pageSize;
  }

  /** Rows to ask for, overlap record included. */
  int current() {
    return current;
  }

  /** Learns from a page. */
  void received(int asked, int rows) {
    if (rows < asked) {
      current = Math.max(1, Math.min(current, rows));
      fullPages = 0;
    } else if (current < pageSize && ++fullPages == FULL_PAGES_TO_GROW) {
      current = (int) Math.min(pageSize, 2L * current);
      fullPages = 0;
    }
  }
}
