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
package io.github.flinkcomments.connector.delta;

import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.writer.Partitioner;
import io.github.flinkcomments.connector.delta.writer.UnwritableRowException;
import java.io.Serial;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** Sends all rows of a partition to one writer. */
final class PartitionDistribution {

  private PartitionDistribution() {}

  /**
   * The network is that of a keyed stream, which can be rescaled; but the writers get no keys, and
   * a batch job does not sort for them.
   */
  static DataStream<RowData> hash(DataStream<RowData> rows, TableLayout layout) {
    return new DataStream<>(
        rows.getExecutionEnvironment(),
        rows.keyBy(new PartitionKey(layout), Types.INT).getTransformation());
  }

  private static final class PartitionKey implements KeySelector<RowData, Integer> {

    @Serial private static final long serialVersionUID = 1L;

    private final TableLayout layout;
    private transient Partitioner partitioner;

    PartitionKey(TableLayout layout) {
      this.layout = layout;
    }

    @Override
    public Integer getKey(RowData row) {
      if (partitioner == null) {
        partitioner = new Partitioner(layout);
      }
      try {
        return partitioner.partitionOf(row).hashCode();
      } catch (UnwritableRowException e) {
        throw new SuppressRestartsException(e); // the row would come again
      }
    }
  }
}
