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
package io.github.flinkcomments.examples.table;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Values of a table as people read them. */
final class CellText {

  private CellText() {}

  static String of(ColumnVector column, int row) {
    if (column.isNullAt(row)) {
      return "";
    }
    DataType type = column.getDataType();
    if (type instanceof StringType) {
      return column.getString(row);
    } else if (type instanceof IntegerType) {
      return String.valueOf(column.getInt(row));
    } else if (type instanceof LongType) {
      return String.valueOf(column.getLong(row));
    } else if (type instanceof ShortType) {
      return String.valueOf(column.getShort(row));
    } else if (type instanceof ByteType) {
      return String.valueOf(column.getByte(row));
    } else if (type instanceof BooleanType) {
      return String.valueOf(column.getBoolean(row));
    } else if (type instanceof FloatType) {
      return String.valueOf(column.getFloat(row));
    } else if (type instanceof DoubleType) {
      return String.valueOf(column.getDouble(row));
    } else if (type instanceof DecimalType) {
      return column.getDecimal(row).toPlainString();
    } else if (type instanceof DateType) {
      return LocalDate.ofEpochDay(column.getInt(row)).toString();
    } else if (type instanceof TimestampType) {
      return instant(column.getLong(row)).toString();
    } else if (type instanceof TimestampNTZType) {
      return LocalDateTime.ofInstant(instant(column.getLong(row)), ZoneOffset.UTC).toString();
    } else if (type instanceof BinaryType) {
      return column.getBinary(row).length + " bytes";
    } else if (type instanceof StructType struct) {
      return struct(column, struct, row);
    } else if (type instanceof ArrayType) {
      return array(column.getArray(row));
    } else if (type instanceof MapType) {
      return map(column.getMap(row));
    }
    return "(" + type + ")";
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static String struct(ColumnVector column, StructType type, int row) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < type.length(); i++) {
      fields.add(type.at(i).getName() + ": " + of(column.getChild(i), row));
    }
    return "{" + String.join(", ", fields) + "}";
  }

  private static String array(ArrayValue array) {
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < array.getSize(); i++) {
      elements.add(of(array.getElements(), i));
    }
    return "[" + String.join(", ", elements) + "]";
  }

  private static String map(MapValue map) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < map.getSize(); i++) {
      entries.add(of(map.getKeys(), i) + ": " + of(map.getValues(), i));
    }
    return "{" + String.join(", ", entries) + "}";
  }
}
