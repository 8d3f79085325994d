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
package io.github.flinkcomments.connector.delta.log.schema;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.CharType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.utils.LogicalTypeDefaultVisitor;

/**
 * The Delta type of a column, for every type that Delta has: flat ones, and rows, arrays and maps
 * of them and of each other.
 *
 * <p>{@code TIMESTAMP_LTZ} is Delta's {@code timestamp}, a point in time. {@code TIMESTAMP} is
 * {@code timestamp_ntz}, a table feature that older readers refuse. Delta keeps no lengths: {@code
 * CHAR(n)} and {@code VARCHAR(n)} become {@code string}, {@code BINARY(n)} becomes {@code binary}.
 */
@Internal
public final class DeltaTypes extends LogicalTypeDefaultVisitor<DataType> {

  /** Delta counts in microseconds. */
  private static final int MOST_FRACTIONAL_DIGITS = 6;

  private final String path;

  private DeltaTypes(String path) {
    this.path = path;
  }

  /**
   * The type in which Delta stores values of a type of Flink.
   *
   * @param path of the column, such as {@code a.b.element}, for messages
   * @throws DeltaTableException.IncompatibleSchema if Delta has no type for it
   */
  public static DataType of(String path, LogicalType type) {
    return type.accept(new DeltaTypes(path));
  }

  /**
   * The type of all columns, or of the fields of one.
   *
   * @param prefix of their paths: nothing, or the path of the one and a dot
   * @throws DeltaTableException.IncompatibleSchema if Delta has no type for one of them
   */
  static StructType ofFields(String prefix, RowType rowType) {
    Set<String> names = new HashSet<>();
    List<StructField> fields = new ArrayList<>();
    for (RowType.RowField field : rowType.getFields()) {
      String path = prefix + field.getName();
      if (!names.add(field.getName().toLowerCase(Locale.ROOT))) {
        throw new DeltaTableException.IncompatibleSchema(
            "Column '%s' is there twice; Delta tables do not tell upper from lower case in names: rename one."
                .formatted(path));
      }
      fields.add(
          new StructField(
              field.getName(), of(path, field.getType()), field.getType().isNullable()));
    }
    return new StructType(fields);
  }

  @Override
  public DataType visit(org.apache.flink.table.types.logical.BooleanType type) {
    return BooleanType.BOOLEAN;
  }

  @Override
  public DataType visit(TinyIntType type) {
    return ByteType.BYTE;
  }

  @Override
  public DataType visit(SmallIntType type) {
    return ShortType.SHORT;
  }

  @Override
  public DataType visit(IntType type) {
    return IntegerType.INTEGER;
  }

  @Override
  public DataType visit(BigIntType type) {
    return LongType.LONG;
  }

  @Override
  public DataType visit(org.apache.flink.table.types.logical.FloatType type) {
    return FloatType.FLOAT;
  }

  @Override
  public DataType visit(org.apache.flink.table.types.logical.DoubleType type) {
    return DoubleType.DOUBLE;
  }

  @Override
  public DataType visit(DecimalType type) {
    return new io.delta.kernel.types.DecimalType(type.getPrecision(), type.getScale());
  }

  @Override
  public DataType visit(CharType type) {
    return StringType.STRING;
  }

  @Override
  public DataType visit(VarCharType type) {
    return StringType.STRING;
  }

  @Override
  public DataType visit(org.apache.flink.table.types.logical.BinaryType type) {
    return BinaryType.BINARY;
  }

  @Override
  public DataType visit(VarBinaryType type) {
    return BinaryType.BINARY;
  }

  @Override
  public DataType visit(org.apache.flink.table.types.logical.DateType type) {
    return DateType.DATE;
  }

  @Override
  public DataType visit(LocalZonedTimestampType type) {
    requireMicroseconds(type, type.getPrecision());
    return TimestampType.TIMESTAMP;
  }

  @Override
  public DataType visit(org.apache.flink.table.types.logical.TimestampType type) {
    requireMicroseconds(type, type.getPrecision());
    return TimestampNTZType.TIMESTAMP_NTZ;
  }

  @Override
  public DataType visit(RowType type) {
    if (type.getFieldCount() == 0) {
      throw new DeltaTableException.IncompatibleSchema(
          "Column '%s' is a row without fields, which data files cannot hold: leave it out."
              .formatted(path));
    }
    return ofFields(path + ".", type);
  }

  @Override
  public DataType visit(org.apache.flink.table.types.logical.ArrayType type) {
    LogicalType element = type.getElementType();
    return new ArrayType(of(path + ".element", element), element.isNullable());
  }

  @Override
  public DataType visit(org.apache.flink.table.types.logical.MapType type) {
    LogicalType value = type.getValueType();
    return new MapType(
        of(path + ".key", type.getKeyType()), of(path + ".value", value), value.isNullable());
  }

  private void requireMicroseconds(LogicalType type, int precision) {
    if (precision > MOST_FRACTIONAL_DIGITS) {
      throw new DeltaTableException.IncompatibleSchema(
          "Column '%s' has the type %s, but Delta tables keep microseconds: declare it with a precision of at most %d, or CAST it."
              .formatted(path, type.asSummaryString(), MOST_FRACTIONAL_DIGITS));
    }
  }

  @Override
  protected DataType defaultMethod(LogicalType type) {
    throw new DeltaTableException.IncompatibleSchema(
        "Column '%s' has the type %s, which cannot be stored in a Delta table; CAST it to a type that it has, such as STRING or BIGINT."
            .formatted(path, type.asSummaryString()));
  }
}
