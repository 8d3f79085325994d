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

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.RowType;

/**
 * How the sink's rows become a table, and how they fit into one that is there.
 *
 * <p>Columns are matched by name, as everywhere in Delta without regard to case; their order does
 * not matter. A column of the sink must be in the table with the very same Delta type. A column of
 * the table that the sink does not write is null in the rows of the sink, so it must be nullable.
 */
public final class DeltaSchema {

  private DeltaSchema() {}

  /**
   * Whether a table can hold such rows at all; needs no table and makes no access.
   *
   * @throws DeltaTableException.IncompatibleSchema naming the column, its type and the way out
   */
  public static void requireSupported(RowType rowType) {
    of(rowType);
  }

  /** The schema of a table that is created for such rows. */
  static StructType of(RowType rowType) {
    Set<String> names = new HashSet<>();
    List<StructField> fields = new ArrayList<>();
    for (RowType.RowField field : rowType.getFields()) {
      if (!names.add(field.getName().toLowerCase(Locale.ROOT))) {
        throw new DeltaTableException.IncompatibleSchema(
            "Column '%s' is there twice; Delta tables do not tell upper from lower case in names: rename one."
                .formatted(field.getName()));
      }
      DataType type = DeltaTypes.of(field.getName(), field.getType());
      fields.add(new StructField(field.getName(), type, field.getType().isNullable()));
    }
    return new StructType(fields);
  }

  /**
   * The rows of the sink under the names that the table has for them.
   *
   * @throws DeltaTableException.IncompatibleSchema if the rows do not fit
   */
  static RowType fit(RowType rowType, StructType table) {
    Map<String, StructField> unwritten = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    table.fields().forEach(column -> unwritten.put(column.getName(), column));

    List<RowType.RowField> fitted = new ArrayList<>();
    for (RowType.RowField field : rowType.getFields()) {
      StructField column = unwritten.remove(field.getName());
      requireFit(field, column);
      fitted.add(new RowType.RowField(column.getName(), field.getType()));
    }
    unwritten.values().forEach(DeltaSchema::requireNullable);
    return new RowType(rowType.isNullable(), fitted);
  }

  private static void requireFit(RowType.RowField field, StructField column) {
    if (column == null) {
      throw new DeltaTableException.IncompatibleSchema(
          "Column '%s' of the sink is not in the table: add it to the table, or leave it out of the sink."
              .formatted(field.getName()));
    }
    DataType type = DeltaTypes.of(field.getName(), field.getType());
    if (!type.equals(column.getDataType())) {
      throw new DeltaTableException.IncompatibleSchema(
          "Column '%s' is %s in the sink, which is written as %s, but %s in the table: CAST it to the table's type."
              .formatted(
                  field.getName(), field.getType().asSummaryString(), type, column.getDataType()));
    }
    if (field.getType().isNullable() && !column.isNullable()) {
      throw new DeltaTableException.IncompatibleSchema(
          "Column '%s' is nullable in the sink, but NOT NULL in the table: declare it NOT NULL in the sink."
              .formatted(field.getName()));
    }
  }

  private static void requireNullable(StructField column) {
    if (!column.isNullable()) {
      throw new DeltaTableException.IncompatibleSchema(
          "Column '%s' is NOT NULL in the table, but the sink does not write it: add it to the sink."
              .formatted(column.getName()));
    }
  }
}
