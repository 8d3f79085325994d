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

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;

import io.github.flinkcomments.connector.delta.log.schema.ColumnPath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.PrimitiveBuilder;

/** Decimals take the smallest Parquet type that holds all values of their precision. */
final class DecimalEncoding {

  private static final int MOST_DIGITS_IN_INT = 9;
  private static final int MOST_DIGITS_IN_LONG = 18;

  private DecimalEncoding() {}

  static ColumnEncoding of(ColumnPath path, String name, DecimalType type) {
    int precision = type.getPrecision();
    ExactDecimal exact = new ExactDecimal(path, precision, type.getScale());
    if (precision <= MOST_DIGITS_IN_INT) {
      return encoding(
          name,
          type,
          builder(type, PrimitiveTypeName.INT32),
          (row, position, consumer) ->
              consumer.addInteger(Math.toIntExact(exact.compact(row, position))));
    }
    if (precision <= MOST_DIGITS_IN_LONG) {
      return encoding(
          name,
          type,
          builder(type, PrimitiveTypeName.INT64),
          (row, position, consumer) -> consumer.addLong(exact.compact(row, position)));
    }
    int length = bytesFor(precision);
    return encoding(
        name,
        type,
        builder(type, PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY).length(length),
        (row, position, consumer) ->
            consumer.addBinary(
                Binary.fromConstantByteArray(signExtended(exact.at(row, position), length))));
  }

  private static PrimitiveBuilder<PrimitiveType> builder(
      DecimalType type, PrimitiveTypeName primitive) {
    return Types.primitive(primitive, ColumnEncoding.repetition(type));
  }

  private static ColumnEncoding encoding(
      String name, DecimalType type, PrimitiveBuilder<PrimitiveType> builder, ValueWriter writer) {
    return new ColumnEncoding(
        builder.as(decimalType(type.getScale(), type.getPrecision())).named(name), writer);
  }

  private static int bytesFor(int precision) {
    BigInteger largest = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
    return largest.bitLength() / Byte.SIZE + 1;
  }

  /** Two's complement, the highest byte first. */
  private static byte[] signExtended(BigDecimal decimal, int length) {
    byte[] unscaled = decimal.unscaledValue().toByteArray();
    byte[] extended = new byte[length];
    byte sign = (byte) (unscaled[0] < 0 ? -1 : 0);
    Arrays.fill(extended, 0, length - unscaled.length, sign);
    System.arraycopy(unscaled, 0, extended, length - unscaled.length, unscaled.length);
    return extended;
  }
}
