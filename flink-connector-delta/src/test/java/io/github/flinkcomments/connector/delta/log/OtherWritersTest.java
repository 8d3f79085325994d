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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.standalone.DeltaLog;
import io.github.flinkcomments.connector.delta.log.engine.StorageEngine;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that others have made, and that others change while we write them. */
@Tag("slow")
class OtherWritersTest {

  private final ForeignEngine foreign = new ForeignEngine();

  @TempDir Path directory;
  private SampleTable sample;

  @BeforeEach
  void chooseAPath() {
    sample = new SampleTable(directory.resolve("table"));
  }

  @Test
  void twoEnginesAppendInTurn() throws Exception {
    foreign.create(sample.path(), ForeignEngine.SCHEMA, Map.of());
    try (DeltaTable table = sample.open()) {
      String id = table.describe().orElseThrow().id();
      for (int turn = 0; turn < 5; turn++) {
        foreign.append(sample.path(), 10 * turn, 10 * turn + 1);
        table.append(new TransactionId("sink", turn), sample.write(10 * turn + 2), id);
      }
    }
    assertThat(sample.ids())
        .containsExactly(0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 42);
  }

  /** What one engine counts on from is what the other has counted to. */
  @Test
  void rowIdsAreGivenOnceByTwoEnginesInTurn() throws Exception {
    foreign.create(sample.path(), ForeignEngine.SCHEMA, Map.of("delta.enableRowTracking", "true"));
    try (DeltaTable table = sample.open()) {
      String id = table.describe().orElseThrow().id();
      for (int turn = 0; turn < 4; turn++) {
        foreign.append(sample.path(), 10 * turn, 10 * turn + 1);
        table.append(new TransactionId("sink", 2L * turn), sample.write(10 * turn + 2), id);
        table.append(new TransactionId("sink", 2L * turn + 1), sample.write(10 * turn + 3), id);
      }
    }
    List<Integer> firstRowIds = new ArrayList<>();
    for (int version = 1; version <= 12; version++) {
      firstRowIds.addAll(
          Pattern.compile("\"baseRowId\":(\\d+)")
              .matcher(Files.readString(sample.logEntry(version)))
              .results()
              .map(found -> Integer.valueOf(found.group(1)))
              .toList());
    }
    assertThat(firstRowIds).containsExactly(0, 2, 3, 4, 6, 7, 8, 10, 11, 12, 14, 15);
  }

