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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.commit.WriteResult;
import io.github.flinkcomments.connector.delta.log.DataFile;
import io.github.flinkcomments.connector.delta.log.TableFiles;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.writer.DataFileOptions;
import io.github.flinkcomments.connector.delta.writer.RollingDataFileWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.groups.MetricsGroupTestUtils;
import org.apache.flink.table.data.GenericRowData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("flink-versions")
class DeltaSinkWriterTest {

  @TempDir Path table;
  private final SinkWriterMetricGroup metrics = MetricsGroupTestUtils.mockWriterMetricGroup();

  @Test
  void handsOverItsFilesAndCountsWhatItWrote() throws Exception {
    try (DeltaSinkWriter writer = writer()) {
      writer.write(GenericRowData.of(1L), null);
      writer.write(GenericRowData.of(2L), null);
      Collection<WriteResult> results = writer.prepareCommit();

      List<DataFile> files = results.iterator().next().files();
      assertThat(files).singleElement().extracting(DataFile::rowCount).isEqualTo(2L);
      assertThat(metrics.getNumRecordsSendCounter().getCount()).isEqualTo(2);
      assertThat(metrics.getNumBytesSendCounter().getCount()).isEqualTo(files.get(0).sizeInBytes());
    }
  }

  @Test
  void hasNothingToHandOverWithoutRows() throws Exception {
    try (DeltaSinkWriter writer = writer()) {
      assertThat(writer.prepareCommit()).isEmpty();
    }
  }

  private DeltaSinkWriter writer() {
    TableFiles files = TableFiles.at(table.toString(), Map.of());
    return new DeltaSinkWriter(
        new RollingDataFileWriter(files, SinkJob.LAYOUT, DataFileOptions.DEFAULT, 0), metrics);
  }
}
