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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.record.ColumnSource;
import io.github.flinkcomments.connector.rest.record.PageFormat;
import io.github.flinkcomments.connector.rest.record.RowRecordFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How dates, times and numbers may be written. */
class ValueFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LTZ6      | iso                        | "2026-01-31T12:00:00.123456+02:00" | 2026-01-31T10:00:00.123456
          LTZ3      | iso                        | "2026-01-31 12:00:00Z"             | 2026-01-31T12:00
          LTZ3      | iso                        | "2026-01-31t12:00:00.5z"           | 2026-01-31T12:00:00.500
          LTZ3      | iso                        | "2026-01-31T12:00:00+0200"         | 2026-01-31T10:00
          LTZ3      | iso                        | "2026-01-31 12:00:00 -03"          | 2026-01-31T15:00
          LTZ3      | iso                        | "2026-01-31T12:00Z"                | 2026-01-31T12:00
          TIMESTAMP | iso                        | "2026-01-31 12:00:00.5"            | 2026-01-31T12:00:00.500
          LTZ3      | epoch-seconds              | 1769860800                         | 2026-01-31T12:00
          LTZ3      | epoch-seconds              | 1769860800.25                      | 2026-01-31T12:00:00.250
          LTZ6      | epoch-seconds              | "1769860800.123456"                | 2026-01-31T12:00:00.123456
          LTZ3      | epoch-seconds              | -0.5                               | 1969-12-31T23:59:59.500
          LTZ3      | epoch-seconds              | 1.7698608e9                        | 2026-01-31T12:00
          LTZ3      | epoch-millis               | 1769860800123                      | 2026-01-31T12:00:00.123
          LTZ6      | epoch-millis               | 1769860800123.25                   | 2026-01-31T12:00:00.123250
          LTZ6      | epoch-micros               | 1769860800123456                   | 2026-01-31T12:00:00.123456
          TIMESTAMP | epoch-millis               | 1769860800000                      | 2026-01-31T12:00
          DATE      | epoch-millis               | 1769817600000                      | 20484
          LTZ3      | rfc-1123                   | "Sat, 31 Jan 2026 12:00:00 GMT"    | 2026-01-31T12:00
          LTZ3      | rfc-1123                   | "Sat, 31 Jan 2026 12:00:00 +0200"  | 2026-01-31T10:00
          TIMESTAMP | rfc-1123                   | "Sat, 31 Jan 2026 12:00:00 GMT"    | 2026-01-31T12:00
          TIMESTAMP | dd/MM/yyyy HH:mm           | "31/01/2026 12:05"                 | 2026-01-31T12:05
          TIMESTAMP | MMM d, yyyy h:mm a         | "Jan 31, 2026 12:05 PM"            | 2026-01-31T12:05
          LTZ3      | yyyy-MM-dd HH:mm:ssX       | "2026-01-31 12:00:00+02"           | 2026-01-31T10:00
          LTZ3      | EEE MMM dd HH:mm:ss Z yyyy | "Sat Jan 31 12:00:00 +0000 2026"   | 2026-01-31T12:00
          DATE      | dd.MM.yyyy                 | "31.01.2026"                       | 20484
          DATE      | yyyyMMdd                   | "20260131"                         | 20484
          TIME      | HH:mm                      | "12:05"                            | 43500000
          LTZ3      | iso                        | "2024-02-29 12:00:00Z"             | 2024-02-29T12:00
          TIMESTAMP | iso                        | "2026-01-31 24:00:00"              | 2026-02-01T00:00
          TIMESTAMP | yyyy-MM-dd HH:mm           | "2026-12-31 24:00"                 | 2027-01-01T00:00
          DATE      | d.M.yy                     | "29.2.24"                          | 19782
          BIGINT    | string                     | "9223372036854775807"              | 9223372036854775807
          BIGINT    | string                     | 7                                  | 7
          DECIMAL   | string                     | "-12.50"                           | -12.50
          """)
  void aValueIsReadAsItIsWritten(String type, String format, String json, String value)
      throws Exception {
    assertThat(String.valueOf(read(type, format, json))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LTZ3      | epoch-seconds        | 1769860800.1234          | has a finer fraction of a second
          LTZ3      | epoch-seconds        | 1e-99                    | has a finer fraction of a second
          LTZ3      | epoch-seconds        | 1e99999                  | is out of its range
          LTZ3      | epoch-seconds        | 1e99999999999            | is not a count of seconds or their parts
          LTZ3      | epoch-seconds        | 99999999999999999        | is out of its range
          LTZ3      | epoch-seconds        | 9999999999999999         | is out of its range
          LTZ3      | epoch-millis         | "2026-01-31"             | is not a count of seconds or their parts
          LTZ3      | epoch-millis         | true                     | but is true
          DATE      | epoch-seconds        | 1769860800               | has a time of the day
          LTZ3      | rfc-1123             | "2026-01-31T12:00:00Z"   | is not a time as in RFC 1123
          TIMESTAMP | dd/MM/yyyy HH:mm     | "2026-01-31 12:00"       | is not written as dd/MM/yyyy HH:mm
          TIMESTAMP | dd/MM/yyyy HH:mm     | 20260131                 | but is the number 20260131
          LTZ3      | iso                  | "2026-01-31 12:00:00"    | is not such a value in ISO 8601
          LTZ3      | iso                  | "2026-02-31T10:00:00Z"   | is not such a value in ISO 8601
          LTZ3      | iso                  | "2026-04-31 10:00:00+02" | is not such a value in ISO 8601
          TIMESTAMP | iso                  | "2026-02-29T10:00:00"    | is not such a value in ISO 8601
          TIMESTAMP | iso                  | "2026-02-30 24:00:00"    | is not such a value in ISO 8601
          LTZ3      | rfc-1123             | "31 Feb 2026 12:00:00 GMT" | is not a time as in RFC 1123
          DATE      | dd.MM.yyyy           | "31.02.2026"             | is not written as dd.MM.yyyy
          TIMESTAMP | dd/MM/yyyy HH:mm     | "31/04/2026 12:00"       | is not written as dd/MM/yyyy HH:mm
          LTZ3      | yyyy-MM-dd HH:mm:ssX | "2026-06-31 12:00:00Z"   | is not written as
          TIME      | HH:mm                | "24:00"                  | is not written as HH:mm
          BIGINT    | string               | "7 8"                    | is not a number
          BIGINT    | string               | "0x7"                    | is not a number
          BIGINT    | string               | ""                       | is not a number
          BIGINT    | string               | "true"                   | is not a number
          BIGINT    | string               | "1.5"                    | not a whole number
          DECIMAL   | string               | "1.005"                  | has more digits than that
          """)
  void aValueThatCannotBeKeptIsRefused(String type, String format, String json, String message) {
    assertThatThrownBy(() -> read(type, format, json))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageStartingWith("Malformed record at offset 0: its field 'f' must be ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          STRING    | epoch-millis          | its type STRING has no dates or times
          LTZ3      | string                | its type TIMESTAMP_LTZ(3) has no numbers
          TIME      | epoch-millis          | a TIME of the day cannot be written so
          LTZ3      | unix                  | it is neither a pattern of java.time nor one of iso, epoch-seconds,
          LTZ3      | yyyy-MM-dd HH:mm:ss   | a TIMESTAMP_LTZ needs a date, a time and a zone
          LTZ3      | yyyy-MM-dd'T'HH:mm'Z' | a TIMESTAMP_LTZ needs a date, a time and a zone
          TIMESTAMP | yyyy-MM-dd HH:mm:ssX  | a TIMESTAMP needs a date and a time without a zone
          TIMESTAMP | yyyy-MM-dd            | a TIMESTAMP needs a date and a time
          DATE      | MM.yyyy               | a DATE needs year, month and day
          TIME      | yyyy                  | a TIME needs an hour at least
          """)
  void aFormatThatDoesNotFitIsRefusedAtOnce(String type, String format, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueFormat(format).requireFits(type(type).getLogicalType()))
        .withMessageStartingWith(message);
  }

  private static Object read(String type, String format, String json) throws IOException {
    ValueFormat valueFormat = new ValueFormat(format);
    valueFormat.requireFits(type(type).getLogicalType());
    RowType rowType = (RowType) DataTypes.ROW(DataTypes.FIELD("f", type(type))).getLogicalType();
    RowRecordFormat rows =
        new RowRecordFormat(rowType, List.of(), InternalTypeInfo.of(rowType))
            .withSources(Map.of("f", ColumnSource.DEFAULT.in(valueFormat)));
    byte[] body = ("[{\"f\":" + json + "}]").getBytes(UTF_8);
    Object row =
        PageFormat.of(rows)
            .createReader()
            .read(new ByteArrayInputStream(body), UTF_8, 0, 0)
            .record(0);
    return ((GenericRowData) row).getField(0);
  }

  private static DataType type(String name) {
    return switch (name) {
      case "LTZ3" -> DataTypes.TIMESTAMP_LTZ(3);
      case "LTZ6" -> DataTypes.TIMESTAMP_LTZ(6);
      case "TIMESTAMP" -> DataTypes.TIMESTAMP(3);
      case "DATE" -> DataTypes.DATE();
      case "TIME" -> DataTypes.TIME(3);
      case "BIGINT" -> DataTypes.BIGINT();
      case "DECIMAL" -> DataTypes.DECIMAL(10, 2);
      case "STRING" -> DataTypes.STRING();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
