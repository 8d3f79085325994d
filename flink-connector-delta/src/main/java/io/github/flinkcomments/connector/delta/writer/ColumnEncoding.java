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
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import io.github.flinkcomments.connector.delta.log.schema.ColumnPath;
import io.github.flinkcomments.connector.delta.log.schema.StoredColumns;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;
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
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.utils.LogicalTypeDefaultVisitor;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * How the values of one column are stored, or of a part of one: their Parquet type, and the way
 * from a row into it.
 *
 * <p>The types are those of Delta's protocol: points in time as 64 bits of microseconds, decimals
 * in the smallest of 32 bits, 64 bits and a fixed number of bytes.
 */
record ColumnEncoding(Type type, ValueWriter writer) {

  /**
   * @param path of the column
   * @param stored the names and ids of Parquet types
   */
  static ColumnEncoding of(ColumnPath path, LogicalType type, StoredColumns stored) {
    ColumnEncoding encoding = type.accept(new ByType(path, stored));
    return stored.find(path).map(field -> encoding.withId(field.id())).orElse(encoding);
  }

  private ColumnEncoding withId(int id) {
    return new ColumnEncoding(type.withId(id), writer);
  }

  private static final class ByType extends LogicalTypeDefaultVisitor<ColumnEncoding> {

    private final ColumnPath path;
    private final StoredColumns stored;
    private final String name;

    ByType(ColumnPath path, StoredColumns stored) {
      this.path = path;
      this.stored = stored;
      this.name = stored.nameOf(path);
    }

    @Override
    public ColumnEncoding visit(BooleanType type) {
      return plain(
          type,
          PrimitiveTypeName.BOOLEAN,
          (row, position, consumer) -> consumer.addBoolean(row.getBoolean(position)));
    }

    @Override
    public ColumnEncoding visit(TinyIntType type) {
      return annotated(
          type,
          PrimitiveTypeName.INT32,
          intType(Byte.SIZE, true),
          (row, position, consumer) -> consumer.addInteger(row.getByte(position)));
    }

    @Override
    public ColumnEncoding visit(SmallIntType type) {
      return annotated(
          type,
          PrimitiveTypeName.INT32,
          intType(Short.SIZE, true),
          (row, position, consumer) -> consumer.addInteger(row.getShort(position)));
    }

    @Override
    public ColumnEncoding visit(IntType type) {
      return plain(
          type,
          PrimitiveTypeName.INT32,
          (row, position, consumer) -> consumer.addInteger(row.getInt(position)));
    }

    @Override
    public ColumnEncoding visit(BigIntType type) {
      return plain(
          type,
          PrimitiveTypeName.INT64,
          (row, position, consumer) -> consumer.addLong(row.getLong(position)));
    }

    @Override
    public ColumnEncoding visit(FloatType type) {
      return plain(
          type,
          PrimitiveTypeName.FLOAT,
          (row, position, consumer) -> consumer.addFloat(row.getFloat(position)));
    }

    @Override
    public ColumnEncoding visit(DoubleType type) {
      return plain(
          type,
          PrimitiveTypeName.DOUBLE,
          (row, position, consumer) -> consumer.addDouble(row.getDouble(position)));
    }

    @Override
    public ColumnEncoding visit(DecimalType type) {
      return DecimalEncoding.of(path, name, type);
    }

    @Override
    public ColumnEncoding visit(CharType type) {
      return string(type);
    }

    @Override
    public ColumnEncoding visit(VarCharType type) {
      return string(type);
    }

    @Override
    public ColumnEncoding visit(BinaryType type) {
      return binary(type);
    }

    @Override
    public ColumnEncoding visit(VarBinaryType type) {
      return binary(type);
    }

    @Override
    public ColumnEncoding visit(DateType type) {
      return annotated(
          type,
          PrimitiveTypeName.INT32,
          dateType(),
          (row, position, consumer) -> consumer.addInteger(row.getInt(position)));
    }

    @Override
    public ColumnEncoding visit(LocalZonedTimestampType type) {
      return microseconds(type, type.getPrecision(), true);
    }

    @Override
    public ColumnEncoding visit(TimestampType type) {
      return microseconds(type, type.getPrecision(), false);
    }

    @Override
    public ColumnEncoding visit(RowType type) {
      return NestedEncoding.of(path, type, stored);
    }

    @Override
    public ColumnEncoding visit(ArrayType type) {
      return NestedEncoding.of(path, type, stored);
    }

    @Override
    public ColumnEncoding visit(MapType type) {
      return NestedEncoding.of(path, type, stored);
    }

    @Override
    protected ColumnEncoding defaultMethod(LogicalType type) {
      throw new IllegalArgumentException(
          "Column '%s' has the type %s, which data files cannot hold."
              .formatted(path, type.asSummaryString()));
    }

    /**
     * Rows may be re-used by whoever hands them over, so Parquet must copy what it keeps. It takes
     * the bytes from where they are.
     */
    private ColumnEncoding string(LogicalType type) {
      return annotated(
          type,
          PrimitiveTypeName.BINARY,
          stringType(),
          (row, position, consumer) -> consumer.addBinary(bytes(row.getString(position))));
    }

    private static Binary bytes(StringData text) {
      if (text instanceof BinaryStringData binary) {
        binary.ensureMaterialized();
        MemorySegment[] segments = binary.getSegments();
        if (segments.length == 1 && !segments[0].isOffHeap()) {
          return Binary.fromReusedByteArray(
              segments[0].getArray(), binary.getOffset(), binary.getSizeInBytes());
        }
      }
      return Binary.fromReusedByteArray(text.toBytes());
    }

    private ColumnEncoding binary(LogicalType type) {
      return plain(
          type,
          PrimitiveTypeName.BINARY,
          (row, position, consumer) ->
              consumer.addBinary(Binary.fromReusedByteArray(row.getBinary(position))));
    }

    private ColumnEncoding microseconds(LogicalType type, int precision, boolean pointInTime) {
      ExactMicroseconds exact = new ExactMicroseconds(path);
      return annotated(
          type,
          PrimitiveTypeName.INT64,
          timestampType(pointInTime, TimeUnit.MICROS),
          (row, position, consumer) ->
              consumer.addLong(exact.of(row.getTimestamp(position, precision))));
    }

    private ColumnEncoding plain(
        LogicalType type, PrimitiveTypeName primitive, ValueWriter writer) {
      return new ColumnEncoding(Types.primitive(primitive, repetition(type)).named(name), writer);
    }

    private ColumnEncoding annotated(
        LogicalType type,
        PrimitiveTypeName primitive,
        LogicalTypeAnnotation annotation,
        ValueWriter writer) {
      return new ColumnEncoding(
          Types.primitive(primitive, repetition(type)).as(annotation).named(name), writer);
    }
  }

  static Repetition repetition(LogicalType type) {
    return type.isNullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
  }
}
