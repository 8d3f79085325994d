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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.DataTypes.Field;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStatisticsTest {

  private static final Pattern BOUNDS =
      Pattern.compile("\"minValues\":(\\{.*}),\"maxValues\":(\\{.*}),\"nullCount\"");

  @TempDir Path directory;

  @Test
  void statisticsEqualThoseOfTheRows() throws Exception {
    Random random = new Random(42);
    WriterFixture writer =
        new WriterFixture(
            directory,
            DataTypes.FIELD("int", DataTypes.INT()),
            DataTypes.FIELD("bigint", DataTypes.BIGINT()),
            DataTypes.FIELD("double", DataTypes.DOUBLE()),
            DataTypes.FIELD("decimal", DataTypes.DECIMAL(30, 5)),
            DataTypes.FIELD("string", DataTypes.STRING()));
    List<GenericRowData> rows =
        Stream.generate(
                () ->
                    GenericRowData.of(
                        maybe(random, random.nextInt()),
                        maybe(random, random.nextLong()),
                        maybe(random, random.nextGaussian() * 1e10),
                        maybe(random, decimal(random)),
                        maybe(random, StringData.fromString(Long.toString(random.nextLong(), 36)))))
            .limit(5_000)
            .toList();

    JsonNode statistics = writer.statistics(rows);

    assertThat(statistics.get("numRecords").asLong()).isEqualTo(rows.size());
    JsonNode min = statistics.get("minValues");
    JsonNode max = statistics.get("maxValues");
    assertThat(min.get("int").asInt()).isEqualTo(lowest(rows, 0, row -> row.getInt(0)));
    assertThat(max.get("int").asInt()).isEqualTo(highest(rows, 0, row -> row.getInt(0)));
    assertThat(min.get("bigint").asLong()).isEqualTo(lowest(rows, 1, row -> row.getLong(1)));
    assertThat(max.get("bigint").asLong()).isEqualTo(highest(rows, 1, row -> row.getLong(1)));
    assertThat(min.get("double").asDouble()).isEqualTo(lowest(rows, 2, row -> row.getDouble(2)));
    assertThat(max.get("double").asDouble()).isEqualTo(highest(rows, 2, row -> row.getDouble(2)));
    Function<GenericRowData, BigDecimal> decimal = row -> row.getDecimal(3, 30, 5).toBigDecimal();
    assertThat(new BigDecimal(min.get("decimal").asText()))
        .isEqualByComparingTo(lowest(rows, 3, decimal));
    assertThat(new BigDecimal(max.get("decimal").asText()))
        .isEqualByComparingTo(highest(rows, 3, decimal));
    Function<GenericRowData, String> string = row -> row.getString(4).toString();
    assertThat(min.get("string").asText()).isEqualTo(lowest(rows, 4, string));
    assertThat(max.get("string").asText()).isEqualTo(highest(rows, 4, string));
    IntStream.range(0, 5)
        .forEach(
            column ->
                assertThat(
                        statistics
                            .get("nullCount")
                            .get(
                                List.of("int", "bigint", "double", "decimal", "string").get(column))
                            .asLong())
                    .isEqualTo(rows.stream().filter(row -> row.isNullAt(column)).count()));
  }

  /**
   * Some readers hold that -0.0 is less than 0.0, and would skip rows that are equal to a bound.
   */
  @Test
  void boundsOfZeroHoldForBothZeros() throws Exception {
    WriterFixture writer =
        new WriterFixture(
            directory,
            DataTypes.FIELD("double", DataTypes.DOUBLE()),
            DataTypes.FIELD("float", DataTypes.FLOAT()),
            DataTypes.FIELD("row", DataTypes.ROW(DataTypes.FIELD("inner", DataTypes.FLOAT()))));
    for (double zero : new double[] {0.0, -0.0}) {
      DataFile file =
          writer.write(
              List.of(GenericRowData.of(zero, (float) zero, GenericRowData.of((float) zero))));
      assertThat(file.statistics())
          .contains("\"minValues\":{\"double\":-0.0,\"float\":-0.0,\"row\":{\"inner\":-0.0}}")
          .contains("\"maxValues\":{\"double\":0.0,\"float\":0.0,\"row\":{\"inner\":0.0}}");
    }
  }

  @Test
  void rowGroupsAreAddedUp() throws Exception {
    Random random = new Random(42);
    WriterFixture writer =
        new WriterFixture(
            directory,
            DataTypes.FIELD("number", DataTypes.INT()),
            DataTypes.FIELD("ballast", DataTypes.BYTES()));
    byte[] ballast = new byte[10_000];
    DataFile file;
    try (RollingDataFileWriter output = writer.open()) {
      for (int number = 0; number < 4_000; number++) {
        random.nextBytes(ballast);
        output.write(GenericRowData.of(number == 1_000 ? null : (number + 2_000) % 4_000, ballast));
      }
      file = output.finish().get(0);
    }

    assertThat(writer.footer(file).getBlocks()).hasSizeGreaterThan(1);
    assertThat(new ObjectMapper().readTree(file.statistics()))
        .isEqualTo(
            json(
                """
                {"numRecords": 4000,
                 "minValues": {"number": 0},
                 "maxValues": {"number": 3999},
                 "nullCount": {"number": 1, "ballast": 0}}\
                """));
  }

  @Test
  void booleansAndBinariesHaveNoBounds() throws Exception {
    assertThat(bounds(DataTypes.BOOLEAN(), true, false)).isEqualTo("{} {}");
    assertThat(bounds(DataTypes.BYTES(), new byte[] {1}, new byte[] {2})).isEqualTo("{} {}");
  }

  @Test
  void columnsOfNullsHaveNoBounds() throws Exception {
    assertThat(bounds(DataTypes.INT(), null, null)).isEqualTo("{} {}");
  }

  @Test
  void numbersThatJsonOrReadersDisagreeOnAreLeftOut() throws Exception {
    assertThat(bounds(DataTypes.DOUBLE(), 1.5, Double.NaN)).isEqualTo("{} {}");
    assertThat(bounds(DataTypes.DOUBLE(), Double.NaN, 1.5)).isEqualTo("{} {}");
    assertThat(bounds(DataTypes.FLOAT(), 1.5f, Float.NaN)).isEqualTo("{} {}");
    assertThat(bounds(DataTypes.FLOAT(), Float.NaN, Float.NaN)).isEqualTo("{} {}");
    assertThat(bounds(DataTypes.DOUBLE(), 1.5, Double.POSITIVE_INFINITY))
        .isEqualTo("{\"c\":1.5} {}");
    assertThat(bounds(DataTypes.FLOAT(), Float.NEGATIVE_INFINITY, 1.5f))
        .isEqualTo("{} {\"c\":1.5}");
    assertThat(bounds(DataTypes.DOUBLE(), -0.0, 0.0)).isEqualTo("{\"c\":-0.0} {\"c\":0.0}");
  }

  @Test
  void decimalsKeepTheirDigits() throws Exception {
    BigDecimal small = new BigDecimal("-12345678901234567890.123456789");
    assertThat(
            bounds(
                DataTypes.DECIMAL(38, 9),
                DecimalData.fromBigDecimal(small, 38, 9),
                DecimalData.fromBigDecimal(BigDecimal.ONE, 38, 9)))
        .isEqualTo("{\"c\":-12345678901234567890.123456789} {\"c\":1.000000000}");
  }

  @Test
  void timestampsAreRoundedOutwards() throws Exception {
    assertThat(
            bounds(
                DataTypes.TIMESTAMP_LTZ(6),
                timestamp("1969-12-31T23:59:59.999001Z"),
                timestamp("2026-01-02T03:04:05.678001Z")))
        .isEqualTo("{\"c\":\"1969-12-31T23:59:59.999Z\"} {\"c\":\"2026-01-02T03:04:05.679Z\"}");
    assertThat(
            bounds(
                DataTypes.TIMESTAMP(6),
                timestamp("1969-12-31T23:59:59.999999Z"),
                timestamp("2026-01-02T03:04:05.678Z")))
        .isEqualTo("{\"c\":\"1969-12-31T23:59:59.999\"} {\"c\":\"2026-01-02T03:04:05.678\"}");
  }

  @Test
  void yearsWithoutFourDigitsAreLeftOut() throws Exception {
    assertThat(
            bounds(
                DataTypes.TIMESTAMP_LTZ(6),
                timestamp("-0001-01-01T00:00:00Z"),
                timestamp("9999-12-31T23:59:59.999999Z")))
        .isEqualTo("{} {}");
    assertThat(bounds(DataTypes.DATE(), -1_000_000, 20_000)).isEqualTo("{} {\"c\":\"2024-10-04\"}");
  }

  @Test
  void longStringsAreCut() throws Exception {
    assertThat(
            bounds(
                DataTypes.STRING(),
                StringData.fromString("a".repeat(100)),
                StringData.fromString("b".repeat(100))))
        .isEqualTo("{\"c\":\"%s\"} {\"c\":\"%sc\"}".formatted("a".repeat(32), "b".repeat(31)));
  }

  @Test
  void bytesThatAreNoTextHaveNoBound() throws Exception {
    StringData broken = StringData.fromBytes(new byte[] {(byte) 0xF8, 'x'});
    assertThat(bounds(DataTypes.STRING(), StringData.fromString("a"), broken))
        .isEqualTo("{\"c\":\"a\"} {}");
  }

  @Test
  void onlyTheFirst32ColumnsHaveStatistics() throws Exception {
    Field[] columns =
        IntStream.range(0, 40)
            .mapToObj(column -> DataTypes.FIELD("c" + column, DataTypes.INT()))
            .toArray(Field[]::new);
    Object[] values = IntStream.range(0, 40).boxed().toArray();

    JsonNode statistics =
        new WriterFixture(directory, columns).statistics(List.of(GenericRowData.of(values)));

    for (String part : List.of("minValues", "maxValues", "nullCount")) {
      assertThat(statistics.get(part).size()).isEqualTo(32);
      assertThat(statistics.get(part).has("c31")).isTrue();
    }
  }

  /** The bounds as they stand in the log, to the letter. */
  private String bounds(DataType type, Object... values) throws Exception {
    String statistics =
        new WriterFixture(directory, DataTypes.FIELD("c", type))
            .write(Arrays.stream(values).map(GenericRowData::of).toList())
            .statistics();
    Matcher bounds = BOUNDS.matcher(statistics);
    assertThat(bounds.find()).isTrue();
    return bounds.group(1) + " " + bounds.group(2);
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  private static TimestampData timestamp(String instant) {
    return TimestampData.fromInstant(Instant.parse(instant));
  }

  private static Object maybe(Random random, Object value) {
    return random.nextInt(10) == 0 ? null : value;
  }

  private static DecimalData decimal(Random random) {
    return DecimalData.fromBigDecimal(
        new BigDecimal(new java.math.BigInteger(90, random), 5)
            .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1)),
        30,
        5);
  }

  private static <T extends Comparable<T>> T lowest(
      List<GenericRowData> rows, int column, Function<GenericRowData, T> value) {
    return values(rows, column, value).min(Comparator.naturalOrder()).orElseThrow();
  }

  private static <T extends Comparable<T>> T highest(
      List<GenericRowData> rows, int column, Function<GenericRowData, T> value) {
    return values(rows, column, value).max(Comparator.naturalOrder()).orElseThrow();
  }

  private static <T> Stream<T> values(
      List<GenericRowData> rows, int column, Function<GenericRowData, T> value) {
    return rows.stream().filter(row -> !row.isNullAt(column)).map(value).filter(Objects::nonNull);
  }
}
