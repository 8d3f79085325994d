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

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/**
 * How the sink's rows become a table, and how they fit into one that is there.
 *
 * <p>Columns are matched by name, as everywhere in Delta without regard to case; their order does
 * not matter. A column of the sink must be in the table with the very same Delta type. A column of
 * the table that the sink does not write is null in the rows of the sink, so it must be nullable.
 * The same holds for the fields of rows inside a column.
 */
@Internal
public final class DeltaSchema {

  private DeltaSchema() {}

  /**
   * Whether a table can hold such rows at all; needs no table and makes no access.
   *
   * @throws DeltaTableException.IncompatibleSchema naming the column, its type and the way out
   */
  public static void requireSupported(TableLayout layout) {
    of(layout.rowType());
    PartitionColumns.requireSupported(layout);
  }

  /** The schema of a table that is created for such rows. */
  public static StructType of(RowType rowType) {
    return DeltaTypes.ofFields("", rowType);
  }

  /**
   * The rows of the sink under the names that the table has for them, and with the table's
   * partition columns.
   *
   * @throws DeltaTableException.IncompatibleSchema if the rows do not fit
   */
  public static TableLayout fit(TableLayout sink, StructType table, List<String> partitionColumns) {
    PartitionColumns.requireSame(sink.partitionColumns(), partitionColumns);
    return new TableLayout(fitFields("", sink.rowType(), table), partitionColumns);
  }

  private static RowType fitFields(String prefix, RowType rowType, StructType table) {
    Map<String, StructField> unwritten = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    table.fields().forEach(column -> unwritten.put(column.getName(), column));

    List<RowType.RowField> fitted = new ArrayList<>();
    for (RowType.RowField field : rowType.getFields()) {
      String path = prefix + field.getName();
      StructField column = requireColumn(path, unwritten.remove(field.getName()));
      fitted.add(new RowType.RowField(column.getName(), fit(path, field.getType(), column)));
    }
    unwritten.values().forEach(column -> requireNullable(prefix, column));
    return new RowType(rowType.isNullable(), fitted);
  }

  private static StructField requireColumn(String path, StructField column) {
    if (column == null) {
      throw new DeltaTableException.IncompatibleSchema(
          "Column '%s' of the sink is not in the table: add it to the table, leave it out of the sink, or set 'sink.schema-evolution' to 'add-columns'."
              .formatted(path));
    }
    return column;
  }

  private static LogicalType fit(String path, LogicalType type, StructField column) {
    LogicalType fitted = fit(path, type, column.getDataType());
    if (type.isNullable() && !column.isNullable()) {
      throw new DeltaTableException.IncompatibleSchema(
          "Column '%s' is nullable in the sink, but NOT NULL in the table: declare it NOT NULL in the sink."
              .formatted(path));
    }
    return fitted;
  }

  private static LogicalType fit(String path, LogicalType type, DataType table) {
    if (type instanceof RowType row && table instanceof StructType struct) {
      return fitFields(path + ".", row, struct);
    }
    if (type instanceof ArrayType array
        && table instanceof io.delta.kernel.types.ArrayType tableArray) {
      return new ArrayType(
          array.isNullable(),
          fit(path + ".element", array.getElementType(), tableArray.getElementField()));
    }
    if (type instanceof MapType map && table instanceof io.delta.kernel.types.MapType tableMap) {
      return new MapType(
          map.isNullable(),
          fit(path + ".key", map.getKeyType(), tableMap.getKeyType()),
          fit(path + ".value", map.getValueType(), tableMap.getValueField()));
    }
    requireSameType(path, type, table);
    return type;
  }

  private static void requireSameType(String path, LogicalType type, DataType table) {
    DataType written = DeltaTypes.of(path, type);
    if (!written.equals(table)) {
      throw new DeltaTableException.IncompatibleSchema(
          "Column '%s' is %s in the sink, which is written as %s, but %s in the table: CAST it to the table's type."
              .formatted(path, type.asSummaryString(), written, table));
    }
  }

  private static void requireNullable(String prefix, StructField column) {
    if (!column.isNullable()) {
      throw new DeltaTableException.IncompatibleSchema(
          "Column '%s' is NOT NULL in the table, but the sink does not write it: add it to the sink."
              .formatted(prefix + column.getName()));
    }
  }
}
