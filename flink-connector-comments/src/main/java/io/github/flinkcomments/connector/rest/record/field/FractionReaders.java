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
import java.math.BigDecimal;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.LogicalType;

/** Readers of numbers that need not be whole. */
final class FractionReaders {

  private FractionReaders() {}

  /** The nearest FLOAT, as is the nature of the type; but never infinity. */
  static FieldReader ofFloat(FloatType type) {
    return parser -> {
      requireNumber(type, parser);
      float value = Float.parseFloat(parser.getText());
      if (Float.isInfinite(value)) {
        throw FieldReaders.loss(type, parser, "is out of its range");
      }
      return value;
    };
  }

  /** The nearest DOUBLE, as is the nature of the type; but never infinity. */
  static FieldReader ofDouble(DoubleType type) {
    return parser -> {
      requireNumber(type, parser);
      double value = parser.getDoubleValue();
      if (Double.isInfinite(value)) {
        throw FieldReaders.loss(type, parser, "is out of its range");
      }
      return value;
    };
  }

  /** The very number, or an error: nothing is rounded. */
  static FieldReader ofDecimal(DecimalType type) {
    int precision = type.getPrecision();
    int scale = type.getScale();
    return parser -> {
      requireNumber(type, parser);
      BigDecimal value = decimal(type, parser).stripTrailingZeros();
      // Compared before it is rescaled: a number like 1e999999999 would take gigabytes to write
      // out.
      long wholeDigits = (long) value.precision() - value.scale();
      if (value.scale() > scale || (value.signum() != 0 && wholeDigits > precision - scale)) {
        throw FieldReaders.loss(type, parser, "has more digits than that");
      }
      return DecimalData.fromBigDecimal(value.setScale(scale), precision, scale);
    };
  }

  /**
   * The very number of the current token.
   *
   * @throws NumberFormatException if its exponent has more than about ten digits. The parser's own
   *     conversion would make that a broken document.
   */
  static BigDecimal exact(JsonParser parser) throws IOException {
    return new BigDecimal(parser.getText());
  }

  private static BigDecimal decimal(DecimalType type, JsonParser parser) throws IOException {
    try {
      return exact(parser);
    } catch (NumberFormatException e) {
      throw FieldReaders.loss(type, parser, "is out of its range");
    }
  }

  private static void requireNumber(LogicalType type, JsonParser parser) throws IOException {
    if (!parser.currentToken().isNumeric()) {
      throw FieldReaders.mismatch(type, parser);
    }
  }
}
