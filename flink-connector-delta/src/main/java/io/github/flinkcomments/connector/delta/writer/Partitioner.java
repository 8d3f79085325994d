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

import io.github.flinkcomments.connector.delta.log.file.PartitionValue;
import io.github.flinkcomments.connector.delta.log.schema.ColumnPath;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Tells which partition a row belongs to. Partitions are lists with one value for each partition
 * column, null included; equal ones are the same partition, and have the same hash code in every
 * process.
 */
@Internal
public final class Partitioner {

  private static final List<Object> ONLY_PARTITION = List.of();

  private record Column(String name, String stored, boolean nullable, PartitionEncoding encoding) {}

  private final List<Column> columns;

  /** Needs a layout that a table can have. */
  public Partitioner(TableLayout layout) {
    RowType rowType = layout.rowType();
    List<Column> found = new ArrayList<>();
    for (String name : layout.partitionColumns()) {
      int position = rowType.getFieldIndex(name);
      PartitionEncoding encoding =
          PartitionEncoding.of(name, rowType.getTypeAt(position), position);
      String stored = layout.stored().nameOf(ColumnPath.ROOT.child(name));
      found.add(new Column(name, stored, rowType.getTypeAt(position).isNullable(), encoding));
    }
    columns = List.copyOf(found);
  }

  /**
   * The partition of a row, which does not keep anything of the row. Without partition columns it
   * is always the same.
   */
  public List<Object> partitionOf(RowData row) {
    if (columns.isEmpty()) {
      return ONLY_PARTITION;
    }
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).encoding().getter().getFieldOrNull(row);
    }
    return Arrays.asList(values);
  }

  /**
   * A partition in the words of the log.
   *
   * @throws UnwritableRowException if a value is null that must not be, or cannot be spelled
   */
  List<PartitionValue> describe(List<Object> partition) {
    List<PartitionValue> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Optional<String> value =
          Optional.ofNullable(partition.get(i)).map(column.encoding().spelling());
      if (value.isEmpty() && !column.nullable()) {
        throw new UnwritableRowException(
            "A row has null, or an empty text, in partition column '%s', which is NOT NULL; Delta makes no difference between the two: filter such rows out, or declare the column nullable."
                .formatted(column.name()));
      }
      values.add(new PartitionValue(column.stored(), value));
    }
    return values;
  }
}
