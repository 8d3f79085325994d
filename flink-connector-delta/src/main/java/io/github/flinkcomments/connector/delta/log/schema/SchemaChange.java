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

import io.delta.kernel.internal.types.TypeWideningChecker;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TypeChange;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * What becomes of a table's schema so that rows fit into it. What cannot be changed stays as it is,
 * and is told by whoever holds the rows against the result.
 *
 * <p>New columns come last, nullable whatever they are in the rows: rows that are there have none.
 * Types of columns, and of fields of rows in whatever depth, may become wider; elements of arrays
 * and parts of maps keep theirs.
 *
 * @param mode what may be changed
 * @param typesMayChange whether the table allows that types become wider
 * @param partitionColumns keep their types
 */
@Internal
public record SchemaChange(
    SchemaEvolution mode, boolean typesMayChange, List<String> partitionColumns) {

  /**
   * The table's columns with those that the rows have and the table does not.
   *
   * @return the same, if there is nothing to change
   * @throws DeltaTableException.IncompatibleSchema if types would have to become wider and the
   *     table does not allow it
   */
  public StructType of(RowType rows, StructType table) {
    return mode == SchemaEvolution.NONE ? table : merge("", rows, table);
  }

  private StructType merge(String prefix, RowType rows, StructType table) {
    Map<String, LogicalType> missing = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    rows.getFields().forEach(field -> missing.put(field.getName(), field.getType()));
    List<StructField> merged = new ArrayList<>();
    for (StructField field : table.fields()) {
      LogicalType type = missing.remove(field.getName());
      merged.add(type == null ? field : merge(prefix + field.getName(), type, field));
    }
    Stream<StructField> added =
        rows.getFields().stream()
            .filter(field -> missing.containsKey(field.getName()))
            .map(
                field ->
                    new StructField(
                        field.getName(),
                        DeltaTypes.of(prefix + field.getName(), field.getType()),
                        true));
    StructType result = new StructType(Stream.concat(merged.stream(), added).toList());
    return result.equals(table) ? table : result;
  }

  private StructField merge(String path, LogicalType type, StructField field) {
    DataType table = field.getDataType();
    if (table.isNested()) {
      return field.withDataType(mergeNested(path, type, table));
    }
    DataType wanted = DeltaTypes.of(path, type);
    return isWider(path, wanted, table) ? widened(path, wanted, field) : field;
  }

  private boolean isWider(String path, DataType wanted, DataType table) {
    return mode == SchemaEvolution.ADD_COLUMNS_AND_WIDEN
        && !wanted.equals(table)
        && !partitionColumns.contains(path)
        && TypeWideningChecker.isWideningSupported(table, wanted);
  }

  private StructField widened(String path, DataType wanted, StructField field) {
    DataType table = field.getDataType();
    if (!typesMayChange) {
      throw new DeltaTableException.IncompatibleSchema(
          "Column '%s' is written as %s, but is %s in the table, whose types must not change: set its property 'delta.enableTypeWidening' to 'true', or CAST the column to the table's type."
              .formatted(path, wanted, table));
    }
    return field
        .withDataType(wanted)
        .withTypeChanges(
            Stream.concat(field.getTypeChanges().stream(), Stream.of(new TypeChange(table, wanted)))
                .toList());
  }

  /** Only what is in rows: the type of an element is a matter of the whole array. */
  private DataType mergeNested(String path, LogicalType type, DataType table) {
    if (type instanceof RowType rows && table instanceof StructType struct) {
      return merge(path + ".", rows, struct);
    }
    if (type instanceof org.apache.flink.table.types.logical.ArrayType array
        && table instanceof ArrayType tableArray) {
      return new ArrayType(
          mergePart(path + ".element", array.getElementType(), tableArray.getElementField()));
    }
    if (type instanceof org.apache.flink.table.types.logical.MapType map
        && table instanceof MapType tableMap) {
      return new MapType(
          tableMap.getKeyField(),
          mergePart(path + ".value", map.getValueType(), tableMap.getValueField()));
    }
    return table;
  }

  private StructField mergePart(String path, LogicalType type, StructField part) {
    return part.getDataType().isNested()
        ? part.withDataType(mergeNested(path, type, part.getDataType()))
        : part;
  }
}
