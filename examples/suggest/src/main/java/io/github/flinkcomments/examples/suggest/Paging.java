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
package io.github.flinkcomments.examples.suggest;

import java.util.Optional;

/** How the pages of a listing are asked for. */
sealed interface Paging {

  /**
   * By the offset of the first record.
   *
   * @param first offset of the first record, 0 or 1
   */
  record Offset(String parameter, int first) implements Paging {}

  /**
   * By the number of a page.
   *
   * @param first number of the first page, 0 or 1
   */
  record PageNumber(String parameter, int first) implements Paging {}

  /**
   * By the key of the last record.
   *
   * @param pointer to the key in a record
   */
  record Keyset(String parameter, String pointer) implements Paging {}

  /**
   * By a token that each page brings for the next one.
   *
   * @param pointer to the token in the body
   */
  record Cursor(String parameter, String pointer) implements Paging {}

  /** By a header {@code Link} with {@code rel="next"}. */
  record LinkHeader() implements Paging {}

  /**
   * By a URL in the body.
   *
   * @param pointer to the URL in the body
   */
  record NextUrl(String pointer) implements Paging {}

  /** No parameter had an effect, and no answer shows a way on. */
  record None() implements Paging {}

  /** The parameter for the place, if there is one. */
  default Optional<String> placeParameter() {
    if (this instanceof Offset offset) {
      return Optional.of(offset.parameter);
    }
    if (this instanceof PageNumber page) {
      return Optional.of(page.parameter);
    }
    if (this instanceof Keyset keyset) {
      return Optional.of(keyset.parameter);
    }
    return this instanceof Cursor cursor ? Optional.of(cursor.parameter) : Optional.empty();
  }

  /** Whether places can be asked for in any order, so that readers share a listing. */
  default boolean indexed() {
    return this instanceof Offset || this instanceof PageNumber;
  }
}
