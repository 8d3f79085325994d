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

import io.github.flinkcomments.connector.rest.source.listing.FetchedPage;
import java.util.Collection;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Rows of an accepted page that are to be delivered.
 *
 * @param page the page; null only where there are no rows
 * @param offset offset in the listing of the page's first row
 * @param from index in the page of the first row to deliver
 * @param until index after the last
 */
record AcceptedRows<T>(@Nullable FetchedPage<T> page, long offset, int from, int until) {

  static <T> AcceptedRows<T> none() {
    return new AcceptedRows<>(null, 0, 0, 0);
  }

  int size() {
    return until - from;
  }

  boolean isEmpty() {
    return from == until;
  }

  /** Offset in the listing of the first row to deliver. */
  long firstOffset() {
    return offset + from;
  }

  /** What is wrong with the malformed ones, in their order. */
  Collection<String> errors() {
    return page == null ? List.of() : page.page().errors().subMap(from, until).values();
  }

  AcceptedRows<T> first(int rows) {
    return new AcceptedRows<>(page, offset, from, from + rows);
  }

  AcceptedRows<T> withoutFirst(int rows) {
    return new AcceptedRows<>(page, offset, from + rows, until);
  }
}
