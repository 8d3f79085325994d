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
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.record.json.FoundValue;
import java.io.IOException;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.CharType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.utils.LogicalTypeDefaultVisitor;

/** Makes the reader of a type, out of the readers of its parts if it is nested. */
@Internal
public final class FieldReaders extends LogicalTypeDefaultVisitor<FieldReader> {

  private final String path;
  private final ValueFormat format;
  private final TimeReaders times;

  private FieldReaders(String path, ValueFormat format) {
    this.path = path;
    this.format = format;
    this.times = new TimeReaders(format);
  }

  /**
   * Returns a reader for values of the given type, null included.
   *
   * @param path of the field, such as {@code a.b[]}, for messages
   * @param format how dates, times and numbers in it are written
   * @throws IllegalArgumentException if there is no way to read this type from JSON
   */
  public static FieldReader of(String path, LogicalType type, ValueFormat format) {
    FieldReader notNull = type.accept(new FieldReaders(path, format));
    return type.isNullable()
        ? parser -> parser.hasToken(JsonToken.VALUE_NULL) ? null : notNull.read(parser)
        : notNull;
  }

  /** Says that the current value does not have the given type. */
  static RecordFormatException mismatch(LogicalType type, JsonParser parser) throws IOException {
    return new RecordFormatException(
        "must be %s, but is %s".formatted(type.asSummaryString(), FoundValue.describe(parser)));
  }

  /** Says that the current value has the right type, but cannot be kept as it is. */
  static RecordFormatException loss(LogicalType type, JsonParser parser, String reason)
      throws IOException {
    return new RecordFormatException(
        "must be %s, but %s %s"
            .formatted(type.asSummaryString(), FoundValue.describe(parser), reason));
  }

  /** Returns the text of the current value, which must be a string. */
  static String requireText(LogicalType type, JsonParser parser) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw mismatch(type, parser);
    }
    return parser.getText();
  }

  @Override
  public FieldReader visit(BooleanType type) {
    return parser ->
        switch (parser.currentToken()) {
          case VALUE_TRUE -> true;
          case VALUE_FALSE -> false;
          case NOT_AVAILABLE,
              START_OBJECT,
              END_OBJECT,
              START_ARRAY,
              END_ARRAY,
              FIELD_NAME,
              VALUE_EMBEDDED_OBJECT,
              VALUE_STRING,
              VALUE_NUMBER_INT,
              VALUE_NUMBER_FLOAT,
              VALUE_NULL ->
              throw mismatch(type, parser);
        };
  }

  @Override
  public FieldReader visit(TinyIntType type) {
    return number(
        type, new IntegerReader(type, Byte.MIN_VALUE, Byte.MAX_VALUE, value -> (byte) value));
  }

  @Override
  public FieldReader visit(SmallIntType type) {
    return number(
        type, new IntegerReader(type, Short.MIN_VALUE, Short.MAX_VALUE, value -> (short) value));
  }

  @Override
  public FieldReader visit(IntType type) {
    return number(
        type, new IntegerReader(type, Integer.MIN_VALUE, Integer.MAX_VALUE, value -> (int) value));
  }

  @Override
  public FieldReader visit(BigIntType type) {
    return number(type, new IntegerReader(type, Long.MIN_VALUE, Long.MAX_VALUE, value -> value));
  }

  @Override
  public FieldReader visit(FloatType type) {
    return number(type, FractionReaders.ofFloat(type));
  }

  @Override
  public FieldReader visit(DoubleType type) {
    return number(type, FractionReaders.ofDouble(type));
  }

  @Override
  public FieldReader visit(DecimalType type) {
    return number(type, FractionReaders.ofDecimal(type));
  }

  @Override
  public FieldReader visit(CharType type) {
    return new TextReader(type, type.getLength(), type.getLength());
  }

  @Override
  public FieldReader visit(VarCharType type) {
    return new TextReader(type, 0, type.getLength());
  }

  @Override
  public FieldReader visit(BinaryType type) {
    return new BinaryReader(type, type.getLength(), type.getLength());
  }

  @Override
  public FieldReader visit(VarBinaryType type) {
    return new BinaryReader(type, 0, type.getLength());
  }

  @Override
  public FieldReader visit(DateType type) {
    return times.ofDate(type);
  }

  @Override
  public FieldReader visit(TimeType type) {
    return times.ofTime(type);
  }

  @Override
  public FieldReader visit(TimestampType type) {
    return times.ofTimestamp(type);
  }

  @Override
  public FieldReader visit(LocalZonedTimestampType type) {
    return times.ofInstant(type);
  }

  @Override
  public FieldReader visit(RowType type) {
    return new RowReader(path + ".", type, format);
  }

  @Override
  public FieldReader visit(ArrayType type) {
    return new ArrayReader(path, type, format);
  }

  @Override
  public FieldReader visit(MapType type) {
    if (!type.getKeyType().is(LogicalTypeFamily.CHARACTER_STRING)) {
      return defaultMethod(type);
    }
    return new MapReader(path, type, format);
  }

  private FieldReader number(LogicalType type, FieldReader reader) {
    return format.name().filter(name -> name == ValueFormat.Name.STRING).isPresent()
        ? new NumberInText(type, reader)
        : reader;
  }

  @Override
  protected FieldReader defaultMethod(LogicalType type) {
    throw new IllegalArgumentException(
        "Field '%s': Type %s cannot be read from JSON; declare the column as STRING and cast it."
            .formatted(path, type.asSummaryString()));
  }
}
