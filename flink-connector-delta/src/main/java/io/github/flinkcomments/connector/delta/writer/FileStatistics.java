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
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * What the log says about the rows of a file, so that readers can skip it. Parquet has counted and
 * compared every value already; its row groups only need to be added up.
 */
record FileStatistics(long rowCount, List<ColumnStatistics> columns) {

  /** Delta's default for the number of columns that have statistics. */
  private static final int MOST_COLUMNS = 32;

  record ColumnStatistics(
      String name, long nullCount, Optional<JsonNode> min, Optional<JsonNode> max) {}

  static FileStatistics of(ParquetMetadata footer) {
    List<BlockMetaData> rowGroups = footer.getBlocks();
    int columns = Math.min(MOST_COLUMNS, footer.getFileMetaData().getSchema().getFieldCount());
    return new FileStatistics(
        rowGroups.stream().mapToLong(BlockMetaData::getRowCount).sum(),
        IntStream.range(0, columns).mapToObj(column -> column(rowGroups, column)).toList());
  }

  private static ColumnStatistics column(List<BlockMetaData> rowGroups, int column) {
    ColumnChunkMetaData first = rowGroups.get(0).getColumns().get(column);
    Statistics<?> merged = first.getStatistics().copy();
    for (BlockMetaData rowGroup : rowGroups.subList(1, rowGroups.size())) {
      merged.mergeStatistics(rowGroup.getColumns().get(column).getStatistics());
    }
    Bounds bounds = Bounds.of(merged);
    return new ColumnStatistics(
        first.getPath().toDotString(), merged.getNumNulls(), bounds.min(), bounds.max());
  }

  /** As Delta's protocol defines {@code stats}: bounds that are not known are left out. */
  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("numRecords", rowCount);
    ObjectNode minValues = json.putObject("minValues");
    ObjectNode maxValues = json.putObject("maxValues");
    ObjectNode nullCount = json.putObject("nullCount");
    for (ColumnStatistics column : columns) {
      column.min().ifPresent(min -> minValues.set(column.name(), min));
      column.max().ifPresent(max -> maxValues.set(column.name(), max));
      nullCount.put(column.name(), column.nullCount());
    }
    return json.toString();
  }
}
