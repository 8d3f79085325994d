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

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.RowType;

/**
 * The columns of rows, and by which of them their files are kept apart.
 *
 * @param rowType all columns, in the order of the rows
 * @param partitionColumns names of partition columns, spelled as in the row type if they are there;
 *     their order is that of directories
 * @param stored what the columns are called in data files
 * @param statistics which columns have statistics; null if the table does not say so: the first
 *     {@link #MOST_COLUMNS_WITH_STATISTICS}
 */
@Internal
public record TableLayout(
    RowType rowType,
    List<String> partitionColumns,
    StoredColumns stored,
    StatisticsColumns statistics)
    implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Delta's default for the number of columns that have statistics. Fields of rows are counted one
   * by one; an array or a map is one column.
   */
  public static final int MOST_COLUMNS_WITH_STATISTICS = 32;

  public TableLayout {
    requireNonNull(rowType);
    requireNonNull(stored);
    partitionColumns =
        partitionColumns.stream().map(column -> spelledAsIn(rowType, column)).toList();
  }

  /** Rows that are stored under the names of their columns. */
  public TableLayout(RowType rowType, List<String> partitionColumns) {
    this(rowType, partitionColumns, StoredColumns.AS_NAMED);
  }

  /** Rows of a table that does not tell of which columns it wants statistics. */
  public TableLayout(RowType rowType, List<String> partitionColumns, StoredColumns stored) {
    this(rowType, partitionColumns, stored, null);
  }

  /** Rows of a table without partitions. */
  public static TableLayout unpartitioned(RowType rowType) {
    return new TableLayout(rowType, List.of());
  }

  private static String spelledAsIn(RowType rowType, String column) {
    return rowType.getFieldNames().stream()
        .filter(column::equalsIgnoreCase)
        .findFirst()
        .orElse(column);
  }

  /** The columns that are in data files, which partition columns are not. */
  public RowType dataColumns() {
    return new RowType(
        rowType.getFields().stream().filter(field -> !isPartitionColumn(field.getName())).toList());
  }

  public TableLayout storedAs(StoredColumns value) {
    return new TableLayout(rowType, partitionColumns, value, statistics);
  }

  public TableLayout withStatisticsOf(StatisticsColumns value) {
    return new TableLayout(rowType, partitionColumns, stored, value);
  }

  /**
   * Whether the log has statistics of a column.
   *
   * @param column under its stored name, in the rows that it is in
   * @param index of the column among those of a data file
   */
  public boolean hasStatisticsOf(List<String> column, int index) {
    return statistics == null ? index < MOST_COLUMNS_WITH_STATISTICS : statistics.include(column);
  }

  public boolean isPartitioned() {
    return !partitionColumns.isEmpty();
  }

  public boolean isPartitionColumn(String column) {
    return partitionColumns.contains(column);
  }
}
