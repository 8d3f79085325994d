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

import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.DataType;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** By which columns a table can be partitioned, and whether two ways to do so are the same. */
@Internal
public final class PartitionColumns {

  private PartitionColumns() {}

  /**
   * @throws DeltaTableException.IncompatibleSchema naming the column and the way out
   */
  static void requireSupported(TableLayout layout) {
    Set<String> seen = new HashSet<>();
    for (String column : layout.partitionColumns()) {
      if (!seen.add(column)) {
        throw new DeltaTableException.IncompatibleSchema(
            "Partition column '%s' is there twice: remove one.".formatted(column));
      }
      requireSupported(layout.rowType(), column);
    }
    if (layout.isPartitioned() && seen.size() == layout.rowType().getFieldCount()) {
      throw new DeltaTableException.IncompatibleSchema(
          "All columns %s are partition columns, which are not in data files: leave at least one out of the partition columns."
              .formatted(layout.partitionColumns()));
    }
  }

  private static void requireSupported(RowType rowType, String column) {
    int position = rowType.getFieldIndex(column);
    if (position < 0) {
      throw new DeltaTableException.IncompatibleSchema(
          "Partition column '%s' is not among the columns %s: correct its name, or add it to them."
              .formatted(column, rowType.getFieldNames()));
    }
    LogicalType type = rowType.getTypeAt(position);
    DataType written = DeltaTypes.of(column, type);
    if (written.isNested() || written instanceof BinaryType) {
      throw new DeltaTableException.IncompatibleSchema(
          "Partition column '%s' has the type %s, but partitions can only be told apart by texts, numbers, booleans and times: choose another column."
              .formatted(column, type.asSummaryString()));
    }
  }

  /**
   * Compares as Delta does, without regard to case. The order only shows in directories, where it
   * means nothing.
   *
   * @throws DeltaTableException.IncompatibleSchema naming both
   */
  public static void requireSame(List<String> ofSink, List<String> ofTable) {
    if (!ignoringCaseAndOrder(ofSink).equals(ignoringCaseAndOrder(ofTable))) {
      throw new DeltaTableException.IncompatibleSchema(
          "The table has the partition columns %s, but the sink has %s: give the sink those of the table, or write to another table."
              .formatted(ofTable, ofSink));
    }
  }

  private static Set<String> ignoringCaseAndOrder(List<String> columns) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(columns);
    return names;
  }
}
