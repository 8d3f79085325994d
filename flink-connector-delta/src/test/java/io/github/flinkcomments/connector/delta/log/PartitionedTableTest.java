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

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.standalone.actions.AddFile;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.writer.DataFileOptions;
import io.github.flinkcomments.connector.delta.writer.RollingDataFileWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitioned tables, as another reader sees them. */
class PartitionedTableTest {

  private static final TableLayout LAYOUT =
      new TableLayout(
          (RowType)
              DataTypes.ROW(
                      DataTypes.FIELD("tag", DataTypes.STRING()),
                      DataTypes.FIELD("id", DataTypes.INT().notNull()),
                      DataTypes.FIELD("day", DataTypes.DATE()))
                  .notNull()
                  .getLogicalType(),
          List.of("day", "tag"));

  private static final String SPECIAL = "a b+c/%41=é漢:#?*\"'\\{}[]^\uD83D\uDE00\n\u0001";

  @TempDir Path directory;
  private SampleTable sample;

  @BeforeEach
  void chooseAPath() {
    sample = new SampleTable(directory.resolve("table"));
  }

  @Test
  void rowsOfAllPartitionsAreReadBack() throws Exception {
    append(row("plain", 1, "2026-01-02"), row(SPECIAL, 2, null), row("", 3, "2026-01-02"));

    StandaloneReader reader = StandaloneReader.at(sample.path());
    assertThat(reader.snapshot().getMetadata().getPartitionColumns()).containsExactly("day", "tag");
    assertThat(
            reader.rows(
                row ->
                    Arrays.asList(
                        row.getInt("id"),
                        row.isNullAt("tag") ? null : row.getString("tag"),
                        row.isNullAt("day") ? null : row.getDate("day").toLocalDate())))
        .containsExactlyInAnyOrder(
            List.of(1, "plain", LocalDate.of(2026, 1, 2)),
            Arrays.asList(2, SPECIAL, null),
            Arrays.asList(3, null, LocalDate.of(2026, 1, 2)));
  }

  @Test
  void theLogHasEveryPartitionColumnAndNullIsNull() throws Exception {
    append(row(null, 1, null), row("x", 2, "2026-01-02"));

    List<JsonNode> values = new ArrayList<>();
    for (String line : Files.readAllLines(sample.logEntry(1))) {
      JsonNode action = new ObjectMapper().readTree(line);
      if (action.has("add")) {
        values.add(action.get("add").get("partitionValues"));
      }
    }
    ObjectMapper json = new ObjectMapper();
    assertThat(values)
        .containsExactlyInAnyOrder(
            json.readTree("{\"day\": null, \"tag\": null}"),
            json.readTree("{\"day\": \"2026-01-02\", \"tag\": \"x\"}"));
  }

  @Test
  void logCheckpointsKeepPartitionValues() throws Exception {
    try (DeltaTable table = open()) {
      String id = table.createIfAbsent(Map.of("delta.checkpointInterval", "2")).id();
      for (int version = 1; version <= 4; version++) {
        String tag = version % 2 == 0 ? SPECIAL : null;
        table.append(
            new TransactionId("sink", version), write(row(tag, version, "2026-01-02")), id);
      }
    }
    assertThat(sample.logFiles()).anyMatch(file -> file.contains(".checkpoint."));
    Files.delete(sample.logEntry(0));

    assertThat(StandaloneReader.at(sample.path()).files())
        .extracting(file -> Optional.ofNullable(file.getPartitionValues().get("tag")))
        .containsExactlyInAnyOrder(
            Optional.of(SPECIAL), Optional.of(SPECIAL), Optional.empty(), Optional.empty());
    assertThat(sample.ids()).containsExactly(1, 2, 3, 4);
  }

  /** Whatever a process may have done in between: the paths in the log are those that we wrote. */
  @Test
  void aCommitIsRecognizedByItsFiles() throws Exception {
    try (DeltaTable table = open()) {
      String id = table.createIfAbsent(Map.of()).id();
      List<DataFile> files = write(row(SPECIAL, 1, "2026-01-02"));
      table.append(new TransactionId("sink", 1), files, id);

      assertThat(table.transactions().filesOf(new TransactionId("sink", 1)))
          .contains(SampleTable.paths(files));
    }
  }

  @Test
  void aTableOfOthersIsWrittenInItsOwnSpellingAndOrder() throws Exception {
    new ForeignEngine()
        .createPartitioned(
            sample.path(),
            new StructType()
                .add("DAY", DateType.DATE)
                .add("ID", IntegerType.INTEGER, false)
                .add("TAG", StringType.STRING),
            "TAG",
            "DAY");
    append(row("x", 7, "2026-01-02"));

    assertThat(StandaloneReader.at(sample.path()).files())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.getPath()).startsWith("TAG=x/DAY=2026-01-02/part-");
              assertThat(file.getPartitionValues())
                  .containsOnly(Map.entry("TAG", "x"), Map.entry("DAY", "2026-01-02"));
            });
    assertThat(StandaloneReader.at(sample.path()).rows(row -> row.getInt("ID"))).containsExactly(7);
  }

  @Test
  void filesAreWhereTheLogSays() throws Exception {
    append(row(SPECIAL, 1, "2026-01-02"));
    AddFile file = StandaloneReader.at(sample.path()).files().get(0);
    assertThat(sample.path().resolve(URI.create(file.getPath()).getPath()))
        .isRegularFile()
        .hasSize(file.getSize());
  }

  private void append(GenericRowData... rows) throws IOException {
    try (DeltaTable table = open()) {
      String id = table.createIfAbsent(Map.of()).id();
      table.append(new TransactionId("sink", 1), write(rows), id);
    }
  }

  private DeltaTable open() {
    return DeltaTable.at(sample.path().toString(), Map.of(), LAYOUT);
  }

  private List<DataFile> write(GenericRowData... rows) throws IOException {
    try (DeltaTable table = open();
        RollingDataFileWriter writer =
            new RollingDataFileWriter(
                TableFiles.at(sample.path().toString(), Map.of()),
                table.describe().orElseThrow().layout(),
                DataFileOptions.DEFAULT,
                0,
                FileOrigin.first())) {
      for (GenericRowData row : rows) {
        writer.write(row);
      }
      return writer.finish();
    }
  }

  private static GenericRowData row(String tag, int id, String day) {
    return GenericRowData.of(
        StringData.fromString(tag),
        id,
        day == null ? null : (int) LocalDate.parse(day).toEpochDay());
  }
}
