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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.TableManager;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TypeChange;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.schema.DeltaTypes;
import io.github.flinkcomments.connector.delta.log.schema.SchemaChange;
import io.github.flinkcomments.connector.delta.log.schema.SchemaEvolution;
import io.github.flinkcomments.connector.delta.log.schema.TableDescription;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.DataTypes.Field;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables whose columns become those of the sink. */
class SchemaEvolutionTest {

  private static final StructType TABLE =
      new StructType().add("Id", IntegerType.INTEGER, false).add("name", StringType.STRING, true);

  private final ForeignEngine foreign = new ForeignEngine();

  @TempDir Path directory;

  @Test
  void columnsAreAddedAtTheEndAndNullable() {
    StructType changed =
        change(
            SchemaEvolution.ADD_COLUMNS,
            TABLE,
            DataTypes.FIELD("more", DataTypes.BIGINT().notNull()),
            DataTypes.FIELD("id", DataTypes.INT().notNull()),
            DataTypes.FIELD("NAME", DataTypes.STRING()));

    assertThat(changed).isEqualTo(TABLE.add("more", LongType.LONG, true));
  }

  @Test
  void fieldsAreAddedInEveryDepth() {
    StructType inner = new StructType().add("x", IntegerType.INTEGER, true);
    StructType table =
        new StructType()
            .add("r", inner, true)
            .add("a", new io.delta.kernel.types.ArrayType(inner, true), true)
            .add("m", new io.delta.kernel.types.MapType(StringType.STRING, inner, true), true);
    StructType more = inner.add("y", StringType.STRING, true);
    org.apache.flink.table.types.DataType row =
        DataTypes.ROW(
            DataTypes.FIELD("x", DataTypes.INT()), DataTypes.FIELD("y", DataTypes.STRING()));

    assertThat(
            change(
                SchemaEvolution.ADD_COLUMNS,
                table,
                DataTypes.FIELD("r", row),
                DataTypes.FIELD("a", DataTypes.ARRAY(row)),
                DataTypes.FIELD("m", DataTypes.MAP(DataTypes.STRING(), row))))
        .isEqualTo(
            new StructType()
                .add("r", more, true)
                .add("a", new io.delta.kernel.types.ArrayType(more, true), true)
                .add("m", new io.delta.kernel.types.MapType(StringType.STRING, more, true), true));
  }

  static Stream<Arguments> widenings() {
    return Stream.of(
        Arguments.of(ByteType.BYTE, DataTypes.SMALLINT()),
        Arguments.of(IntegerType.INTEGER, DataTypes.BIGINT()),
        Arguments.of(IntegerType.INTEGER, DataTypes.DOUBLE()),
        Arguments.of(IntegerType.INTEGER, DataTypes.DECIMAL(12, 2)),
        Arguments.of(FloatType.FLOAT, DataTypes.DOUBLE()),
        Arguments.of(new DecimalType(5, 1), DataTypes.DECIMAL(7, 2)),
        Arguments.of(DateType.DATE, DataTypes.TIMESTAMP(6)));
  }

