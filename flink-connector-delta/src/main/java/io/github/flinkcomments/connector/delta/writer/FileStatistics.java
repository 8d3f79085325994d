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
package io.github.flinkcomments.connector.delta.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * What the log says about the rows of a file, so that readers can skip it. Parquet has counted and
 * compared every value already; its row groups only need to be added up.
 *
 * <p>Fields of rows have statistics like columns of their own. Arrays and maps have none.
 */
record FileStatistics(long rowCount, List<ColumnStatistics> columns) {

  /**
   * @param path the names of the rows that the column is in, from the outside, and its own
   */
  record ColumnStatistics(
      List<String> path, long nullCount, Optional<JsonNode> min, Optional<JsonNode> max) {}

  static FileStatistics of(ParquetMetadata footer, TableLayout layout) {
    List<BlockMetaData> rowGroups = footer.getBlocks();
    return new FileStatistics(
        rowGroups.stream().mapToLong(BlockMetaData::getRowCount).sum(),
        leavesOf(footer.getFileMetaData().getSchema(), layout).stream()
            .map(leaf -> column(rowGroups, leaf))
            .toList());
  }

  /** Where the columns that have statistics are among all leaves of the schema. */
  private static List<Integer> leavesOf(MessageType schema, TableLayout layout) {
    List<ColumnDescriptor> leaves = schema.getColumns();
    List<Integer> withStatistics = new ArrayList<>();
    Set<List<String>> columns = new HashSet<>();
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      List<String> path = List.of(leaves.get(leaf).getPath());
      List<String> column = columnOf(schema, path);
      columns.add(column);
      if (column.equals(path) && layout.hasStatisticsOf(column, columns.size() - 1)) {
        withStatistics.add(leaf);
      }
    }
    return withStatistics;
  }

  /** The leaf itself, or the array or map that it is in. */
  private static List<String> columnOf(MessageType schema, List<String> leaf) {
    int length = 1;
    while (length < leaf.size() && !isRepeated(schema, leaf.subList(0, length + 1))) {
      length++;
    }
    return leaf.subList(0, length);
  }

  private static boolean isRepeated(MessageType schema, List<String> path) {
    return schema.getMaxRepetitionLevel(path.toArray(String[]::new)) > 0;
  }

  private static ColumnStatistics column(List<BlockMetaData> rowGroups, int leaf) {
    ColumnChunkMetaData first = rowGroups.get(0).getColumns().get(leaf);
    Statistics<?> merged = first.getStatistics().copy();
    for (BlockMetaData rowGroup : rowGroups.subList(1, rowGroups.size())) {
      merged.mergeStatistics(rowGroup.getColumns().get(leaf).getStatistics());
    }
    Bounds bounds = Bounds.of(merged);
    return new ColumnStatistics(
        List.of(first.getPath().toArray()), merged.getNumNulls(), bounds.min(), bounds.max());
  }

  /** As Delta's protocol defines {@code stats}: bounds that are not known are left out. */
  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("numRecords", rowCount);
    ObjectNode minValues = json.putObject("minValues");
    ObjectNode maxValues = json.putObject("maxValues");
    ObjectNode nullCount = json.putObject("nullCount");
    for (ColumnStatistics column : columns) {
      column.min().ifPresent(min -> set(minValues, column.path(), min));
      column.max().ifPresent(max -> set(maxValues, column.path(), max));
      set(nullCount, column.path(), LongNode.valueOf(column.nullCount()));
    }
    return json.toString();
  }

  private static void set(ObjectNode row, List<String> path, JsonNode value) {
    String name = path.get(0);
    if (path.size() == 1) {
      row.set(name, value);
      return;
    }
    ObjectNode inner = row.has(name) ? (ObjectNode) row.get(name) : row.putObject(name);
    set(inner, path.subList(1, path.size()), value);
  }
}
