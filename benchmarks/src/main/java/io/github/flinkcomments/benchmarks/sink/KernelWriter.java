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
package io.github.flinkcomments.benchmarks.sink;

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.hadoop.conf.Configuration;

/** Kernel's own Parquet writer, which pulls batches of rows, with statistics of all columns. */
final class KernelWriter implements RowWriter {

  private static final int ROWS_IN_BATCH = 1_000;

  @Override
  public void write(Path directory, List<BinaryRowData> rows, int count) throws IOException {
    Configuration configuration = new Configuration();
    configuration.set("parquet.compression", "ZSTD");
    List<Column> columns = SampleRows.TYPE.getFieldNames().stream().map(Column::new).toList();
    try (CloseableIterator<DataFileStatus> written =
        DefaultEngine.create(configuration)
            .getParquetHandler()
            .writeParquetFiles(directory.toString(), batches(rows, count), columns)) {
      while (written.hasNext()) {
        written.next();
      }
    }
  }

  private static CloseableIterator<FilteredColumnarBatch> batches(
      List<BinaryRowData> rows, int count) {
    return Utils.toCloseableIterator(
        IntStream.iterate(0, first -> first < count, first -> first + ROWS_IN_BATCH)
            .mapToObj(
                first -> {
                  int start = first % rows.size();
                  int end = Math.min(start + Math.min(ROWS_IN_BATCH, count - first), rows.size());
                  return new FilteredColumnarBatch(
                      new RowBatch(rows.subList(start, end)), Optional.empty());
                })
            .iterator());
  }
}
