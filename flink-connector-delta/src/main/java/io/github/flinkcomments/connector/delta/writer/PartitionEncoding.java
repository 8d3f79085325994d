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

import io.github.flinkcomments.connector.delta.log.schema.ColumnPath;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * How the values of one partition column are told apart, and how the log spells them.
 *
 * @param getter takes the value out of a row, as an object that stays what it is when the row is
 *     used again
 * @param spelling the words of Delta's protocol for what the getter returned, if that is not null
 */
record PartitionEncoding(RowData.FieldGetter getter, Function<Object, String> spelling) {

  /** It says that it is in UTC; without, every reader would take it for its own local time. */
  private static final DateTimeFormatter POINT_IN_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private static final char UNREADABLE = '\uFFFD';

  static PartitionEncoding of(String column, LogicalType type, int position) {
    RowData.FieldGetter getter = RowData.createFieldGetter(type, position);
    return switch (type.getTypeRoot()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE ->
          new PartitionEncoding(getter, String::valueOf);
      case DECIMAL -> decimal(column, (DecimalType) type, getter);
      case CHAR, VARCHAR ->
          new PartitionEncoding(
              row -> text(column, (StringData) getter.getFieldOrNull(row)), String::valueOf);
      case DATE ->
          new PartitionEncoding(
              getter, value -> commonYear(column, LocalDate.ofEpochDay((int) value)).toString());
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          new PartitionEncoding(getter, value -> POINT_IN_TIME.format(time(column, value)));
      case TIMESTAMP_WITHOUT_TIME_ZONE ->
          new PartitionEncoding(getter, value -> LOCAL_TIME.format(time(column, value)));
      default ->
          throw new IllegalArgumentException(
              "Column '%s' has the type %s, by which tables cannot be partitioned."
                  .formatted(column, type.asSummaryString()));
    };
  }

  /** With the scale of the column, so that equal numbers are one partition. */
  private static PartitionEncoding decimal(
      String column, DecimalType type, RowData.FieldGetter getter) {
    ExactDecimal exact =
        new ExactDecimal(ColumnPath.ROOT.child(column), type.getPrecision(), type.getScale());
    return new PartitionEncoding(
        row -> {
          Object value = getter.getFieldOrNull(row);
          return value == null ? null : exact.of((DecimalData) value);
        },
        value -> ((BigDecimal) value).toPlainString());
  }

  /** An empty text is null: Delta's protocol makes no difference. */
  private static String text(String column, StringData value) {
    if (value == null) {
      return null;
    }
    String text = value.toString();
    if (text.indexOf(UNREADABLE) >= 0 && !Arrays.equals(value.toBytes(), text.getBytes(UTF_8))) {
      throw new UnwritableRowException(
          "A row has bytes in partition column '%s' that are not valid UTF-8: filter such rows out."
              .formatted(column));
    }
    return text.isEmpty() ? null : text;
  }

  private static TemporalAccessor time(String column, Object value) {
    TimestampData timestamp = (TimestampData) value;
    new ExactMicroseconds(ColumnPath.ROOT.child(column)).requireMicroseconds(timestamp);
    return commonYear(column, timestamp.toLocalDateTime());
  }

  /** Years that do not have four digits are read differently by everybody. */
  private static TemporalAccessor commonYear(String column, TemporalAccessor time) {
    int year = time.get(ChronoField.YEAR);
    if (year < 1 || year > 9999) {
      throw new UnwritableRowException(
          "A row has %s in partition column '%s', which can only have years from 1 to 9999: filter such rows out."
              .formatted(time, column));
    }
    return time;
  }
}