  @ParameterizedTest
  @MethodSource("widenings")
  void typesBecomeWider(DataType from, org.apache.flink.table.types.DataType to) {
    StructType table = new StructType().add("r", new StructType().add("c", from, true), true);
    Field rows = DataTypes.FIELD("r", DataTypes.ROW(DataTypes.FIELD("c", to)));
    StructType changed = change(SchemaEvolution.ADD_COLUMNS_AND_WIDEN, table, rows);

    StructField column = ((StructType) changed.at(0).getDataType()).at(0);
    DataType written = DeltaTypes.of("c", to.getLogicalType());
    assertThat(column.getDataType()).isEqualTo(written);
    assertThat(column.getTypeChanges()).containsExactly(new TypeChange(from, written));
    assertThat(change(SchemaEvolution.ADD_COLUMNS, table, rows)).isSameAs(table);
  }

  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of(LongType.LONG, DataTypes.INT()),
        Arguments.of(LongType.LONG, DataTypes.DOUBLE()),
        Arguments.of(DoubleType.DOUBLE, DataTypes.FLOAT()),
        Arguments.of(new DecimalType(5, 1), DataTypes.DECIMAL(5, 2)),
        Arguments.of(TimestampNTZType.TIMESTAMP_NTZ, DataTypes.DATE()),
        Arguments.of(StringType.STRING, DataTypes.INT()));
  }

  @ParameterizedTest
  @MethodSource("others")
  void otherTypesStay(DataType from, org.apache.flink.table.types.DataType to) {
    StructType table = new StructType().add("c", from, true);
    assertThat(change(SchemaEvolution.ADD_COLUMNS_AND_WIDEN, table, DataTypes.FIELD("c", to)))
        .isSameAs(table);
  }

  @Test
  void theTableHasToAllowWiderTypes() {
    assertThatThrownBy(
            () ->
                new SchemaChange(SchemaEvolution.ADD_COLUMNS_AND_WIDEN, false, List.of())
                    .of(rows(DataTypes.FIELD("id", DataTypes.BIGINT().notNull())), TABLE))
        .isInstanceOf(DeltaTableException.IncompatibleSchema.class)
        .hasMessageContaining("'delta.enableTypeWidening'");
  }

  private static StructType change(SchemaEvolution mode, StructType table, Field... fields) {
    return new SchemaChange(mode, true, List.of()).of(rows(fields), table);
  }

  private static RowType rows(Field... fields) {
    return (RowType) DataTypes.ROW(fields).notNull().getLogicalType();
  }

  @Test
  void nothingChangesUnlessItIsWanted() {
    SampleTable sample = new SampleTable(directory.resolve("table"));
    foreign.create(sample.path(), ForeignEngine.SCHEMA, Map.of());
    TableLayout layout = withColumn(1);
    try (DeltaTable table = DeltaTable.at(sample.path().toString(), Map.of(), layout)) {
      assertThatThrownBy(table::describe)
          .isInstanceOf(DeltaTableException.IncompatibleSchema.class)
          .hasMessageContaining("add-columns");
      table.evolving(SchemaEvolution.ADD_COLUMNS).rehearse(Map.of());
      assertThat(sample.logEntry(1)).doesNotExist();
      assertThat(table.describe().orElseThrow().layout().rowType().getFieldNames())
          .contains("extra1");
      assertThat(table.describe().orElseThrow().version()).isEqualTo(1);
    }
  }

  @Test
  void whatCannotFitIsLeftAlone() {
    SampleTable sample = new SampleTable(directory.resolve("table"));
    foreign.create(sample.path(), ForeignEngine.SCHEMA.add("must", LongType.LONG, false), Map.of());
    try (DeltaTable table =
        DeltaTable.at(sample.path().toString(), Map.of(), withColumn(1))
            .evolving(SchemaEvolution.ADD_COLUMNS)) {
      assertThatThrownBy(table::describe)
          .isInstanceOf(DeltaTableException.IncompatibleSchema.class)
          .hasMessageContaining("must");
    }
    assertThat(sample.logEntry(1)).doesNotExist();
  }

  /**
   * Each adds a column of its own and one that all have; nobody loses, and nothing is there twice.
   */
  @Test
  void manySinksChangeOneTableAtOnce() throws Exception {
    SampleTable sample = new SampleTable(directory.resolve("table"));
    foreign.create(sample.path(), ForeignEngine.SCHEMA, Map.of("delta.columnMapping.mode", "name"));
    List<CompletableFuture<TableDescription>> sinks =
        IntStream.rangeClosed(1, 4)
            .mapToObj(sink -> CompletableFuture.supplyAsync(() -> evolve(sample, sink)))
            .toList();
    for (CompletableFuture<TableDescription> sink : sinks) {
      sink.get(1, TimeUnit.MINUTES);
    }
    assertThat(evolve(sample, 1).version()).isEqualTo(4);
    assertThat(
            TableManager.loadSnapshot(sample.path().toString())
                .build(DefaultEngine.create(new Configuration()))
                .getSchema()
                .fieldNames())
        .containsExactlyInAnyOrder("id", "name", "all", "extra1", "extra2", "extra3", "extra4");
  }

  private static TableDescription evolve(SampleTable sample, int sink) {
    try (DeltaTable table =
        DeltaTable.at(sample.path().toString(), Map.of(), withColumn(sink))
            .evolving(SchemaEvolution.ADD_COLUMNS)) {
      return table.describe().orElseThrow();
    }
  }

  private static TableLayout withColumn(int number) {
    return TableLayout.unpartitioned(
        rows(
            DataTypes.FIELD("id", DataTypes.INT().notNull()),
            DataTypes.FIELD("all", DataTypes.STRING()),
            DataTypes.FIELD("extra" + number, DataTypes.BIGINT())));
  }
}
