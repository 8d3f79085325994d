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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.log.file.PartitionValue;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PartitionerTest {

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(DataTypes.BOOLEAN(), true, "true"),
        Arguments.of(DataTypes.TINYINT(), (byte) -128, "-128"),
        Arguments.of(DataTypes.SMALLINT(), (short) 7, "7"),
        Arguments.of(DataTypes.INT(), 0, "0"),
        Arguments.of(DataTypes.BIGINT(), Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of(DataTypes.FLOAT(), 0.1f, "0.1"),
        Arguments.of(DataTypes.DOUBLE(), 1e10, "1.0E10"),
        Arguments.of(DataTypes.DECIMAL(10, 2), decimal("-1.5", 10, 2), "-1.50"),
        Arguments.of(
            DataTypes.DECIMAL(38, 20), decimal("1e-20", 38, 20), "0." + "0".repeat(19) + "1"),
        Arguments.of(DataTypes.STRING(), StringData.fromString("a b/é%"), "a b/é%"),
        Arguments.of(DataTypes.STRING(), StringData.fromString("\uFFFD"), "\uFFFD"),
        Arguments.of(DataTypes.CHAR(2), StringData.fromString(" x"), " x"),
        Arguments.of(DataTypes.DATE(), day("2026-01-02"), "2026-01-02"),
        Arguments.of(DataTypes.DATE(), day("0001-01-01"), "0001-01-01"),
        Arguments.of(
            DataTypes.TIMESTAMP(6),
            time("2026-01-02T03:04:05.678901"),
            "2026-01-02 03:04:05.678901"),
        Arguments.of(
            DataTypes.TIMESTAMP(3), time("1969-12-31T23:59:59"), "1969-12-31 23:59:59.000000"),
        Arguments.of(
            DataTypes.TIMESTAMP_LTZ(6),
            time("2026-01-02T03:04:05.678901"),
            "2026-01-02T03:04:05.678901Z"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesAreSpelledAsTheProtocolSays(DataType type, Object value, String spelling) {
    assertThat(describe(type, value)).contains(spelling);
    assertThat(describe(type.notNull(), value)).contains(spelling);
    assertThat(describe(type, null)).isEmpty();
  }

  /** The protocol makes no difference between them, so they share a file too. */
  @Test
  void anEmptyTextIsNull() {
    Partitioner partitioner = partitioner(DataTypes.STRING());
    assertThat(partitioner.partitionOf(GenericRowData.of(StringData.fromString(""), 1)))
        .isEqualTo(partitioner.partitionOf(GenericRowData.of(null, 1)));
    assertThat(describe(DataTypes.STRING(), StringData.fromString(""))).isEmpty();
  }

  @Test
  void nullIsRefusedWhereItMayNotBe() {
    for (StringData value : new StringData[] {null, StringData.fromString("")}) {
      assertThatThrownBy(() -> describe(DataTypes.STRING().notNull(), value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("null, or an empty text, in partition column 'p'");
    }
  }

  @Test
  void whatCannotBeSpelledIsRefused() {
    for (Arguments beyond :
        List.of(
            Arguments.of(DataTypes.DATE(), day("0000-12-31")),
            Arguments.of(DataTypes.DATE(), day("+10000-01-01")),
            Arguments.of(DataTypes.TIMESTAMP(6), time("-0001-01-01T00:00:00")),
            Arguments.of(DataTypes.TIMESTAMP_LTZ(6), time("+10000-01-01T00:00:00")))) {
      assertThatThrownBy(() -> describe((DataType) beyond.get()[0], beyond.get()[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "in partition column 'p', which can only have years from 1 to 9999");
    }
  }

  @Test
  void equalDecimalsOfOtherScalesAreOnePartition() {
    Partitioner partitioner = partitioner(DataTypes.DECIMAL(5, 2));
    DecimalData coarse = DecimalData.fromBigDecimal(new BigDecimal("1.5"), 2, 1);
    DecimalData fine = DecimalData.fromBigDecimal(new BigDecimal("1.5000"), 9, 4);
    assertThat(partitioner.partitionOf(GenericRowData.of(coarse, 1)))
        .isEqualTo(partitioner.partitionOf(GenericRowData.of(fine, 1)));
    assertThat(describe(DataTypes.DECIMAL(5, 2), fine)).contains("1.50");
  }

  @Test
  void whatWouldChangeIsRefused() {
    DecimalData finer = DecimalData.fromBigDecimal(new BigDecimal("1.005"), 9, 3);
    assertThatThrownBy(() -> describe(DataTypes.DECIMAL(5, 2), finer))
        .isInstanceOf(UnwritableRowException.class)
        .hasMessageContaining("1.005 in column 'p', which is not exact in its type DECIMAL(5, 2)");
    assertThatThrownBy(() -> describe(DataTypes.TIMESTAMP(6), TimestampData.fromEpochMillis(0, 1)))
        .isInstanceOf(UnwritableRowException.class)
        .hasMessageContaining("in column 'p', but Delta tables keep microseconds");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    StringData broken = StringData.fromBytes(new byte[] {(byte) 0xF8, 'x'});
    assertThatThrownBy(() -> describe(DataTypes.STRING(), broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bytes in partition column 'p' that are not valid UTF-8");
  }

  /** Rows go from one process to another by this number. */
  @ParameterizedTest
  @MethodSource("values")
  void equalPartitionsHaveOneHashCode(DataType type, Object value) {
    List<Object> one = partitioner(type).partitionOf(GenericRowData.of(value, 1));
    List<Object> other = partitioner(type).partitionOf(GenericRowData.of(value, 2));
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
  }

  @Test
  void hashCodesDoNotDependOnTheProcess() {
    assertThat(
            new Partitioner(
                    new TableLayout(
                        (RowType)
                            DataTypes.ROW(
                                    DataTypes.FIELD("a", DataTypes.STRING()),
                                    DataTypes.FIELD("b", DataTypes.DECIMAL(10, 2)),
                                    DataTypes.FIELD("c", DataTypes.TIMESTAMP_LTZ(3)),
                                    DataTypes.FIELD("d", DataTypes.BOOLEAN()),
                                    DataTypes.FIELD("e", DataTypes.INT()))
                                .getLogicalType(),
                        List.of("a", "b", "c", "d")))
                .partitionOf(
                    GenericRowData.of(
                        StringData.fromString("x"),
                        decimal("1.5", 10, 2),
                        time("2026-01-02T03:04:05"),
                        true,
                        null))
                .hashCode())
        .isEqualTo(-117214121);
  }

  /** Whoever hands over rows may use the same bytes for the next one. */
  @Test
  void nothingOfTheRowIsKept() {
    byte[] reused = "first".getBytes(StandardCharsets.UTF_8);
    Partitioner partitioner = partitioner(DataTypes.STRING());
    List<Object> first =
        partitioner.partitionOf(GenericRowData.of(StringData.fromBytes(reused), 1));
    reused[0] = 'X';
    assertThat(first).containsExactly("first");
  }

  private static Optional<String> describe(DataType type, Object value) {
    Partitioner partitioner = partitioner(type);
    List<PartitionValue> described =
        partitioner.describe(partitioner.partitionOf(GenericRowData.of(value, 1)));
    assertThat(described).singleElement().extracting(PartitionValue::column).isEqualTo("p");
    return described.get(0).value();
  }

  private static Partitioner partitioner(DataType type) {
    RowType rowType =
        (RowType)
            DataTypes.ROW(DataTypes.FIELD("p", type), DataTypes.FIELD("id", DataTypes.INT()))
                .getLogicalType();
    return new Partitioner(new TableLayout(rowType, List.of("p")));
  }

  private static DecimalData decimal(String text, int precision, int scale) {
    return DecimalData.fromBigDecimal(new BigDecimal(text), precision, scale);
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  private static TimestampData time(String time) {
    return TimestampData.fromLocalDateTime(LocalDateTime.parse(time));
  }
}
