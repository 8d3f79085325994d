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

import io.github.flinkcomments.connector.delta.log.schema.ColumnPath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;

/**
 * Decimals of a column as numbers of its smallest unit. A program may hand over one of another
 * scale or with more digits than the column has: it is converted if that changes nothing, and
 * refused otherwise.
 *
 * @param path of the column, for messages
 */
record ExactDecimal(ColumnPath path, int precision, int scale) {

  /** For a precision of at most {@link DecimalData#MAX_COMPACT_PRECISION}. */
  long compact(RowData row, int position) {
    // A serialized row holds that number, as its column's type has it.
    long unscaled =
        row instanceof BinaryRowData
            ? row.getLong(position)
            : at(row, position).unscaledValue().longValueExact();
    if (unscaled <= -limit() || unscaled >= limit()) {
      throw refused(BigDecimal.valueOf(unscaled, scale));
    }
    return unscaled;
  }

  private long limit() {
    return POWERS_OF_TEN[precision];
  }

  BigDecimal at(RowData row, int position) {
    return of(row.getDecimal(position, precision, scale));
  }

  /** The value with the scale of the column. */
  BigDecimal of(DecimalData value) {
    BigDecimal decimal = value.toBigDecimal();
    try {
      BigDecimal scaled = decimal.setScale(scale, RoundingMode.UNNECESSARY);
      if (scaled.precision() <= precision) {
        return scaled;
      }
    } catch (ArithmeticException e) {
      // It has digits beyond the scale.
    }
    throw refused(decimal);
  }

  private UnwritableRowException refused(BigDecimal value) {
    return new UnwritableRowException(
        "A row has %s in column '%s', which is not exact in its type DECIMAL(%d, %d): round it, filter such rows out, or declare the column with more digits."
            .formatted(value.toPlainString(), path, precision, scale));
  }

  private static final long[] POWERS_OF_TEN = powersOfTen();

  private static long[] powersOfTen() {
    long[] powers = new long[19];
    BigInteger power = BigInteger.ONE;
    for (int exponent = 0; exponent < powers.length; exponent++) {
      powers[exponent] = power.longValueExact();
      power = power.multiply(BigInteger.TEN);
    }
    return powers;
  }
}
