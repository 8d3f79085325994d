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

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a text looks like. */
enum TextFormat {
  /** {@code 2026-01-31} */
  DATE,
  /** {@code 2026-01-31T23:59:59.999Z}, or with an offset. */
  INSTANT,
  /** {@code 2026-01-31T23:59:59.999}, without a zone. */
  LOCAL_DATE_TIME,
  /** A date and time of another format than ISO 8601. */
  OTHER_DATE_TIME,
  PLAIN;

  /** Finer than microseconds, and a Delta table cannot keep it. */
  private static final Pattern TOO_FINE = Pattern.compile(".*\\.\\d{7,}.*");

  private static final Pattern OTHER =
      Pattern.compile(
          "\\d{4}[-/]\\d{2}[-/]\\d{2}[T ]\\d{2}:\\d{2}.*|\\w{3}, \\d{1,2} \\w{3} \\d{4} .*|\\d{1,2}/\\d{1,2}/\\d{4}.*");

  static TextFormat of(String text) {
    if (text.isEmpty() || text.length() > 40 || !Character.isLetterOrDigit(text.charAt(0))) {
      return PLAIN;
    }
    if (text.length() == 10 && parses(text, LocalDate::parse)) {
      return DATE;
    }
    if (!TOO_FINE.matcher(text).matches()) {
      if (parses(text, OffsetDateTime::parse)) {
        return INSTANT;
      }
      if (parses(text, LocalDateTime::parse)) {
        return LOCAL_DATE_TIME;
      }
    }
    return OTHER.matcher(text).matches() ? OTHER_DATE_TIME : PLAIN;
  }

  private static boolean parses(String text, Function<String, Object> parsing) {
    try {
      return parsing.apply(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
