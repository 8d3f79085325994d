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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.log.file.DataFile;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the files for timestamps and short decimals. */
class EncodingTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1969-12-31T23:59:59.999999Z, -1",
    "1969-12-31T23:59:59.999Z, -1000",
    "2026-01-02T03:04:05.678901Z, 1767323045678901",
    "9999-12-31T23:59:59.999999Z, 253402300799999999",
    "0001-01-01T00:00:00Z, -62135596800000000"
  })
  void timestampsAreMicrosecondsSinceTheEpoch(Instant instant, long microseconds) throws Exception {
    TimestampData timestamp = TimestampData.fromInstant(instant);
    DataFile file = writer().write(List.of(GenericRowData.of(timestamp, timestamp)));

    Group row = writer().rows(file).get(0);
    assertThat(row.getLong("ltz", 0)).isEqualTo(microseconds);
    assertThat(row.getLong("ntz", 0)).isEqualTo(microseconds);
  }

  @Test
  void onlyPointsInTimeAreAdjustedToUtc() throws Exception {
    DataFile file = writer().write(List.of(GenericRowData.of(null, null)));

    MessageType schema = writer().footer(file).getFileMetaData().getSchema();

    assertThat(schema.getType("ltz").getLogicalTypeAnnotation())
        .isEqualTo(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS));
    assertThat(schema.getType("ntz").getLogicalTypeAnnotation())
        .isEqualTo(LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS));
    assertThat(writer().rows(file).get(0).getFieldRepetitionCount("ltz")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"9999999.99, 999999999", "-9999999.99, -999999999", "-0.01, -1", "0, 0"})
  void shortDecimalsAreIntegers(BigDecimal value, int unscaled) throws Exception {
    WriterFixture writer =
        new WriterFixture(
            directory,
            DataTypes.FIELD("int", DataTypes.DECIMAL(9, 2)),
            DataTypes.FIELD("long", DataTypes.DECIMAL(18, 2)));

    DataFile file =
        writer.write(
            List.of(
                GenericRowData.of(
                    DecimalData.fromBigDecimal(value, 9, 2),
                    DecimalData.fromBigDecimal(value, 18, 2))));

    MessageType schema = writer.footer(file).getFileMetaData().getSchema();
    assertThat(schema.getType("int").getLogicalTypeAnnotation())
        .isEqualTo(LogicalTypeAnnotation.decimalType(2, 9));
    assertThat(schema.getType("long").getLogicalTypeAnnotation())
        .isEqualTo(LogicalTypeAnnotation.decimalType(2, 18));
    assertThat(writer.rows(file).get(0).getInteger("int", 0)).isEqualTo(unscaled);
    assertThat(writer.rows(file).get(0).getLong("long", 0)).isEqualTo(unscaled);
  }

  @Test
  void timesBeyondTheRangeAreErrors() {
    TimestampData beyond = TimestampData.fromEpochMillis(Long.MAX_VALUE / 999);

    assertThatThrownBy(() -> writer().write(List.of(GenericRowData.of(beyond, null))))
        .isInstanceOf(UnwritableRowException.class)
        .hasMessageContaining("in column 'ltz', which is further from 1970 than");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void partsOfMicrosecondsAreErrors() {
    TimestampData finer = TimestampData.fromEpochMillis(0, 1_001);

    assertThatThrownBy(() -> writer().write(List.of(GenericRowData.of(null, finer))))
        .isInstanceOf(UnwritableRowException.class)
        .hasMessage(
            "A row has 1970-01-01T00:00:00.000001001 in column 'ntz', but Delta tables keep"
                + " microseconds: round it.");
  }

  @Test
  void decimalsOfAnotherScaleKeepTheirValue() throws Exception {
    WriterFixture writer = decimals();
    DataFile file =
        writer.write(
            List.of(
                GenericRowData.of(
                    decimal("1.5"), decimal("-1.50000"), decimal("12345678901234567890"))));

    Group row = writer.rows(file).get(0);
    assertThat(row.getInteger("short", 0)).isEqualTo(150);
    assertThat(row.getLong("long", 0)).isEqualTo(-150);
    assertThat(new BigInteger(row.getBinary("wide", 0).getBytes()))
        .isEqualTo(new BigInteger("1234567890123456789000"));
  }

  @Test
  void decimalsOfSerializedRowsAreTheSame() throws Exception {
    WriterFixture writer = decimals();
    BinaryRowData row =
        new RowDataSerializer(new DecimalType(5, 2), new DecimalType(15, 2), new DecimalType(25, 2))
            .toBinaryRow(
                GenericRowData.of(
                    DecimalData.fromBigDecimal(new BigDecimal("-1.50"), 5, 2),
                    DecimalData.fromBigDecimal(new BigDecimal("1.50"), 15, 2),
                    DecimalData.fromBigDecimal(new BigDecimal("1.50"), 25, 2)));

    Group written = writer.rows(writer.write(List.of(row))).get(0);
    assertThat(written.getInteger("short", 0)).isEqualTo(-150);
    assertThat(written.getLong("long", 0)).isEqualTo(150);
  }

  @ParameterizedTest
  @CsvSource({
    "1.005, 0, 0, short",
    "1000, 0, 0, short",
    "0, 1e15, 0, long",
    "0, 0, 1e-3, wide",
    "0, 0, 1e23, wide"
  })
  void decimalsThatWouldChangeAreErrors(String a, String b, String c, String column) {
    assertThatThrownBy(
            () -> decimals().write(List.of(GenericRowData.of(decimal(a), decimal(b), decimal(c)))))
        .isInstanceOf(UnwritableRowException.class)
        .hasMessageContaining("in column '%s', which is not exact in its type".formatted(column));
  }

  private WriterFixture decimals() {
    return new WriterFixture(
        directory,
        DataTypes.FIELD("short", DataTypes.DECIMAL(5, 2)),
        DataTypes.FIELD("long", DataTypes.DECIMAL(15, 2)),
        DataTypes.FIELD("wide", DataTypes.DECIMAL(25, 2)));
  }

  private static DecimalData decimal(String value) {
    BigDecimal decimal = new BigDecimal(value);
    return DecimalData.fromBigDecimal(decimal, 38, Math.max(decimal.scale(), 0));
  }

  /** Texts of serialized rows are pieces of a larger array, which is used again. */
  @Test
  void textsAreTakenFromWhereTheyAre() throws Exception {
    WriterFixture writer =
        new WriterFixture(directory, DataTypes.FIELD("text", DataTypes.STRING()));
    byte[] shared = "onetwothree".getBytes(UTF_8);
    DataFile file;
    try (RollingDataFileWriter output = writer.open()) {
      output.write(GenericRowData.of(BinaryStringData.fromBytes(shared, 3, 3)));
      System.arraycopy("XYZ".getBytes(UTF_8), 0, shared, 3, 3);
      output.write(GenericRowData.of(BinaryStringData.fromBytes(shared, 3, 3)));
      output.write(GenericRowData.of(BinaryStringData.fromString("four")));
      file = output.finish().get(0);
    }
    assertThat(writer.rows(file))
        .extracting(row -> row.getString("text", 0))
        .containsExactly("two", "XYZ", "four");
  }

  private WriterFixture writer() {
    return new WriterFixture(
        directory,
        DataTypes.FIELD("ltz", DataTypes.TIMESTAMP_LTZ(6)),
        DataTypes.FIELD("ntz", DataTypes.TIMESTAMP(6)));
  }
}
