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
package io.github.flinkcomments.connector.rest.record;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.function.Function;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;

/**
 * Readers of dates and times in ISO 8601. A finer fraction of a second than the type holds is an
 * error.
 */
final class TimeReaders {

  /** Flink keeps a TIME in milliseconds, whatever its precision. */
  private static final int TIME_DIGITS = 3;

  private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
  private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);
  private static final String OUT_OF_RANGE = "is out of its range";

  private TimeReaders() {}

  /** {@code 2026-01-31} */
  static FieldReader ofDate(DateType type) {
    return parser -> {
      long day = parse(type, parser, LocalDate::parse).toEpochDay();
      if (day != (int) day) {
        throw FieldReaders.loss(type, parser, OUT_OF_RANGE);
      }
      return (int) day;
    };
  }

  /** {@code 23:59:59.999} */
  static FieldReader ofTime(TimeType type) {
    int digits = Math.min(type.getPrecision(), TIME_DIGITS);
    return parser -> {
      LocalTime time = parse(type, parser, LocalTime::parse);
      requireFraction(time, digits, type, parser);
      return time.get(ChronoField.MILLI_OF_DAY);
    };
  }

  /** {@code 2026-01-31T23:59:59.999}, without a zone. */
  static FieldReader ofTimestamp(TimestampType type) {
    return parser -> {
      LocalDateTime dateTime = parse(type, parser, LocalDateTime::parse);
      requireFraction(dateTime, type.getPrecision(), type, parser);
      return toTimestamp(dateTime.toInstant(ZoneOffset.UTC), type, parser);
    };
  }

  /** {@code 2026-01-31T23:59:59.999Z}, or with an offset like {@code +02:00} instead of the Z. */
  static FieldReader ofInstant(LocalZonedTimestampType type) {
    return parser -> {
      OffsetDateTime dateTime = parse(type, parser, OffsetDateTime::parse);
      requireFraction(dateTime, type.getPrecision(), type, parser);
      return toTimestamp(dateTime.toInstant(), type, parser);
    };
  }

  private static <T> T parse(LogicalType type, JsonParser parser, Function<String, T> parsing)
      throws IOException {
    String text = FieldReaders.requireText(type, parser);
    try {
      return parsing.apply(text);
    } catch (DateTimeException e) {
      throw FieldReaders.loss(type, parser, "is not such a value in ISO 8601");
    }
  }

  /** Flink counts milliseconds in 64 bits, and the count would wrap round without a word. */
  private static TimestampData toTimestamp(Instant instant, LogicalType type, JsonParser parser)
      throws IOException {
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw FieldReaders.loss(type, parser, OUT_OF_RANGE);
    }
    return TimestampData.fromInstant(instant);
  }

  private static void requireFraction(
      TemporalAccessor time, int digits, LogicalType type, JsonParser parser) throws IOException {
    int nanos = time.get(ChronoField.NANO_OF_SECOND);
    long unit = Math.round(Math.pow(10, 9 - digits));
    if (nanos % unit != 0) {
      throw FieldReaders.loss(type, parser, "has a finer fraction of a second");
    }
  }
}
