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

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.record.PageFormat;
import io.github.flinkcomments.connector.rest.record.RowRecordFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each type takes from JSON, and what it refuses. */
class FieldReadersTest {

  static Stream<Arguments> values() {
    return Stream.of(
        value(DataTypes.BOOLEAN(), "true", true),
        value(DataTypes.BOOLEAN(), "false", false),
        value(DataTypes.TINYINT(), "-128", (byte) -128),
        value(DataTypes.SMALLINT(), "32767", (short) 32767),
        value(DataTypes.INT(), "-2147483648", Integer.MIN_VALUE),
        value(DataTypes.INT(), "7.0", 7),
        value(DataTypes.INT(), "1e3", 1000),
        value(DataTypes.BIGINT(), "9223372036854775807", Long.MAX_VALUE),
        value(DataTypes.BIGINT(), "9007199254740993.0", 9007199254740993L),
        value(DataTypes.FLOAT(), "0.1", 0.1f),
        value(DataTypes.FLOAT(), "3", 3f),
        value(DataTypes.DOUBLE(), "0.1", 0.1),
        value(DataTypes.DOUBLE(), "-1e300", -1e300),
        value(DataTypes.DECIMAL(5, 2), "123.4", decimal("123.40", 5, 2)),
        value(DataTypes.DECIMAL(5, 2), "123.4000", decimal("123.40", 5, 2)),
        value(DataTypes.DECIMAL(5, 2), "-999.99", decimal("-999.99", 5, 2)),
        value(DataTypes.DECIMAL(5, 2), "0e99999999", decimal("0.00", 5, 2)),
        value(DataTypes.DECIMAL(2, 2), "0.12", decimal("0.12", 2, 2)),
        value(DataTypes.DECIMAL(38, 0), "1e37", decimal("1e37", 38, 0)),
        value(DataTypes.STRING(), "\"Zo\\u00eb\"", text("Zoë")),
        value(DataTypes.STRING(), "\"\"", text("")),
        value(DataTypes.STRING(), "1.50", text("1.50")),
        value(DataTypes.STRING(), "true", text("true")),
        value(
            DataTypes.STRING(),
            "{ \"a\" : [ 1, 2.50, null, \"x\\n\" ] }",
            text("{\"a\":[1,2.50,null,\"x\\n\"]}")),
        value(DataTypes.STRING(), "[ ]", text("[]")),
        value(
            DataTypes.STRING(),
            "{\"a\":[-0.0,1e5,0.0000001,1E+05,1e99999999999]}",
            text("{\"a\":[-0.0,1e5,0.0000001,1E+05,1e99999999999]}")),
        value(
            DataTypes.STRING(),
            "{ \"\\u0061 \\\" }\" :\t\"\\ud800 \\/ \\\\\" ,\r\n \"😀\" : -0.0 }",
            text("{\"\\u0061 \\\" }\":\"\\ud800 \\/ \\\\\",\"😀\":-0.0}")),
        value(DataTypes.STRING(), "\"\\ud83d\\ude00\"", text("😀")),
        value(DataTypes.STRING(), "1e99999999999", text("1e99999999999")),
        value(DataTypes.VARCHAR(3), "\"abc\"", text("abc")),
        value(DataTypes.VARCHAR(1), "\"😀\"", text("😀")),
        value(DataTypes.CHAR(2), "\"ab\"", text("ab")),
        value(DataTypes.BYTES(), "\"aGk=\"", "hi".getBytes(UTF_8)),
        value(DataTypes.BINARY(2), "\"aGk=\"", "hi".getBytes(UTF_8)),
        value(DataTypes.DATE(), "\"2026-01-31\"", (int) LocalDate.of(2026, 1, 31).toEpochDay()),
        value(DataTypes.TIME(0), "\"00:00:01\"", 1000),
        value(DataTypes.TIME(3), "\"00:00:01.234\"", 1234),
        value(
            DataTypes.TIMESTAMP(6),
            "\"2026-01-31T12:00:00.123456\"",
            TimestampData.fromLocalDateTime(LocalDateTime.parse("2026-01-31T12:00:00.123456"))),
        value(
            DataTypes.TIMESTAMP_LTZ(3),
            "\"2026-01-31T12:00:00.123+02:00\"",
            TimestampData.fromInstant(Instant.parse("2026-01-31T10:00:00.123Z"))),
        value(
            DataTypes.TIMESTAMP_LTZ(0),
            "\"2026-01-31T12:00:00.000Z\"",
            TimestampData.fromInstant(Instant.parse("2026-01-31T12:00:00Z"))),
        value(
            DataTypes.ROW(
                DataTypes.FIELD("a", DataTypes.INT()), DataTypes.FIELD("b", DataTypes.INT())),
            "{\"b\":2,\"c\":[{}]}",
            GenericRowData.of(null, 2)),
        value(
            DataTypes.ARRAY(DataTypes.INT()),
            "[1,null]",
            new GenericArrayData(new Object[] {1, null})),
        value(
            DataTypes.MAP(DataTypes.STRING(), DataTypes.ARRAY(DataTypes.INT())),
            "{\"k\":[1]}",
            new GenericMapData(Map.of(text("k"), new GenericArrayData(new Object[] {1})))),
        value(DataTypes.ARRAY(DataTypes.INT()), "[]", new GenericArrayData(new Object[0])),
        value(
            DataTypes.ARRAY(DataTypes.ARRAY(DataTypes.INT())),
            "[[1],null,[]]",
            new GenericArrayData(
                new Object[] {
                  new GenericArrayData(new Object[] {1}), null, new GenericArrayData(new Object[0])
                })),
        value(DataTypes.MAP(DataTypes.STRING(), DataTypes.INT()), "{}", map()),
        value(
            DataTypes.MAP(DataTypes.VARCHAR(2), DataTypes.INT()),
            "{\"a\":1,\"b\":null,\"a\":2,\"\":3}",
            map(text("a"), 2, text("b"), null, text(""), 3)),
        value(
            DataTypes.MAP(
                DataTypes.STRING(), DataTypes.MAP(DataTypes.STRING(), DataTypes.BOOLEAN())),
            "{\"a\":{\"b\":true},\"c\":null}",
            map(text("a"), map(text("b"), true), text("c"), null)),
        value(
            DataTypes.ARRAY(
                DataTypes.ROW(
                    DataTypes.FIELD("a", DataTypes.ROW(DataTypes.FIELD("b", DataTypes.STRING()))),
                    DataTypes.FIELD("c", DataTypes.INT().notNull()))),
            "[{\"c\":1,\"a\":{\"x\":[{}],\"b\":[2]}},null,{\"c\":3,\"a\":null}]",
            new GenericArrayData(
                new Object[] {
                  GenericRowData.of(GenericRowData.of(text("[2]")), 1),
                  null,
                  GenericRowData.of(null, 3)
                })));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valueIsRead(DataType type, String json, Object expected) throws Exception {
    assertThat(readField(type, json)).isEqualTo(expected);
    assertThat(readField(type.notNull(), json)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("values")
  void nullIsNull(DataType type) throws Exception {
    assertThat(readField(type, "null")).isNull();
    assertRefused(type.notNull(), "null", "is null");
  }

  static Stream<Arguments> misfits() {
    String fraction = "has a finer fraction of a second";
    String notIso = "is not such a value in ISO 8601";
    return Stream.of(
        misfit(DataTypes.BOOLEAN(), "\"true\"", "must be BOOLEAN, but is the text \"true\""),
        misfit(DataTypes.BOOLEAN(), "1", "must be BOOLEAN, but is the number 1"),
        misfit(
            DataTypes.TINYINT(), "128", "must be TINYINT, but the number 128 is out of its range"),
        misfit(DataTypes.SMALLINT(), "-32769", "out of its range"),
        misfit(DataTypes.INT(), "2147483648", "out of its range"),
        misfit(DataTypes.INT(), "3e9", "out of its range"),
        misfit(DataTypes.INT(), "1.5", "must be INT, but the number 1.5 is not a whole number"),
        misfit(DataTypes.INT(), "\"7\"", "must be INT, but is the text \"7\""),
        misfit(DataTypes.INT(), "[7]", "must be INT, but is an array"),
        misfit(DataTypes.BIGINT(), "9223372036854775808", "in its range"),
        misfit(DataTypes.BIGINT(), "1e999999999", "in its range"),
        misfit(DataTypes.FLOAT(), "1e39", "out of its range"),
        misfit(DataTypes.DOUBLE(), "1e309", "out of its range"),
        misfit(DataTypes.DOUBLE(), "\"NaN\"", "must be DOUBLE, but is the text \"NaN\""),
        misfit(
            DataTypes.DECIMAL(5, 2), "1000", "must be DECIMAL(5, 2), but the number 1000 has more"),
        misfit(DataTypes.DECIMAL(5, 2), "0.123", "has more digits"),
        misfit(DataTypes.DECIMAL(5, 2), "1e999999999", "has more digits"),
        misfit(DataTypes.DECIMAL(5, 2), "1e-999999999", "has more digits"),
        misfit(DataTypes.DECIMAL(5, 2), "\"1.50\"", "but is the text"),
        misfit(DataTypes.INT(), "1e99999999999", "not a whole number in its range"),
        misfit(DataTypes.BIGINT(), "1e-99999999999", "not a whole number in its range"),
        misfit(DataTypes.FLOAT(), "1e99999999999", "out of its range"),
        misfit(DataTypes.DOUBLE(), "1e99999999999", "out of its range"),
        misfit(DataTypes.DECIMAL(5, 2), "1e9999999999", "out of its range"),
        misfit(DataTypes.DECIMAL(5, 2), "1e-99999999999", "out of its range"),
        misfit(
            DataTypes.STRING(), "\"a\\ud800b\"", "\"a?b\" has half of a surrogate pair (\\ud800)"),
        misfit(DataTypes.STRING(), "\"\\udc00\"", "half of a surrogate pair (\\udc00)"),
        misfit(DataTypes.STRING(), "\"\\ude00\\ud83d\"", "half of a surrogate pair (\\ude00)"),
        misfit(
            DataTypes.MAP(DataTypes.STRING(), DataTypes.INT()),
            "{\"\\ud800\":1,\"\\udc00\":2}",
            "has the key \"?\": it must be STRING, but the text \"?\" has half of a"),
        misfit(DataTypes.DATE(), "\"+9999999-01-01\"", "out of its range"),
        misfit(DataTypes.TIMESTAMP(6), "\"+999999999-12-31T23:59:59\"", "out of its range"),
        misfit(DataTypes.TIMESTAMP(3), "\"-999999999-01-01T00:00:00\"", "out of its range"),
        misfit(DataTypes.TIMESTAMP_LTZ(3), "\"+999999999-12-31T23:59:59Z\"", "out of its range"),
        misfit(DataTypes.VARCHAR(2), "\"abc\"", "must be VARCHAR(2), but has 3 characters"),
        misfit(DataTypes.VARCHAR(2), "[1]", "has 3 characters"),
        misfit(DataTypes.CHAR(2), "\"a\"", "must be CHAR(2), but has 1 characters"),
        misfit(DataTypes.BYTES(), "\"-\"", "is not base64"),
        misfit(DataTypes.BYTES(), "[1]", "but is an array"),
        misfit(DataTypes.BINARY(3), "\"aGk=\"", "must be BINARY(3), but has 2 bytes"),
        misfit(DataTypes.VARBINARY(1), "\"aGk=\"", "but has 2 bytes"),
        misfit(DataTypes.DATE(), "\"2026-02-30\"", notIso),
        misfit(DataTypes.DATE(), "20260131", "but is the number"),
        misfit(DataTypes.TIME(0), "\"00:00:01.5\"", fraction),
        misfit(DataTypes.TIMESTAMP(3), "\"2026-01-31T12:00:00.1234\"", fraction),
        misfit(DataTypes.TIMESTAMP(3), "\"2026-01-31T12:00:00Z\"", notIso),
        misfit(DataTypes.TIMESTAMP(3), "\"2026-02-31T12:00:00\"", notIso),
        misfit(DataTypes.TIMESTAMP_LTZ(3), "\"2026-02-31T12:00:00Z\"", notIso),
        misfit(DataTypes.TIMESTAMP_LTZ(3), "\"2026-01-31T12:00:00\"", notIso),
        misfit(DataTypes.TIMESTAMP_LTZ(3), "1769860800", "but is the number"),
        misfit(DataTypes.ROW(DataTypes.FIELD("a", DataTypes.INT())), "[]", "must be an object"),
        misfit(DataTypes.ARRAY(DataTypes.INT()), "{}", "must be ARRAY<INT>, but is an object"),
        misfit(DataTypes.MAP(DataTypes.STRING(), DataTypes.INT()), "[]", "but is an array"),
        misfit(
            DataTypes.MAP(DataTypes.VARCHAR(2), DataTypes.INT()),
            "{\"abc\":1}",
            "must be MAP<VARCHAR(2), INT>, but has the key \"abc\""));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void misfitIsRefused(DataType type, String json, String message) {
    assertRefused(type, json, message);
  }

  /** Halves of a surrogate pair, which UTF-8 does not have. */
  @ParameterizedTest
  @ValueSource(strings = {"EDA080", "EDB080"})
  void bytesThatAreNotUtf8AreRefused(String bytes) {
    String raw = new String(HexFormat.of().parseHex(bytes), ISO_8859_1);
    for (String json : List.of("{\"f\":\"a" + raw + "b\"}", "{\"f\":[\"a" + raw + "b\"]}")) {
      assertThatThrownBy(
              () -> readField(DataTypes.STRING(), ("[" + json + "]").getBytes(ISO_8859_1)))
          .isInstanceOf(RecordFormatException.class)
          .hasMessageStartingWith("Malformed record at offset 40: its field 'f'");
    }
  }

  /** Wherever the parser has to read on within the value. */
  @Test
  void nestedValueIsCutOutWhereverItStands() throws Exception {
    for (int spaces = 7_900; spaces < 8_100; spaces++) {
      String value = "{\"a\":[1e5,\"" + "x".repeat(20) + "\"],\"b\":{}}";
      String body = " ".repeat(spaces) + "[{\"f\":" + value + ",\"g\":1},{\"f\":" + value + "}]";
      assertThat(readField(DataTypes.STRING(), body.getBytes(UTF_8))).isEqualTo(text(value));
    }
  }

  @Test
  void messageNamesOffsetAndPath() {
    DataType type =
        DataTypes.ARRAY(
            DataTypes.ROW(
                DataTypes.FIELD("b", DataTypes.MAP(DataTypes.STRING(), DataTypes.INT()))));
    assertThatThrownBy(() -> readField(type, "[{},{\"b\":{\"k\":true}}]"))
        .isInstanceOf(RecordFormatException.class)
        .hasMessage("Malformed record at offset 40: its field 'f[1].b.k' must be INT, but is true");
  }

  static Stream<Arguments> nestedMisfits() {
    DataType point = DataTypes.ROW(DataTypes.FIELD("x", DataTypes.INT().notNull()));
    return Stream.of(
        misfit(point, "{\"x\":null}", "'f.x' must be INT NOT NULL, but is null"),
        misfit(point, "{}", "'f.x' must be INT NOT NULL, but is missing"),
        misfit(DataTypes.ARRAY(point), "[{\"x\":1},{}]", "'f[1].x' must be INT NOT NULL, but is"),
        misfit(DataTypes.ARRAY(point), "[7]", "'f[0]' must be an object, but is the number 7"),
        misfit(DataTypes.ARRAY(point.notNull()), "[null]", "'f[0]' must be an object, but is null"),
        misfit(
            DataTypes.ARRAY(DataTypes.INT().notNull()),
            "[1,null]",
            "'f[1]' must be INT NOT NULL, but is null"),
        misfit(
            DataTypes.ARRAY(DataTypes.ARRAY(DataTypes.INT())),
            "[[],[1,true]]",
            "'f[1][1]' must be INT, but is true"),
        misfit(
            DataTypes.MAP(DataTypes.STRING(), DataTypes.INT().notNull()),
            "{\"k\":null}",
            "'f.k' must be INT NOT NULL, but is null"),
        misfit(
            DataTypes.ROW(DataTypes.FIELD("b", DataTypes.ARRAY(point))),
            "{\"b\":[{\"x\":1},{\"x\":2},{\"x\":3},{\"x\":\"4\"}]}",
            "'f.b[3].x' must be INT NOT NULL, but is the text \"4\""));
  }

  @ParameterizedTest
  @MethodSource("nestedMisfits")
  void whatIsInsideIsNamedByItsPath(DataType type, String json, String message) {
    assertThatThrownBy(() -> readField(type, json))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageContaining("Malformed record at offset 40: its field " + message);
  }

  @Test
  void longKeyIsCutInTheMessage() {
    DataType type = DataTypes.MAP(DataTypes.STRING(), DataTypes.INT());
    assertThatThrownBy(() -> readField(type, "{\"" + "x".repeat(10_000) + "\":true}"))
        .hasMessageEndingWith("xxx…' must be INT, but is true")
        .message()
        .hasSizeLessThan(200);
  }

  @Test
  void longValueIsCutInTheMessage() {
    assertThatThrownBy(() -> readField(DataTypes.INT(), "\"" + "x".repeat(10_000) + "\""))
        .hasMessageEndingWith("xxx…\"")
        .message()
        .hasSizeLessThan(200);
  }

  private static Arguments value(DataType type, String json, Object expected) {
    return Arguments.of(type, json, expected);
  }

  private static Arguments misfit(DataType type, String json, String message) {
    return Arguments.of(type, json, message);
  }

  /** Keys and values in turn. */
  private static GenericMapData map(Object... keysAndValues) {
    Map<Object, Object> entries = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      entries.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new GenericMapData(entries);
  }

  private static StringData text(String text) {
    return StringData.fromString(text);
  }

  private static DecimalData decimal(String text, int precision, int scale) {
    return DecimalData.fromBigDecimal(new BigDecimal(text), precision, scale);
  }

  private static void assertRefused(DataType type, String json, String message) {
    assertThatThrownBy(() -> readField(type, json))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageStartingWith("Malformed record at offset 40: its field 'f' must be ")
        .hasMessageContaining(message);
  }

  private static Object readField(DataType type, String json) throws IOException {
    return readField(type, ("[{\"f\":" + json + "}]").getBytes(UTF_8));
  }

  private static Object readField(DataType type, byte[] body) throws IOException {
    RowType rowType = rowType(DataTypes.FIELD("f", type));
    RowRecordFormat format = new RowRecordFormat(rowType, List.of(), InternalTypeInfo.of(rowType));
    return ((GenericRowData) read(format, body).get(0)).getField(0);
  }

  private static List<RowData> read(RowRecordFormat format, byte[] body) throws IOException {
    return PageFormat.of(format)
        .createReader()
        .read(new ByteArrayInputStream(body), UTF_8, 40, 1234)
        .records();
  }

  private static RowType rowType(DataTypes.Field... fields) {
    LogicalType type = DataTypes.ROW(fields).getLogicalType();
    return (RowType) type;
  }
}
