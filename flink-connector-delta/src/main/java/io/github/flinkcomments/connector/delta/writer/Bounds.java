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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;

/**
 * The smallest and the largest value of a column, in the words of the log. A bound may be wider
 * than the values, never narrower; where there is none that is right for every reader, there is
 * none.
 */
record Bounds(Optional<JsonNode> min, Optional<JsonNode> max) {

  private static final Bounds UNKNOWN = new Bounds(Optional.empty(), Optional.empty());

  static Bounds of(Statistics<?> statistics) {
    if (!statistics.hasNonNullValue()) {
      return UNKNOWN;
    }
    Object min = statistics.genericGetMin();
    Object max = statistics.genericGetMax();
    LogicalTypeAnnotation meaning = statistics.type().getLogicalTypeAnnotation();
    return switch (statistics.type().getPrimitiveTypeName()) {
      case INT32 -> ofInts((Integer) min, (Integer) max, meaning);
      case INT64 -> ofLongs((Long) min, (Long) max, meaning);
      case FLOAT -> ofFloats((Float) min, (Float) max);
      case DOUBLE -> ofDoubles((Double) min, (Double) max);
      case BINARY -> ofBytes((Binary) min, (Binary) max, meaning);
      case FIXED_LEN_BYTE_ARRAY -> ofDecimals((Binary) min, (Binary) max, meaning);
      case BOOLEAN, INT96 -> UNKNOWN;
    };
  }

  private static Bounds ofInts(int min, int max, LogicalTypeAnnotation meaning) {
    if (meaning instanceof DateLogicalTypeAnnotation) {
      return ofText(TemporalBounds.date(min), TemporalBounds.date(max));
    }
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return ofDecimals(BigInteger.valueOf(min), BigInteger.valueOf(max), decimal);
    }
    return exactly(IntNode.valueOf(min), IntNode.valueOf(max));
  }

  private static Bounds ofLongs(long min, long max, LogicalTypeAnnotation meaning) {
    if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
      boolean pointInTime = timestamp.isAdjustedToUTC();
      return ofText(
          TemporalBounds.timestampNotAfter(min, pointInTime),
          TemporalBounds.timestampNotBefore(max, pointInTime));
    }
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return ofDecimals(BigInteger.valueOf(min), BigInteger.valueOf(max), decimal);
    }
    return exactly(LongNode.valueOf(min), LongNode.valueOf(max));
  }

  /**
   * Readers disagree on where NaN stands, and JSON has no infinity. Some hold that -0.0 is less
   * than 0.0 and some that they are equal, so a bound that is zero is the outer one of the two.
   */
  private static Bounds ofFloats(float min, float max) {
    if (Float.isNaN(min) || Float.isNaN(max)) {
      return UNKNOWN;
    }
    float lower = min == 0 ? -0.0f : min;
    float upper = max == 0 ? 0.0f : max;
    return new Bounds(
        Optional.<JsonNode>of(FloatNode.valueOf(lower)).filter(bound -> Float.isFinite(min)),
        Optional.<JsonNode>of(FloatNode.valueOf(upper)).filter(bound -> Float.isFinite(max)));
  }

  private static Bounds ofDoubles(double min, double max) {
    if (Double.isNaN(min) || Double.isNaN(max)) {
      return UNKNOWN;
    }
    double lower = min == 0 ? -0.0 : min;
    double upper = max == 0 ? 0.0 : max;
    return new Bounds(
        Optional.<JsonNode>of(DoubleNode.valueOf(lower)).filter(bound -> Double.isFinite(min)),
        Optional.<JsonNode>of(DoubleNode.valueOf(upper)).filter(bound -> Double.isFinite(max)));
  }

  private static Bounds ofBytes(Binary min, Binary max, LogicalTypeAnnotation meaning) {
    if (!(meaning instanceof StringLogicalTypeAnnotation)) {
      return UNKNOWN;
    }
    return ofText(
        text(min).map(StringBounds::notAfter), text(max).flatMap(StringBounds::notBefore));
  }

  /** Bytes that are not UTF-8 would come out as other characters, which sort elsewhere. */
  private static Optional<String> text(Binary value) {
    try {
      ByteBuffer bytes = value.toByteBuffer();
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Bounds ofDecimals(Binary min, Binary max, LogicalTypeAnnotation meaning) {
    return ofDecimals(
        new BigInteger(min.getBytes()),
        new BigInteger(max.getBytes()),
        (DecimalLogicalTypeAnnotation) meaning);
  }

  private static Bounds ofDecimals(
      BigInteger min, BigInteger max, DecimalLogicalTypeAnnotation meaning) {
    Function<BigInteger, JsonNode> decimal =
        unscaled -> DecimalNode.valueOf(new BigDecimal(unscaled, meaning.getScale()));
    return exactly(decimal.apply(min), decimal.apply(max));
  }

  private static Bounds ofText(Optional<String> min, Optional<String> max) {
    return new Bounds(min.map(TextNode::valueOf), max.map(TextNode::valueOf));
  }

  private static Bounds exactly(JsonNode min, JsonNode max) {
    return new Bounds(Optional.of(min), Optional.of(max));
  }
}
