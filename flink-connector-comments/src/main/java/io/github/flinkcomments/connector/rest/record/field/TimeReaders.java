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
package io.github.flinkcomments.connector.rest.record.field;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;

/**
 * Readers of dates and times in one {@link ValueFormat}. A finer fraction of a second than the type
 * holds is an error, and so is a time of the day for a date. What counts from 1970, or is written
 * as in RFC 1123, is a point in time: as a date or a time without a zone it is the one in UTC.
 */
final class TimeReaders {

  /** Flink keeps a TIME in milliseconds, whatever its precision. */
  private static final int TIME_DIGITS = 3;

  private static final int HOURS_PER_DAY = 24;

  private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
  private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);
  private static final String OUT_OF_RANGE = "is out of its range";

  /** ISO 8601 as some write it: with a space for the T, or in small letters. */
  private static final DateTimeFormatter LOOSE_TIMESTAMP =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .toFormatter();

  /** The same with the offset of a zone, which may lack its colon or its minutes. */
  private static final DateTimeFormatter LOOSE_INSTANT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(LOOSE_TIMESTAMP)
          .appendPattern("[' '][XXX][XX][X]")
          .toFormatter();

  /** Reads a point in time, from where a parser stands. */
  private interface InstantReader {
    Instant read(LogicalType type, JsonParser parser) throws IOException;
  }

  /** Where the format gives points in time. */
  private final Optional<InstantReader> instants;

  /** Where the format is a pattern. */
  private final Optional<DateTimeFormatter> pattern;

  private final String misfit;

  TimeReaders(ValueFormat format) {
    ValueFormat.Name name = format.name().orElse(null);
    if (name == null) {
      instants = Optional.empty();
      pattern = Optional.of(format.pattern());
      misfit = "is not written as " + format.text();
      return;
    }
    pattern = Optional.empty();
    misfit = "is not such a value in ISO 8601";
    instants =
        switch (name) {
          case ISO, STRING -> Optional.empty();
          case EPOCH_SECONDS -> Optional.of(new EpochReader(0)::read);
          case EPOCH_MILLIS -> Optional.of(new EpochReader(3)::read);
          case EPOCH_MICROS -> Optional.of(new EpochReader(6)::read);
          case RFC_1123 ->
              Optional.of(
                  (type, parser) ->
                      parse(type, parser, "is not a time as in RFC 1123", TimeReaders::rfc1123));
        };
  }

  /** {@code 2026-01-31}. */
  FieldReader ofDate(DateType type) {
    return parser -> {
      long day = instants.isPresent() ? dayOf(type, parser) : localDate(type, parser).toEpochDay();
      if (day != (int) day) {
        throw FieldReaders.loss(type, parser, OUT_OF_RANGE);
      }
      return (int) day;
    };
  }

  private long dayOf(DateType type, JsonParser parser) throws IOException {
    LocalDateTime dateTime =
        instants.get().read(type, parser).atOffset(ZoneOffset.UTC).toLocalDateTime();
    if (!dateTime.toLocalTime().equals(LocalTime.MIDNIGHT)) {
      throw FieldReaders.loss(type, parser, "has a time of the day");
    }
    return dateTime.toLocalDate().toEpochDay();
  }

  private LocalDate localDate(DateType type, JsonParser parser) throws IOException {
    return parse(type, parser, misfit, parsing(LocalDate::parse, LocalDate::from));
  }

  /** {@code 23:59:59.999}. */
  FieldReader ofTime(TimeType type) {
    int digits = Math.min(type.getPrecision(), TIME_DIGITS);
    return parser -> {
      LocalTime time = parse(type, parser, misfit, parsing(LocalTime::parse, LocalTime::from));
      requireFraction(time, digits, type, parser);
      return time.get(ChronoField.MILLI_OF_DAY);
    };
  }

  /** {@code 2026-01-31T23:59:59.999}, without a zone. */
  FieldReader ofTimestamp(TimestampType type) {
    return parser -> {
      Instant instant =
          instants.isPresent()
              ? instants.get().read(type, parser)
              : parse(type, parser, misfit, parsing(TimeReaders::isoTimestamp, LocalDateTime::from))
                  .toInstant(ZoneOffset.UTC);
      return toTimestamp(instant, type.getPrecision(), type, parser);
    };
  }

  /** {@code 2026-01-31T23:59:59.999Z}, or with an offset like {@code +02:00} instead of the Z. */
  FieldReader ofInstant(LocalZonedTimestampType type) {
    return parser -> {
      Instant instant =
          instants.isPresent()
              ? instants.get().read(type, parser)
              : parse(type, parser, misfit, parsing(TimeReaders::isoInstant, Instant::from));
      return toTimestamp(instant, type.getPrecision(), type, parser);
    };
  }

  private <T> Function<String, T> parsing(
      Function<String, T> iso, Function<TemporalAccessor, T> query) {
    return pattern
        .<Function<String, T>>map(formatter -> text -> query.apply(asWritten(formatter, text)))
        .orElse(iso);
  }

  /**
   * Parses a text as what it says, or not at all: a formatter takes 31 February for the last day of
   * that month, and 24:00 without a date for the beginning of the day.
   */
  private static TemporalAccessor asWritten(DateTimeFormatter formatter, String text) {
    TemporalAccessor value = formatter.parse(text);
    TemporalAccessor written = formatter.parseUnresolved(text, new ParsePosition(0));
    boolean atMidnight =
        written.isSupported(ChronoField.HOUR_OF_DAY)
            && written.getLong(ChronoField.HOUR_OF_DAY) == HOURS_PER_DAY;
    boolean sameDay =
        !written.isSupported(ChronoField.DAY_OF_MONTH)
            || !value.isSupported(ChronoField.EPOCH_DAY)
            || LocalDate.from(value).minusDays(atMidnight ? 1 : 0).getDayOfMonth()
                == written.getLong(ChronoField.DAY_OF_MONTH);
    if (!sameDay || !value.query(DateTimeFormatter.parsedExcessDays()).isZero()) {
      throw new DateTimeException("There is no such day, or time of the day: " + text);
    }
    return value;
  }

  private static LocalDateTime isoTimestamp(String text) {
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeException e) {
      return LocalDateTime.from(asWritten(LOOSE_TIMESTAMP, text));
    }
  }

  private static Instant isoInstant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return Instant.from(asWritten(LOOSE_INSTANT, text));
    }
  }

  private static Instant rfc1123(String text) {
    return Instant.from(asWritten(DateTimeFormatter.RFC_1123_DATE_TIME, text));
  }

  private static <T> T parse(
      LogicalType type, JsonParser parser, String misfit, Function<String, T> parsing)
      throws IOException {
    String text = FieldReaders.requireText(type, parser);
    try {
      return parsing.apply(text);
    } catch (DateTimeException e) {
      throw FieldReaders.loss(type, parser, misfit);
    }
  }

  /** Flink counts milliseconds in 64 bits, and the count would wrap round without a word. */
  private static TimestampData toTimestamp(
      Instant instant, int digits, LogicalType type, JsonParser parser) throws IOException {
    requireFraction(instant, digits, type, parser);
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
