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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PartitionColumnsTest {

  static Stream<DataType> types() {
    return Stream.of(
        DataTypes.BOOLEAN(),
        DataTypes.TINYINT(),
        DataTypes.BIGINT(),
        DataTypes.DOUBLE(),
        DataTypes.DECIMAL(10, 2),
        DataTypes.CHAR(3),
        DataTypes.STRING(),
        DataTypes.DATE(),
        DataTypes.TIMESTAMP(6),
        DataTypes.TIMESTAMP_LTZ(6));
  }

  @ParameterizedTest
  @MethodSource("types")
  void flatTypesPartition(DataType type) {
    assertThatCode(() -> DeltaSchema.requireSupported(layout(type, "a", "b")))
        .doesNotThrowAnyException();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(
            layout(DataTypes.INT(), "d"),
            "Partition column 'd' is not among the columns [a, b, c]"),
        Arguments.of(layout(DataTypes.INT(), "a", "A"), "Partition column 'a' is there twice"),
        Arguments.of(
            layout(DataTypes.INT(), "c", "b", "a"), "All columns [c, b, a] are partition columns"),
        Arguments.of(layout(DataTypes.BYTES(), "a"), "Partition column 'a' has the type BYTES"),
        Arguments.of(
            layout(DataTypes.ARRAY(DataTypes.INT()), "a"),
            "Partition column 'a' has the type ARRAY<INT>"),
        Arguments.of(
            layout(DataTypes.ROW(DataTypes.FIELD("x", DataTypes.INT())), "a"),
            "Partition column 'a' has the type ROW<`x` INT>"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakesAreErrorsThatNameTheColumn(TableLayout layout, String message) {
    assertThatThrownBy(() -> DeltaSchema.requireSupported(layout))
        .isInstanceOf(DeltaTableException.IncompatibleSchema.class)
        .hasMessageContaining(message);
  }

  @Test
  void aTableSpellsAndOrdersItsPartitionColumnsItself() {
    StructType table =
        new StructType()
            .add("A", IntegerType.INTEGER)
            .add("B", StringType.STRING)
            .add("C", StringType.STRING);

    TableLayout fitted =
        DeltaSchema.fit(layout(DataTypes.INT(), "a", "b"), table, List.of("B", "A"));

    assertThat(fitted.rowType().getFieldNames()).containsExactly("A", "B", "C");
    assertThat(fitted.partitionColumns()).containsExactly("B", "A");
  }

  @Test
  void otherPartitionColumnsThanTheTablesAreRefusedByName() {
    StructType table =
        new StructType()
            .add("a", IntegerType.INTEGER)
            .add("b", StringType.STRING)
            .add("c", StringType.STRING);
    for (List<String> ofTable : List.of(List.<String>of(), List.of("a"), List.of("a", "c"))) {
      assertThatThrownBy(() -> DeltaSchema.fit(layout(DataTypes.INT(), "a", "b"), table, ofTable))
          .isInstanceOf(DeltaTableException.IncompatibleSchema.class)
          .hasMessageContaining(
              "The table has the partition columns %s, but the sink has [a, b]".formatted(ofTable));
    }
  }

  private static TableLayout layout(DataType type, String... partitionColumns) {
    return new TableLayout(
        (RowType)
            DataTypes.ROW(
                    DataTypes.FIELD("a", type),
                    DataTypes.FIELD("b", DataTypes.STRING()),
                    DataTypes.FIELD("c", DataTypes.STRING()))
                .notNull()
                .getLogicalType(),
        List.of(partitionColumns));
  }
}
