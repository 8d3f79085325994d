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
package io.github.flinkcomments.connector.delta.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import io.github.flinkcomments.connector.delta.log.schema.TableDescription;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.writer.DataFileOptions;
import io.github.flinkcomments.connector.delta.writer.RollingDataFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns whose names go round while rows that were written for them wait to be committed. */
class RenamedColumnsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> MAPPED = Map.of("delta.columnMapping.mode", "name");

  private static final RowType COLUMNS =
      RowType.of(
          new LogicalType[] {new IntType(), VarCharType.STRING_TYPE, VarCharType.STRING_TYPE},
          new String[] {"id", "a", "b"});

  @TempDir Path directory;

  @Test
  void rowsOfSwappedColumnsAreRefused() throws Exception {
    TableLayout layout = TableLayout.unpartitioned(COLUMNS);
    try (DeltaTable table = DeltaTable.at(directory.toString(), Map.of(), layout)) {
      TableDescription created = table.createIfAbsent(MAPPED);
      List<DataFile> files = write(created.layout());
      swap("a", "b");

      assertThatThrownBy(() -> table.append(new TransactionId("app", 1), files, created.id()))
          .isInstanceOf(DeltaTableException.IncompatibleSchema.class)
          .hasMessageContaining("were renamed after rows were written for them")
          .hasMessageContaining(": a, b of ");
      swap("a", "b");
      assertThat(table.append(new TransactionId("app", 1), files, created.id()).version())
          .isEqualTo(3);
    }
  }

  @Test
  void rowsOfSwappedPartitionColumnsAreRefused() throws Exception {
    TableLayout layout = new TableLayout(COLUMNS, List.of("a", "b"));
    try (DeltaTable table = DeltaTable.at(directory.toString(), Map.of(), layout)) {
      TableDescription created = table.createIfAbsent(MAPPED);
      List<DataFile> files = write(created.layout());
      swap("a", "b");

      assertThatThrownBy(() -> table.append(new TransactionId("app", 1), files, created.id()))
          .isInstanceOf(DeltaTableException.IncompatibleSchema.class)
          .hasMessageContaining(": a, b of ");
    }
  }

  private List<DataFile> write(TableLayout layout) throws IOException {
    try (RollingDataFileWriter writer =
        new RollingDataFileWriter(
            TableFiles.at(directory.toString(), Map.of()),
            layout,
            DataFileOptions.DEFAULT,
            0,
            FileOrigin.first())) {
      writer.write(
          GenericRowData.of(1, StringData.fromString("of a"), StringData.fromString("of b")));
      return writer.finish();
    }
  }

  /** As {@code RENAME COLUMN} does, three times: only the names in the schema change. */
  private void swap(String one, String other) throws IOException {
    Path log = directory.resolve("_delta_log");
    long version = 0;
    ObjectNode metadata = null;
    while (Files.exists(entry(log, version))) {
      for (String line : Files.readAllLines(entry(log, version))) {
        JsonNode action = JSON.readTree(line);
        if (action.has("metaData")) {
          metadata = (ObjectNode) action;
        }
      }
      version++;
    }
    ObjectNode changed = (ObjectNode) metadata.get("metaData");
    JsonNode schema = JSON.readTree(changed.get("schemaString").asText());
    for (JsonNode field : schema.get("fields")) {
      String name = field.get("name").asText();
      ((ObjectNode) field).put("name", name.equals(one) ? other : name.equals(other) ? one : name);
    }
    changed.put("schemaString", schema.toString());
    if (!changed.get("partitionColumns").isEmpty()) {
      changed.putArray("partitionColumns").add(other).add(one);
    }
    Files.writeString(entry(log, version), metadata + "\n", UTF_8);
  }

  private static Path entry(Path log, long version) {
    return log.resolve("%020d.json".formatted(version));
  }
}
