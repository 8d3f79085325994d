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

import io.github.flinkcomments.connector.delta.log.DataFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.TimestampData;
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
        .isInstanceOf(ArithmeticException.class);
    assertThat(directory).isEmptyDirectory();
  }

  private WriterFixture writer() {
    return new WriterFixture(
        directory,
        DataTypes.FIELD("ltz", DataTypes.TIMESTAMP_LTZ(6)),
        DataTypes.FIELD("ntz", DataTypes.TIMESTAMP(6)));
  }
}
