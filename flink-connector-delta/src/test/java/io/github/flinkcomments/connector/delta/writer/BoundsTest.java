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

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.parquet.column.statistics.BooleanStatistics;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.FloatStatistics;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BoundsTest {

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(ints(null, -1, 2), "-1 2"),
        Arguments.of(ints(dateType(), -1, 0), "\"1969-12-31\" \"1970-01-01\""),
        Arguments.of(ints(dateType(), -1_000_000, 0), "none \"1970-01-01\""),
        Arguments.of(ints(decimalType(2, 9), -150, 25), "-1.50 0.25"),
        Arguments.of(longs(null, Long.MIN_VALUE, 7), "-9223372036854775808 7"),
        Arguments.of(longs(decimalType(3, 18), -1, 1_000), "-0.001 1.000"),
        Arguments.of(
            longs(timestampType(true, TimeUnit.MICROS), 1, 1_001),
            "\"1970-01-01T00:00:00.000Z\" \"1970-01-01T00:00:00.002Z\""),
        Arguments.of(
            longs(timestampType(false, TimeUnit.MICROS), 1, 1_001),
            "\"1970-01-01T00:00:00.000\" \"1970-01-01T00:00:00.002\""),
        Arguments.of(texts("a", "b"), "\"a\" \"b\""),
        Arguments.of(
            texts("a".repeat(33), "b".repeat(33)),
            "\"%s\" \"%sc\"".formatted("a".repeat(32), "b".repeat(31))),
        Arguments.of(decimals(-12_345, 67), "-123.45 0.67"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesAreSpelledByTheirType(Statistics<?> statistics, String bounds) {
    assertThat(bounds(statistics)).isEqualTo(bounds);
  }

  /** The outer one of the two zeros, whatever order a reader has for them. */
  @ParameterizedTest
  @CsvSource({
    "-1.5, 2.5, -1.5 2.5",
    "0.0, -0.0, -0.0 0.0",
    "-Infinity, 1.5, none 1.5",
    "1.5, Infinity, 1.5 none",
    "NaN, 1.5, none none",
    "1.5, NaN, none none"
  })
  void numbersHaveTheBoundsThatAllReadersAgreeOn(double min, double max, String bounds) {
    DoubleStatistics doubles = (DoubleStatistics) statistics(DOUBLE, null);
    doubles.setMinMax(min, max);
    assertThat(bounds(doubles)).isEqualTo(bounds);
    FloatStatistics floats = (FloatStatistics) statistics(FLOAT, null);
    floats.setMinMax((float) min, (float) max);
    assertThat(bounds(floats)).isEqualTo(bounds);
  }

  @Test
  void otherTypesHaveNone() {
    BooleanStatistics booleans = (BooleanStatistics) statistics(BOOLEAN, null);
    booleans.setMinMax(false, true);
    assertThat(bounds(booleans)).isEqualTo("none none");
    assertThat(bounds(bytes(null, new byte[] {'a'}, new byte[] {'b'}))).isEqualTo("none none");
  }

  @Test
  void bytesThatAreNoTextHaveNone() {
    byte[] broken = {(byte) 0xF8, 'x'};
    assertThat(bounds(bytes(stringType(), new byte[] {'a'}, broken))).isEqualTo("\"a\" none");
    byte[] brokenToo = {'a', (byte) 0xF8};
    assertThat(bounds(bytes(stringType(), brokenToo, new byte[] {'b'}))).isEqualTo("none \"b\"");
  }

  @Test
  void nothingButNullHasNone() {
    Statistics<?> nulls = statistics(INT32, null);
    nulls.incrementNumNulls(3);
    assertThat(bounds(nulls)).isEqualTo("none none");
  }

  private static String bounds(Statistics<?> statistics) {
    Bounds bounds = Bounds.of(statistics);
    return bounds.min().map(Object::toString).orElse("none")
        + " "
        + bounds.max().map(Object::toString).orElse("none");
  }

  private static Statistics<?> statistics(PrimitiveTypeName type, LogicalTypeAnnotation meaning) {
    return Statistics.createStats(Types.optional(type).as(meaning).named("c"));
  }

  private static Statistics<?> ints(LogicalTypeAnnotation meaning, int min, int max) {
    IntStatistics ints = (IntStatistics) statistics(INT32, meaning);
    ints.setMinMax(min, max);
    return ints;
  }

  private static Statistics<?> longs(LogicalTypeAnnotation meaning, long min, long max) {
    LongStatistics longs = (LongStatistics) statistics(INT64, meaning);
    longs.setMinMax(min, max);
    return longs;
  }

  private static Statistics<?> texts(String min, String max) {
    return bytes(
        stringType(), min.getBytes(StandardCharsets.UTF_8), max.getBytes(StandardCharsets.UTF_8));
  }

  private static Statistics<?> bytes(LogicalTypeAnnotation meaning, byte[] min, byte[] max) {
    Statistics<?> bytes = statistics(BINARY, meaning);
    bytes.updateStats(Binary.fromConstantByteArray(min));
    bytes.updateStats(Binary.fromConstantByteArray(max));
    return bytes;
  }

  private static Statistics<?> decimals(long min, long max) {
    Statistics<?> decimals =
        Statistics.createStats(
            Types.optional(FIXED_LEN_BYTE_ARRAY).length(16).as(decimalType(2, 38)).named("c"));
    decimals.updateStats(fixed(min));
    decimals.updateStats(fixed(max));
    return decimals;
  }

  private static Binary fixed(long unscaled) {
    byte[] bytes = new byte[16];
    byte[] value = BigInteger.valueOf(unscaled).toByteArray();
    Arrays.fill(bytes, 0, 16 - value.length, (byte) (unscaled < 0 ? -1 : 0));
    System.arraycopy(value, 0, bytes, 16 - value.length, value.length);
    return Binary.fromConstantByteArray(bytes);
  }
}