  @ParameterizedTest
  @CsvSource({
    "delta.appendOnly, true",
    "delta.enableChangeDataFeed, true",
    "delta.enableDeletionVectors, true",
    "delta.enableInCommitTimestamps, true",
    "delta.enableTypeWidening, true",
    "delta.checkpointPolicy, v2",
    "delta.enableRowTracking, true",
    "delta.feature.clustering, supported",
    "delta.feature.vacuumProtocolCheck, supported"
  })
  void featuresThatAskNothingOfAnAppendAreNoHindrance(String property, String value)
      throws Exception {
    foreign.create(
        sample.path(),
        ForeignEngine.SCHEMA,
        Map.of(property, value, "delta.checkpointInterval", "2"));
    try (DeltaTable table = sample.open()) {
      String id = table.describe().orElseThrow().id();
      for (int commit = 1; commit <= 5; commit++) {
        table.append(new TransactionId("sink", commit), sample.write(commit), id);
      }
    }
    foreign.append(sample.path(), 6);
    try (DeltaTable table = sample.open()) {
      assertThat(table.transactions().newestVersion("sink")).hasValue(5);
      assertThat(table.describe().orElseThrow().version()).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @CsvSource({"delta.feature.checkpointProtection, supported, checkpointProtection"})
  void tablesThatAskMoreAreRefusedByName(String property, String value, String feature) {
    foreign.create(sample.path(), ForeignEngine.SCHEMA, Map.of(property, value));
    try (DeltaTable table = sample.open()) {
      assertThatThrownBy(table::describe)
          .isInstanceOf(DeltaTableException.UnsupportedTable.class)
          .hasMessageContaining(feature)
          .hasMessageContaining(sample.path().toString());
    }
  }

  @Test
  void aTableThatWeCouldNotWriteIsNotCreated() {
    try (DeltaTable table = sample.open()) {
      assertThatThrownBy(
              () -> table.createIfAbsent(Map.of("delta.feature.checkpointProtection", "supported")))
          .isInstanceOf(DeltaTableException.UnsupportedTable.class)
          .hasMessageContaining("checkpointProtection");
      assertThatThrownBy(() -> table.createIfAbsent(Map.of("delta.noSuchProperty", "1")))
          .isInstanceOf(DeltaTableException.UnsupportedTable.class)
          .hasMessageContaining("delta.noSuchProperty");
      assertThat(table.describe()).isEmpty();
    }
  }

  @Test
  void aTableWithOtherPartitionColumnsIsRefused() {
    foreign.createPartitioned(sample.path(), ForeignEngine.SCHEMA, "name");
    try (DeltaTable table = sample.open()) {
      assertThatThrownBy(table::describe)
          .isInstanceOf(DeltaTableException.IncompatibleSchema.class)
          .hasMessageContaining("The table has the partition columns [name], but the sink has []");
    }
  }

  @Test
  void aTableThatBecomesUnwritableStopsTheCommits() throws Exception {
    try (DeltaTable table = sample.open()) {
      String id = table.createIfAbsent(Map.of()).id();
      table.append(new TransactionId("sink", 1), sample.write(1), id);
      foreign.changeProperties(
          sample.path(), Map.of("delta.feature.checkpointProtection", "supported"));
      List<DataFile> files = sample.write(2);

      assertThatThrownBy(() -> table.append(new TransactionId("sink", 2), files, id))
          .isInstanceOf(DeltaTableException.UnsupportedTable.class)
          .hasMessageContaining("checkpointProtection");
    }
    assertThat(sample.logEntry(2)).exists();
    assertThat(sample.logEntry(3)).doesNotExist();
  }

  /** Once it may be null, what was refused is committed. */
  @Test
  void aColumnThatMustNotBeNullIsNamedAndNothingIsLost() throws Exception {
    try (DeltaTable table = sample.open()) {
      String id = table.createIfAbsent(Map.of()).id();
      table.append(new TransactionId("sink", 1), sample.write(1), id);
      addColumn(2, false);
      List<DataFile> files = sample.write(2);

      assertThatThrownBy(() -> table.append(new TransactionId("sink", 2), files, id))
          .isInstanceOf(DeltaTableException.IncompatibleSchema.class)
          .hasMessage(
              "Column 'must' is NOT NULL in the table, but the sink does not write it: add it to"
                  + " the sink.");
      assertThat(sample.logEntry(3)).doesNotExist();

      addColumn(3, true);
      table.append(new TransactionId("sink", 2), files, id);
    }
    assertThat(sample.ids()).containsExactly(1, 2);
  }

  /** A log entry of its own, as an engine writes it that lets people do so. */
  private void addColumn(long version, boolean nullable) throws IOException {
    String column =
        "{\\\"name\\\":\\\"must\\\",\\\"type\\\":\\\"string\\\",\\\"nullable\\\":%s,\\\"metadata\\\":{}},"
            .formatted(nullable);
    String fields = "\\\"fields\\\":[";
    String metadata =
        Files.readAllLines(sample.logEntry(0)).stream()
            .filter(line -> line.startsWith("{\"metaData\""))
            .findFirst()
            .orElseThrow();
    Files.writeString(sample.logEntry(version), metadata.replace(fields, fields + column));
  }

  @Test
  void harmlessChangesGoUnnoticed() throws Exception {
    try (DeltaTable table = sample.open()) {
      String id = table.createIfAbsent(Map.of()).id();
      table.append(new TransactionId("sink", 1), sample.write(1), id);
      foreign.changeProperties(sample.path(), Map.of("delta.appendOnly", "true"));

      table.append(new TransactionId("sink", 2), sample.write(2), id);
    }
    assertThat(sample.ids()).containsExactly(1, 2);
  }

  /** Row-level commands of others need not be run again because of them. */
  @Test
  void appendsAreBlindAndCreationIsNot() throws Exception {
    try (DeltaTable table = sample.open()) {
      String id = table.createIfAbsent(Map.of()).id();
      table.append(new TransactionId("sink", 1), sample.write(1), id);
    }
    DeltaLog log = DeltaLog.forTable(new Configuration(), sample.path().toString());
    assertThat(log.getCommitInfoAt(0).getIsBlindAppend()).contains(false);
    assertThat(log.getCommitInfoAt(1))
        .satisfies(
            info -> {
              assertThat(info.getIsBlindAppend()).contains(true);
              assertThat(info.getOperation()).isEqualTo("WRITE");
              assertThat(info.getEngineInfo().orElseThrow()).endsWith(StorageEngine.INFO);
            });
  }

  @Test
  void rowsAreWrittenUnderTheNamesOfTheTable() {
    foreign.create(
        sample.path(),
        new StructType()
            .add("extra", LongType.LONG, true)
            .add("NAME", StringType.STRING, true)
            .add("Id", IntegerType.INTEGER, false),
        Map.of());
    try (DeltaTable table = sample.open()) {
      assertThat(table.describe().orElseThrow().layout().rowType().getFieldNames())
          .containsExactly("Id", "NAME");
    }
  }
}
