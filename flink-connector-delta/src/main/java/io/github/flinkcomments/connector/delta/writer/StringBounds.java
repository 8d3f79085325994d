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
package io.github.flinkcomments.connector.delta.writer;

import java.util.Optional;

/** Long strings are cut for the log; characters are code points, which sort as UTF-8 does. */
final class StringBounds {

  /** As other writers of Delta tables do it. */
  private static final int MOST_CHARACTERS = 32;

  private StringBounds() {}

  /** The value, or its beginning. */
  static String notAfter(String value) {
    return isLong(value) ? beginning(value) : value;
  }

  /**
   * The value, or something that every string with the same beginning sorts before; nothing if
   * there is no such thing.
   */
  static Optional<String> notBefore(String value) {
    return isLong(value) ? successor(beginning(value)) : Optional.of(value);
  }

  private static boolean isLong(String value) {
    return value.codePointCount(0, value.length()) > MOST_CHARACTERS;
  }

  private static String beginning(String value) {
    return value.substring(0, value.offsetByCodePoints(0, MOST_CHARACTERS));
  }

  /** Raises the last character that can be raised, and drops what follows it. */
  private static Optional<String> successor(String value) {
    int end = value.length();
    while (end > 0) {
      int last = value.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        return Optional.of(value.substring(0, end) + Character.toString(next(last)));
      }
    }
    return Optional.empty();
  }

  /** Surrogates are not characters. */
  private static int next(int character) {
    int next = character + 1;
    return next == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : next;
  }
}
