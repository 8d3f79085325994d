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

import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.writer.DataFileOptions;
import io.github.flinkcomments.connector.delta.writer.RollingDataFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.binary.BinaryRowData;

/** The sink's writer, with the statistics of all columns. */
final class SinkWriter implements RowWriter {

  @Override
  public void write(Path directory, List<BinaryRowData> rows, int count) throws IOException {
    TableFiles files = TableFiles.at(directory.toString(), Map.of());
    TableLayout layout = TableLayout.unpartitioned(SampleRows.TYPE);
    try (RollingDataFileWriter writer =
        new RollingDataFileWriter(files, layout, DataFileOptions.DEFAULT, 0, FileOrigin.first())) {
      for (int row = 0; row < count; row++) {
        writer.write(rows.get(row % rows.size()));
      }
      writer.finish();
    }
  }
}
