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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.DataTypes.Field;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeltaSchemaTest {

  private static final StructType POINT = new StructType().add("x", IntegerType.INTEGER, true);

  static Stream<Arguments> flatTypes() {
    return Stream.of(
        Arguments.of(DataTypes.BOOLEAN(), BooleanType.BOOLEAN),
        Arguments.of(DataTypes.TINYINT(), ByteType.BYTE),
        Arguments.of(DataTypes.SMALLINT(), ShortType.SHORT),
        Arguments.of(DataTypes.INT(), IntegerType.INTEGER),
        Arguments.of(DataTypes.BIGINT(), LongType.LONG),
        Arguments.of(DataTypes.FLOAT(), FloatType.FLOAT),
        Arguments.of(DataTypes.DOUBLE(), DoubleType.DOUBLE),
        Arguments.of(DataTypes.DECIMAL(38, 10), new DecimalType(38, 10)),
        Arguments.of(DataTypes.CHAR(5), StringType.STRING),
        Arguments.of(DataTypes.VARCHAR(5), StringType.STRING),
        Arguments.of(DataTypes.STRING(), StringType.STRING),
        Arguments.of(DataTypes.BINARY(5), BinaryType.BINARY),
        Arguments.of(DataTypes.BYTES(), BinaryType.BINARY),
        Arguments.of(DataTypes.DATE(), DateType.DATE),
        Arguments.of(DataTypes.TIMESTAMP_LTZ(6), TimestampType.TIMESTAMP),
        Arguments.of(DataTypes.TIMESTAMP_LTZ(3), TimestampType.TIMESTAMP),
        Arguments.of(DataTypes.TIMESTAMP(6), TimestampNTZType.TIMESTAMP_NTZ));
  }

  @ParameterizedTest
  @MethodSource("flatTypes")
  void flatTypesHaveADeltaType(DataType flink, io.delta.kernel.types.DataType delta) {
    RowType rows =
        rowType(DataTypes.FIELD("optional", flink), DataTypes.FIELD("required", flink.notNull()));

    StructType schema = DeltaSchema.of(rows);

    assertThat(schema)
        .isEqualTo(new StructType().add("optional", delta, true).add("required", delta, false));
    assertThat(fit(rows, schema)).isEqualTo(rows);
  }

  static Stream<Arguments> unsupportedTypes() {
    return Stream.of(
        Arguments.of(DataTypes.TIMESTAMP_LTZ(9), "precision of at most 6"),
        Arguments.of(DataTypes.TIMESTAMP(7), "precision of at most 6"),
        Arguments.of(DataTypes.TIME(), "CAST"),
        Arguments.of(DataTypes.INTERVAL(DataTypes.DAY()), "CAST"),
        Arguments.of(DataTypes.TIMESTAMP_WITH_TIME_ZONE(), "CAST"),
        Arguments.of(DataTypes.MULTISET(DataTypes.INT()), "CAST"),
        Arguments.of(DataTypes.NULL(), "CAST"));
  }

  @ParameterizedTest
  @MethodSource("unsupportedTypes")
  void otherTypesAreErrorsWithAWayOut(DataType type, String wayOut) {
    assertThatThrownBy(() -> requireSupported(rowType(DataTypes.FIELD("when", type))))
        .isInstanceOf(DeltaTableException.IncompatibleSchema.class)
        .hasMessageContaining("'when'")
        .hasMessageContaining(type.getLogicalType().asSummaryString())
        .hasMessageContaining(wayOut);
  }

  static Stream<Arguments> unsupportedInside() {
    DataType time = DataTypes.TIME();
    DataType nanoseconds = DataTypes.TIMESTAMP(9);
    return Stream.of(
        Arguments.of(
            DataTypes.ROW(DataTypes.FIELD("at", time)), "Column 'c.at' has the type TIME(0)"),
        Arguments.of(DataTypes.ARRAY(time), "Column 'c.element' has the type TIME(0)"),
        Arguments.of(
            DataTypes.MAP(nanoseconds, DataTypes.INT()),
            "Column 'c.key' has the type TIMESTAMP(9)"),
        Arguments.of(
            DataTypes.MAP(
                DataTypes.INT(),
                DataTypes.ARRAY(DataTypes.ROW(DataTypes.FIELD("at", nanoseconds)))),
            "Column 'c.value.element.at' has the type TIMESTAMP(9)"),
        Arguments.of(
            DataTypes.ROW(
                DataTypes.FIELD("a", DataTypes.INT()), DataTypes.FIELD("A", DataTypes.INT())),
            "Column 'c.A' is there twice"),
        Arguments.of(DataTypes.ARRAY(DataTypes.ROW()), "Column 'c.element' is a row without"));
  }

  @ParameterizedTest
  @MethodSource("unsupportedInside")
  void whatIsInsideIsNamedByItsPath(DataType type, String message) {
    assertThatThrownBy(() -> requireSupported(rowType(DataTypes.FIELD("c", type))))
        .isInstanceOf(DeltaTableException.IncompatibleSchema.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void nestedTypesKeepTheNullabilityOfTheirParts() {
    RowType rows =
        rowType(
            DataTypes.FIELD(
                "row",
                DataTypes.ROW(
                    DataTypes.FIELD("a", DataTypes.INT().notNull()),
                    DataTypes.FIELD("b", DataTypes.TIMESTAMP(6)))),
            DataTypes.FIELD("array", DataTypes.ARRAY(DataTypes.INT().notNull()).notNull()),
            DataTypes.FIELD("arrays", DataTypes.ARRAY(DataTypes.ARRAY(DataTypes.INT()))),
            DataTypes.FIELD("map", DataTypes.MAP(DataTypes.STRING(), DataTypes.INT().notNull())),
            DataTypes.FIELD("maps", DataTypes.MAP(DataTypes.STRING(), DataTypes.INT())));

    StructType schema = DeltaSchema.of(rows);

    assertThat(schema)
        .isEqualTo(
            new StructType()
                .add(
                    "row",
                    new StructType()
                        .add("a", IntegerType.INTEGER, false)
                        .add("b", TimestampNTZType.TIMESTAMP_NTZ, true),
                    true)
                .add("array", new ArrayType(IntegerType.INTEGER, false), false)
                .add("arrays", new ArrayType(new ArrayType(IntegerType.INTEGER, true), true), true)
                .add("map", new MapType(StringType.STRING, IntegerType.INTEGER, false), true)
                .add("maps", new MapType(StringType.STRING, IntegerType.INTEGER, true), true));
    assertThat(fit(rows, schema)).isEqualTo(rows);
  }

  @Test
  void namesThatDifferInCaseOnlyAreAnError() {
    assertThatThrownBy(
            () ->
                requireSupported(
                    rowType(
                        DataTypes.FIELD("id", DataTypes.INT()),
                        DataTypes.FIELD("ID", DataTypes.INT()))))
        .isInstanceOf(DeltaTableException.IncompatibleSchema.class)
        .hasMessageContaining("'ID' is there twice");
  }

  static Stream<Arguments> misfits() {
    Field id = DataTypes.FIELD("id", DataTypes.INT().notNull());
    StructType table = new StructType().add("id", IntegerType.INTEGER, false);
    return Stream.of(
        Arguments.of(
            rowType(id, DataTypes.FIELD("nmae", DataTypes.STRING())),
            table.add("name", StringType.STRING, true),
            "Column 'nmae' of the sink is not in the table"),
        Arguments.of(
            rowType(DataTypes.FIELD("id", DataTypes.BIGINT().notNull())),
            table,
            "Column 'id' is BIGINT NOT NULL in the sink, which is written as long, but integer"),
        Arguments.of(
            rowType(DataTypes.FIELD("id", DataTypes.INT())),
            table,
            "Column 'id' is nullable in the sink, but NOT NULL in the table"),
        Arguments.of(
            rowType(id),
            table.add("name", StringType.STRING, false),
            "Column 'name' is NOT NULL in the table, but the sink does not write it"),
        Arguments.of(
            rowType(DataTypes.FIELD("c", DataTypes.ARRAY(DataTypes.INT()))),
            new StructType().add("c", new ArrayType(IntegerType.INTEGER, false)),
            "Column 'c.element' is nullable in the sink, but NOT NULL in the table"),
        Arguments.of(
            rowType(DataTypes.FIELD("c", DataTypes.MAP(DataTypes.INT(), DataTypes.INT()))),
            new StructType().add("c", new MapType(IntegerType.INTEGER, IntegerType.INTEGER, false)),
            "Column 'c.value' is nullable in the sink, but NOT NULL in the table"),
        Arguments.of(
            rowType(DataTypes.FIELD("c", DataTypes.MAP(DataTypes.INT(), DataTypes.INT()))),
            new StructType().add("c", new MapType(StringType.STRING, IntegerType.INTEGER, true)),
            "Column 'c.key' is INT in the sink, which is written as integer, but string"),
        Arguments.of(
            rowType(DataTypes.FIELD("c", DataTypes.ARRAY(point(DataTypes.DOUBLE())))),
            new StructType().add("c", new ArrayType(POINT, true)),
            "Column 'c.element.x' is DOUBLE in the sink, which is written as double, but integer"),
        Arguments.of(
            rowType(DataTypes.FIELD("c", point(DataTypes.INT()))),
            new StructType().add("c", new StructType().add("y", IntegerType.INTEGER, true)),
            "Column 'c.x' of the sink is not in the table"),
        Arguments.of(
            rowType(DataTypes.FIELD("c", point(DataTypes.INT()))),
            new StructType().add("c", POINT.add("y", IntegerType.INTEGER, false)),
            "Column 'c.y' is NOT NULL in the table, but the sink does not write it"),
        Arguments.of(
            rowType(DataTypes.FIELD("c", point(DataTypes.INT()))),
            new StructType().add("c", new ArrayType(POINT, true)),
            "Column 'c' is ROW<`x` INT> in the sink, which is written as struct"));
  }

  private static DataType point(DataType coordinate) {
    return DataTypes.ROW(DataTypes.FIELD("x", coordinate));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void rowsThatDoNotFitAreErrors(RowType rows, StructType table, String message) {
    assertThatThrownBy(() -> fit(rows, table))
        .isInstanceOf(DeltaTableException.IncompatibleSchema.class)
        .hasMessageContaining(message);
  }

  @Test
  void orderCaseAndMissingNullableColumnsDoNotMatter() {
    RowType rows =
        rowType(
            DataTypes.FIELD("name", DataTypes.STRING().notNull()),
            DataTypes.FIELD("ID", DataTypes.INT().notNull()));
    StructType table =
        new StructType()
            .add("Id", IntegerType.INTEGER, false)
            .add("extra", StringType.STRING, true)
            .add("name", StringType.STRING, true);

    assertThat(fit(rows, table))
        .isEqualTo(
            rowType(
                DataTypes.FIELD("name", DataTypes.STRING().notNull()),
                DataTypes.FIELD("Id", DataTypes.INT().notNull())));
  }

  @Test
  void whatHoldsForColumnsHoldsForFieldsOfRows() {
    RowType rows =
        rowType(
            DataTypes.FIELD(
                "c",
                DataTypes.MAP(
                    DataTypes.STRING(),
                    DataTypes.ARRAY(
                        DataTypes.ROW(
                            DataTypes.FIELD("Y", DataTypes.INT().notNull()),
                            DataTypes.FIELD("X", DataTypes.INT().notNull()))))));
    StructType table =
        new StructType()
            .add(
                "C",
                new MapType(
                    StringType.STRING,
                    new ArrayType(
                        POINT
                            .add("extra", LongType.LONG, true)
                            .add("y", IntegerType.INTEGER, false),
                        true),
                    true));

    assertThat(fit(rows, table))
        .isEqualTo(
            rowType(
                DataTypes.FIELD(
                    "C",
                    DataTypes.MAP(
                        DataTypes.STRING(),
                        DataTypes.ARRAY(
                            DataTypes.ROW(
                                DataTypes.FIELD("y", DataTypes.INT().notNull()),
                                DataTypes.FIELD("x", DataTypes.INT().notNull())))))));
  }

  private static void requireSupported(RowType rows) {
    DeltaSchema.requireSupported(TableLayout.unpartitioned(rows));
  }

  private static RowType fit(RowType rows, StructType table) {
    return DeltaSchema.fit(TableLayout.unpartitioned(rows), table, List.of()).rowType();
  }

  private static RowType rowType(Field... fields) {
    return (RowType) DataTypes.ROW(fields).notNull().getLogicalType();
  }
}
