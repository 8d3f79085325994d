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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.standalone.data.RowRecord;
import io.github.flinkcomments.connector.delta.log.StandaloneReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.DataTypes.Field;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every flat type that Delta has, with nulls and extremes, as another reader sees it. That reader
 * is too old for timestamps in 64 bits and takes short decimals for integers; for those see {@link
 * EncodingTest}.
 */
class FlatTypesTest {

  private static final Field[] COLUMNS = {
    DataTypes.FIELD("boolean", DataTypes.BOOLEAN()),
    DataTypes.FIELD("tinyint", DataTypes.TINYINT()),
    DataTypes.FIELD("smallint", DataTypes.SMALLINT()),
    DataTypes.FIELD("int", DataTypes.INT()),
    DataTypes.FIELD("bigint", DataTypes.BIGINT()),
    DataTypes.FIELD("float", DataTypes.FLOAT()),
    DataTypes.FIELD("double", DataTypes.DOUBLE()),
    DataTypes.FIELD("decimal_19_0", DataTypes.DECIMAL(19, 0)),
    DataTypes.FIELD("decimal_38_18", DataTypes.DECIMAL(38, 18)),
    DataTypes.FIELD("char", DataTypes.CHAR(3)),
    DataTypes.FIELD("string", DataTypes.STRING()),
    DataTypes.FIELD("binary", DataTypes.BINARY(2)),
    DataTypes.FIELD("bytes", DataTypes.BYTES()),
    DataTypes.FIELD("date", DataTypes.DATE())
  };

  @TempDir Path directory;
  private Path table;

  @BeforeEach
  void chooseAPath() {
    table = directory.resolve("table");
  }

  @Test
  void valuesAreReadBack() throws Exception {
    List<Object[]> values =
        List.of(
            new Object[COLUMNS.length],
            new Object[] {
              true,
              Byte.MAX_VALUE,
              Short.MAX_VALUE,
              Integer.MAX_VALUE,
              Long.MAX_VALUE,
              Float.MAX_VALUE,
              Double.MAX_VALUE,
              new BigDecimal("9".repeat(19)),
              new BigDecimal("9".repeat(20) + "." + "9".repeat(18)),
              "äé漢",
              "\uD83D\uDE00 and a \0 and\na line",
              bytes("zz"),
              new byte[] {0, -1, 127, -128},
              LocalDate.of(9999, 12, 31)
            },
            new Object[] {
              false,
              Byte.MIN_VALUE,
              Short.MIN_VALUE,
              Integer.MIN_VALUE,
              Long.MIN_VALUE,
              -Float.MAX_VALUE,
              -Double.MAX_VALUE,
              new BigDecimal("-" + "9".repeat(19)),
              new BigDecimal("-" + "9".repeat(20) + "." + "9".repeat(18)),
              "",
              "",
              bytes("aa"),
              new byte[0],
              LocalDate.of(1600, 2, 29)
            },
            new Object[] {
              true,
              (byte) -1,
              (short) -1,
              -1,
              -1L,
              Float.NaN,
              Double.NEGATIVE_INFINITY,
              new BigDecimal("-1"),
              new BigDecimal("-0.000000000000000001"),
              "a",
              "long ".repeat(1000),
              bytes("\0\0"),
              bytes("bytes"),
              LocalDate.of(1969, 12, 31)
            });

    new WriterFixture(table, COLUMNS)
        .commit(values.stream().map(FlatTypesTest::toRowData).toList());

    assertThat(StandaloneReader.at(table).rows(FlatTypesTest::read))
        .containsExactlyElementsOf(
            values.stream()
                .map(row -> Arrays.stream(row).map(FlatTypesTest::comparable).toList())
                .toList());
  }

  private static GenericRowData toRowData(Object[] values) {
    Object[] fields = Arrays.stream(values).map(FlatTypesTest::toInternal).toArray();
    return GenericRowData.of(fields);
  }

  private static Object toInternal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return DecimalData.fromBigDecimal(decimal, 38, decimal.scale());
    }
    if (value instanceof String text) {
      return StringData.fromString(text);
    }
    return value instanceof LocalDate date ? (Object) (int) date.toEpochDay() : value;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static Object comparable(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.stripTrailingZeros();
    }
    return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
  }

  private static List<Object> read(RowRecord row) {
    return Arrays.stream(COLUMNS)
        .map(column -> row.isNullAt(column.getName()) ? null : read(row, column.getName()))
        .toList();
  }

  private static Object read(RowRecord row, String column) {
    return switch (column.toLowerCase(Locale.ROOT)) {
      case "boolean" -> row.getBoolean(column);
      case "tinyint" -> row.getByte(column);
      case "smallint" -> row.getShort(column);
      case "int" -> row.getInt(column);
      case "bigint" -> row.getLong(column);
      case "float" -> row.getFloat(column);
      case "double" -> row.getDouble(column);
      case "decimal_19_0", "decimal_38_18" -> row.getBigDecimal(column).stripTrailingZeros();
      case "char", "string" -> row.getString(column);
      case "binary", "bytes" -> ByteBuffer.wrap(row.getBinary(column));
      case "date" -> row.getDate(column).toLocalDate();
      default -> throw new IllegalArgumentException(column);
    };
  }
}
