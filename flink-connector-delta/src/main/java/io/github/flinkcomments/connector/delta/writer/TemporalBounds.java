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

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Dates and timestamps as the log spells them. It keeps milliseconds, so microseconds are rounded
 * outwards. Years that do not have four digits are read differently by everybody and are left out.
 */
final class TemporalBounds {

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");
  private static final long MICROSECONDS_IN_MILLISECOND = 1_000;
  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9999;

  private TemporalBounds() {}

  static Optional<String> date(int daysSinceEpoch) {
    LocalDate date = LocalDate.ofEpochDay(daysSinceEpoch);
    return isCommon(date.getYear()) ? Optional.of(date.toString()) : Optional.empty();
  }

  static Optional<String> timestampNotAfter(long microseconds, boolean pointInTime) {
    return timestamp(Math.floorDiv(microseconds, MICROSECONDS_IN_MILLISECOND), pointInTime);
  }

  static Optional<String> timestampNotBefore(long microseconds, boolean pointInTime) {
    return timestamp(-Math.floorDiv(-microseconds, MICROSECONDS_IN_MILLISECOND), pointInTime);
  }

  private static Optional<String> timestamp(long milliseconds, boolean pointInTime) {
    LocalDateTime time =
        LocalDateTime.ofInstant(Instant.ofEpochMilli(milliseconds), ZoneOffset.UTC);
    return isCommon(time.getYear())
        ? Optional.of(MILLISECONDS.format(time) + (pointInTime ? "Z" : ""))
        : Optional.empty();
  }

  private static boolean isCommon(int year) {
    return FIRST_YEAR <= year && year <= LAST_YEAR;
  }
}
