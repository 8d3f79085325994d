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
package io.github.flinkcomments.connector.delta.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.statistics.DataFileStatistics;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import io.github.flinkcomments.connector.delta.log.schema.DeltaSchema;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.writer.DataFileOptions;
import io.github.flinkcomments.connector.delta.writer.RollingDataFileWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsAreUnderstoodTest {

  private static final RowType ROW_TYPE =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("tinyint", DataTypes.TINYINT()),
                  DataTypes.FIELD("bigint", DataTypes.BIGINT()),
                  DataTypes.FIELD("float", DataTypes.FLOAT()),
                  DataTypes.FIELD("decimal", DataTypes.DECIMAL(20, 3)),
                  DataTypes.FIELD("string", DataTypes.STRING()),
                  DataTypes.FIELD("date", DataTypes.DATE()),
                  DataTypes.FIELD("ltz", DataTypes.TIMESTAMP_LTZ(6)),
                  DataTypes.FIELD("ntz", DataTypes.TIMESTAMP(6)),
                  DataTypes.FIELD("array", DataTypes.ARRAY(DataTypes.INT())),
                  DataTypes.FIELD(
                      "outer",
                      DataTypes.ROW(
                          DataTypes.FIELD(
                              "inner", DataTypes.ROW(DataTypes.FIELD("date", DataTypes.DATE()))))))
              .notNull()
              .getLogicalType();

  @TempDir Path directory;

  /**
   * The typed values that Kernel reads from what we write, in Delta's own units. It takes decimals
   * for doubles, so this one is short.
   */
  @Test
  void kernelReadsTheBounds() throws Exception {
    TimestampData time = TimestampData.fromInstant(Instant.parse("2026-01-02T03:04:05.678901Z"));
    String json =
        statistics(
            GenericRowData.of(
                (byte) -7,
                1L << 40,
                0.1f,
                DecimalData.fromBigDecimal(new BigDecimal("123456789012.125"), 20, 3),
                StringData.fromString("\"quoted\" \\ and \n"),
                20_000,
                time,
                time,
                null,
                GenericRowData.of(GenericRowData.of(20_000))));

    DataFileStatistics read =
        DataFileStatistics.deserializeFromJson(json, DeltaSchema.of(ROW_TYPE)).orElseThrow();

    assertThat(read.getNumRecords()).isEqualTo(1);
    assertThat(values(read.getMinValues()))
        .containsOnly(
            Map.entry("tinyint", (byte) -7),
            Map.entry("bigint", 1L << 40),
            Map.entry("float", 0.1f),
            Map.entry("decimal", new BigDecimal("123456789012.125")),
            Map.entry("string", "\"quoted\" \\ and \n"),
            Map.entry("date", 20_000),
            Map.entry("ltz", 1_767_323_045_678_000L),
            Map.entry("ntz", 1_767_323_045_678_000L),
            Map.entry("outer.inner.date", 20_000));
    assertThat(values(read.getMaxValues()))
        .containsEntry("ltz", 1_767_323_045_679_000L)
        .containsEntry("ntz", 1_767_323_045_679_000L);
    assertThat(read.getNullCount().values()).containsOnly(0L).hasSize(9);
  }

  private String statistics(GenericRowData row) throws Exception {
    try (RollingDataFileWriter writer =
        new RollingDataFileWriter(
            TableFiles.at(directory.toString(), Map.of()),
            TableLayout.unpartitioned(ROW_TYPE),
            DataFileOptions.DEFAULT,
            0,
            FileOrigin.first())) {
      writer.write(row);
      return writer.finish().get(0).statistics();
    }
  }

  private static Map<String, Object> values(Map<Column, Literal> bounds) {
    return bounds.entrySet().stream()
        .collect(
            Collectors.toMap(
                bound -> String.join(".", bound.getKey().getNames()),
                bound -> bound.getValue().getValue()));
  }
}
