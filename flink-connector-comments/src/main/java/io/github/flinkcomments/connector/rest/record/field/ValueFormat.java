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

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * How the values of a column are written, where JSON has several ways: dates and times, and numbers
 * in texts.
 *
 * @param text one of the names below, or a pattern of {@link DateTimeFormatter}
 */
@PublicEvolving
public record ValueFormat(String text) implements Serializable {

  /** Dates and times in ISO 8601, numbers as numbers. */
  public static final ValueFormat DEFAULT = new ValueFormat(Name.ISO.text);

  /** The formats that have a name. */
  enum Name {
    /** {@code 2026-01-31T23:59:59.999Z}. */
    ISO("iso"),
    /** Seconds since 1970 in UTC, perhaps with a fraction. */
    EPOCH_SECONDS("epoch-seconds"),
    /** Milliseconds since 1970 in UTC, perhaps with a fraction. */
    EPOCH_MILLIS("epoch-millis"),
    /** Microseconds since 1970 in UTC, perhaps with a fraction. */
    EPOCH_MICROS("epoch-micros"),
    /** {@code Sat, 31 Jan 2026 23:59:59 GMT}. */
    RFC_1123("rfc-1123"),
    /** Numbers in texts, such as {@code "12.50"}. */
    STRING("string");

    private final String text;

    Name(String text) {
      this.text = text;
    }
  }

  private static final ZonedDateTime EXAMPLE =
      ZonedDateTime.of(2026, 11, 23, 21, 34, 56, 0, ZoneOffset.UTC);

  /** The name, if it is one and not a pattern. */
  Optional<Name> name() {
    return Arrays.stream(Name.values()).filter(name -> name.text.equals(text)).findAny();
  }

  /**
   * The formatter of a pattern.
   *
   * @throws IllegalArgumentException if it is not a valid pattern
   */
  DateTimeFormatter pattern() {
    return DateTimeFormatter.ofPattern(text, Locale.ENGLISH);
  }

  /**
   * Checks that values in this format can be of a type.
   *
   * @throws IllegalArgumentException that says, as a clause, why they cannot
   */
  public void requireFits(LogicalType type) {
    if (equals(DEFAULT)) {
      return;
    }
    Optional<Name> name = name();
    if (name.isPresent() && name.get() == Name.STRING) {
      requireAny(type, "has no numbers", LogicalTypeFamily.NUMERIC);
      return;
    }
    requireAny(type, "has no dates or times", LogicalTypeFamily.DATETIME);
    if (name.isEmpty()) {
      requirePattern(type);
    } else if (has(type, LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE)) {
      throw new IllegalArgumentException(
          "a TIME of the day cannot be written so; use a pattern, such as HH:mm");
    }
  }

  private static void requireAny(LogicalType type, String lack, LogicalTypeFamily family) {
    if (!has(type, family)) {
      throw new IllegalArgumentException("its type " + type.asSummaryString() + " " + lack);
    }
  }

  private void requirePattern(LogicalType type) {
    TemporalAccessor example = parsedExample();
    boolean zone = example.isSupported(ChronoField.INSTANT_SECONDS);
    boolean dateTime =
        example.isSupported(ChronoField.EPOCH_DAY) && example.isSupported(ChronoField.NANO_OF_DAY);
    if (has(type, LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE) && !zone) {
      throw new IllegalArgumentException(
          "a TIMESTAMP_LTZ needs a date, a time and a zone, such as yyyy-MM-dd HH:mm:ssX; declare the column as TIMESTAMP if there is no zone");
    }
    if (has(type, LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE) && (zone || !dateTime)) {
      throw new IllegalArgumentException(
          "a TIMESTAMP needs a date and a time without a zone, such as yyyy-MM-dd HH:mm:ss; declare the column as TIMESTAMP_LTZ if there is a zone");
    }
    if (has(type, LogicalTypeRoot.DATE) && !example.isSupported(ChronoField.EPOCH_DAY)) {
      throw new IllegalArgumentException("a DATE needs year, month and day, such as dd.MM.yyyy");
    }
    if (has(type, LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE)
        && !example.isSupported(ChronoField.NANO_OF_DAY)) {
      throw new IllegalArgumentException("a TIME needs an hour at least, such as HH:mm");
    }
  }

  private TemporalAccessor parsedExample() {
    try {
      DateTimeFormatter formatter = pattern();
      return formatter.parse(formatter.format(EXAMPLE));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(
          "it is neither a pattern of java.time nor one of "
              + Arrays.stream(Name.values())
                  .map(name -> name.text)
                  .collect(Collectors.joining(", ")),
          e);
    }
  }

  private static boolean has(LogicalType type, LogicalTypeFamily family) {
    return type.is(family) || type.getChildren().stream().anyMatch(child -> has(child, family));
  }

  private static boolean has(LogicalType type, LogicalTypeRoot root) {
    return type.is(root) || type.getChildren().stream().anyMatch(child -> has(child, root));
  }
}
