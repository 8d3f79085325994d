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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.commit.WriteResult;
import io.github.flinkcomments.connector.delta.commit.WriterState;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.writer.DataFileOptions;
import io.github.flinkcomments.connector.delta.writer.RollingDataFileWriter;
import io.github.flinkcomments.connector.delta.writer.UnwritableRowException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.metrics.groups.MetricsGroupTestUtils;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("flink-versions")
class DeltaSinkWriterTest {

  private static final FileOrigin ORIGIN = FileOrigin.first();

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

  /** It would come again after a restart. */
  @Test
  void aRowThatCannotBeWrittenEndsTheJob() throws Exception {
    GenericRowData update = GenericRowData.ofKind(RowKind.DELETE, 1L);
    try (DeltaSinkWriter writer = writer()) {
      assertThatThrownBy(() -> writer.write(update, null))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .isInstanceOf(UnwritableRowException.class)
          .hasMessageContaining("only appends");
    }
  }

  @Test
  void hasNothingToHandOverWithoutRows() throws Exception {
    try (DeltaSinkWriter writer = writer()) {
      assertThat(writer.prepareCommit()).isEmpty();
    }
  }

  @Test
  void filesAfterASnapshotAreOfTheOriginThatItHolds() throws Exception {
    try (DeltaSinkWriter writer = writer()) {
      writer.write(GenericRowData.of(1L), null);
      List<String> before = paths(writer.prepareCommit());
      List<WriterState> state = writer.snapshotState(1);
      writer.write(GenericRowData.of(2L), null);
      List<String> after = paths(writer.prepareCommit());

      FileOrigin next = ORIGIN.afterSnapshot();
      assertThat(state).containsExactly(new WriterState("job", next));
      assertThat(before).containsExactly(ORIGIN.fileName(0, 0, ".zstd.parquet"));
      assertThat(after).containsExactly(next.fileName(0, 1, ".zstd.parquet"));
    }
  }

  @Test
  void tellsOnceWhatMayHaveBeenLeftBehind() throws Exception {
    Set<FileOrigin> replaced = Set.of(ORIGIN, FileOrigin.first());
    try (DeltaSinkWriter writer = writer(replaced)) {
      writer.write(GenericRowData.of(1L), null);
      assertThat(writer.prepareCommit())
          .singleElement()
          .satisfies(
              result -> {
                assertThat(result.restoredWriters()).isEqualTo(replaced);
                assertThat(result.files()).hasSize(1);
              });
      assertThat(writer.prepareCommit()).isEmpty();
    }
    try (DeltaSinkWriter writer = writer(replaced)) {
      assertThat(writer.prepareCommit())
          .extracting(WriteResult::restoredWriters)
          .containsExactly(replaced);
    }
  }

  private static List<String> paths(Collection<WriteResult> results) {
    return results.stream().flatMap(r -> r.files().stream()).map(DataFile::path).toList();
  }

  private DeltaSinkWriter writer() {
    return writer(Set.of());
  }

  private DeltaSinkWriter writer(Set<FileOrigin> replaced) {
    TableFiles files = TableFiles.at(table.toString(), Map.of());
    return new DeltaSinkWriter(
        new RollingDataFileWriter(files, SinkJob.LAYOUT, DataFileOptions.DEFAULT, 0, ORIGIN),
        "job",
        replaced,
        metrics);
  }
}
