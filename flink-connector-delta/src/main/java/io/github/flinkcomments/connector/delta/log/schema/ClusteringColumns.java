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

import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * What a table that is clustered asks of an append: statistics of the columns that it is clustered
 * by. Whoever clusters files later goes by them. The files of an append themselves may come in any
 * order.
 */
@Internal
public final class ClusteringColumns {

  private ClusteringColumns() {}

  /**
   * Refuses a table that clusters by columns without statistics.
   *
   * @throws DeltaTableException.UnsupportedTable naming a column that would have no statistics
   */
  public static void requireStatistics(SnapshotImpl table, TableLayout fitted) {
    if (!TableFeatures.isClusteringTableFeatureSupported(table.getProtocol())) {
      return; // without reading the log
    }
    List<List<String>> withStatistics = storedColumns(fitted);
    for (Column column : table.getPhysicalClusteringColumns().orElse(List.of())) {
      if (!withStatistics.contains(List.of(column.getNames()))) {
        throw new DeltaTableException.UnsupportedTable(
            "The Delta table at %s has the table feature clustering, by %s, but the sink would write no statistics of that column: name it in the table's property 'delta.dataSkippingStatsColumns', or write to another table."
                .formatted(table.getPath(), column));
      }
    }
  }

  /** Those that have statistics. */
  private static List<List<String>> storedColumns(TableLayout layout) {
    List<List<String>> columns = new ArrayList<>();
    for (RowType.RowField field : layout.rowType().getFields()) {
      if (!layout.isPartitionColumn(field.getName())) {
        collect(
            ColumnPath.ROOT.child(field.getName()), List.of(), field.getType(), layout, columns);
      }
    }
    return IntStream.range(0, columns.size())
        .filter(index -> layout.hasStatisticsOf(columns.get(index), index))
        .mapToObj(columns::get)
        .toList();
  }

  private static void collect(
      ColumnPath path,
      List<String> storedRow,
      LogicalType type,
      TableLayout layout,
      List<List<String>> columns) {
    List<String> stored = new ArrayList<>(storedRow);
    stored.add(layout.stored().nameOf(path));
    if (type instanceof RowType row) {
      row.getFields()
          .forEach(
              field ->
                  collect(path.child(field.getName()), stored, field.getType(), layout, columns));
    } else {
      columns.add(stored);
    }
  }
}
