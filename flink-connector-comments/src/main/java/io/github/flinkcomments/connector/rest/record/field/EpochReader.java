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
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Reads a point in time that is counted from 1970 in UTC, from a number or a text with a number in
 * it, without rounding it.
 *
 * @param digits how many decimal digits the count is finer than seconds
 */
record EpochReader(int digits) {

  private static final int NANO_DIGITS = 9;

  /** Digits of the seconds that a point in time may have. */
  private static final int MAX_DIGITS = 17;

  Instant read(LogicalType type, JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (!token.isNumeric() && token != JsonToken.VALUE_STRING) {
      throw FieldReaders.mismatch(type, parser);
    }
    BigDecimal seconds;
    try {
      seconds = FractionReaders.exact(parser).movePointLeft(digits).stripTrailingZeros();
    } catch (NumberFormatException | ArithmeticException e) {
      throw FieldReaders.loss(type, parser, "is not a count of seconds or their parts");
    }
    // Compared before it is written out, which could take gigabytes.
    if (seconds.precision() - (long) seconds.scale() > MAX_DIGITS) {
      throw FieldReaders.loss(type, parser, "is out of its range");
    }
    if (seconds.scale() > NANO_DIGITS) {
      throw FieldReaders.loss(type, parser, "has a finer fraction of a second");
    }
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    try {
      return Instant.ofEpochSecond(
          whole.longValueExact(),
          seconds.subtract(whole).movePointRight(NANO_DIGITS).longValueExact());
    } catch (DateTimeException e) {
      throw FieldReaders.loss(type, parser, "is out of its range");
    }
  }
}
