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

import io.github.flinkcomments.connector.delta.commit.TableTarget;
import io.github.flinkcomments.connector.delta.log.CommitResult;
import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import io.github.flinkcomments.connector.delta.log.schema.TableDescription;
import io.github.flinkcomments.connector.delta.storage.MemoryStorage;
import io.github.flinkcomments.connector.delta.storage.MemoryStorages;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.writer.DataFileOptions;
import io.github.flinkcomments.connector.delta.writer.RollingDataFileWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table whose store has neither files nor directories of the machine. */
class TableInMemoryTest {

  private static final String PATH = "memory://table-in-memory";
  private static final String SINK = "sink";

  private final MemoryStorage storage = new MemoryStorage(PATH);
  private final TableTarget target =
      new TableTarget(
          PATH, SinkJob.LAYOUT, Map.of("delta.checkpointInterval", "2"), Map.of("any", "option"));

  @BeforeEach
  void setUp() {
    MemoryStorages.put(PATH, storage);
  }

  @AfterEach
  void forget() {
    MemoryStorages.forget(PATH);
  }

  @Test
  void aTableIsCreatedWrittenAndOpenedAnew() throws Exception {
    List<DataFile> written = new ArrayList<>();
    try (DeltaTable table = target.open()) {
      assertThat(table.describe()).isEmpty();
      TableDescription created = table.createIfAbsent(target.properties());
      for (int checkpoint = 1; checkpoint <= 3; checkpoint++) {
        List<DataFile> files = write(checkpoint);
        written.addAll(files);
        assertThat(table.append(new TransactionId(SINK, checkpoint), files, created.id()))
            .isEqualTo(new CommitResult(checkpoint, 0));
      }
    }

    assertThat(storage.contents())
        .containsKey("_delta_log/00000000000000000002.checkpoint.parquet");
    try (DeltaTable table = target.open();
        TableFiles files = TableFiles.at(PATH, target.storageOptions())) {
      assertThat(table.transactions().newestVersion(SINK)).hasValue(3);
      assertThat(table.transactions().filesOf(new TransactionId(SINK, 2)).orElseThrow())
          .containsExactly(written.get(1).path());
      assertThat(written)
          .hasSize(3)
          .allSatisfy(file -> assertThat(files.sizeOf(file)).hasValue(file.sizeInBytes()));
      files.delete(written.get(0));
      assertThat(files.sizeOf(written.get(0))).isEmpty();
    }
  }

  @Test
  void aTableThatWasDeletedIsGone() {
    try (DeltaTable table = target.open()) {
      table.createIfAbsent(Map.of());
      storage.clear();
      assertThat(table.describe()).isEmpty();
      assertThat(table.createIfAbsent(Map.of()).version()).isZero();
    }
  }

  private List<DataFile> write(int id) throws IOException {
    try (RollingDataFileWriter writer =
        new RollingDataFileWriter(
            TableFiles.at(PATH, target.storageOptions()),
            SinkJob.LAYOUT,
            DataFileOptions.DEFAULT,
            0,
            FileOrigin.first())) {
      writer.write(row(id));
      return writer.finish();
    }
  }

  private static RowData row(int id) {
    return GenericRowData.of((long) id);
  }
}
