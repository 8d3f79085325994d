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
package io.github.flinkcomments.connector.delta.log.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.log.DeltaTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the owner of a table leaves out of statistics does not reach the log. */
class StatisticsColumnsTest {

  private static final RowType COLUMNS =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("part", DataTypes.INT()),
                  DataTypes.FIELD("id", DataTypes.INT()),
                  DataTypes.FIELD(
                      "who",
                      DataTypes.ROW(
                          DataTypes.FIELD("name", DataTypes.STRING()),
                          DataTypes.FIELD("a.b", DataTypes.STRING()))),
                  DataTypes.FIELD("note", DataTypes.STRING()))
              .getLogicalType();

  private static final List<List<String>> ALL =
      List.of(List.of("id"), List.of("who", "name"), List.of("who", "a.b"), List.of("note"));

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delta.checkpointInterval | 10 | 1111",
        "delta.dataSkippingNumIndexedCols | 2 | 1100",
        "delta.dataSkippingNumIndexedCols | 0 | 0000",
        "delta.dataSkippingNumIndexedCols | -1 | 1111",
        "delta.dataSkippingStatsColumns | note, ID | 1001",
        "delta.dataSkippingStatsColumns | who | 0110",
        "delta.dataSkippingStatsColumns | who.`a.b` | 0010"
      })
  void followThePropertiesOfTheTable(String property, String value, String included) {
    TableLayout layout = new TableLayout(COLUMNS, List.of("part"));
    try (DeltaTable table = DeltaTable.at(directory.toString(), Map.of(), layout)) {
      TableLayout written = table.createIfAbsent(Map.of(property, value)).layout();
      assertThat(Stream.of(0, 1, 2, 3).map(i -> written.hasStatisticsOf(ALL.get(i), i)))
          .containsExactlyElementsOf(
              included.chars().mapToObj(character -> character == '1').toList());
    }
  }
}
