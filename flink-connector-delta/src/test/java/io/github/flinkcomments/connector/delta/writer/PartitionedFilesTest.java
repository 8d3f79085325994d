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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.PartitionValue;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.storage.StoredOutput;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.DataTypes.Field;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionedFilesTest {

  private static final Field[] COLUMNS = {
    DataTypes.FIELD("id", DataTypes.INT().notNull()),
    DataTypes.FIELD("day", DataTypes.DATE()),
    DataTypes.FIELD("payload", DataTypes.BYTES()),
    DataTypes.FIELD("tag", DataTypes.STRING())
  };

  @TempDir Path directory;
  private WriterFixture fixture;

  @BeforeEach
  void defineTheRows() {
    fixture = new WriterFixture(directory, List.of("tag", "day"), COLUMNS);
  }

  @Test
  void eachPartitionHasAFileInADirectoryOfItsOwn() throws Exception {
    List<DataFile> files =
        fixture.writeAll(
            List.of(row(1, 0, "a b"), row(2, 1, "a b"), row(3, 0, "a b"), row(4, null, null)));

    assertThat(files)
        .extracting(file -> file.path().replaceFirst("part-.*", ""))
        .containsExactlyInAnyOrder(
            "tag=a%2520b/day=1970-01-01/",
            "tag=a%2520b/day=1970-01-02/",
            "tag=__HIVE_DEFAULT_PARTITION__/day=__HIVE_DEFAULT_PARTITION__/");
    for (DataFile file : files) {
      assertThat(fixture.locate(file)).hasSize(file.sizeInBytes());
    }
    assertThat(directory.resolve("tag=a%20b/day=1970-01-01")).isDirectory();
    DataFile twoRows = files.stream().filter(file -> file.rowCount() == 2).findAny().orElseThrow();
    assertThat(twoRows.partition())
        .containsExactly(
            new PartitionValue("tag", Optional.of("a b")),
            new PartitionValue("day", Optional.of("1970-01-01")));
  }

  @Test
  void partitionColumnsAreNeitherInTheFilesNorInTheirStatistics() throws Exception {
    DataFile file = fixture.write(List.of(row(7, 0, "a")));

    Group row = fixture.rows(file).get(0);
    assertThat(row.getType().getFields()).extracting(Object::toString).hasSize(2);
    assertThat(row.getInteger("id", 0)).isEqualTo(7);
    assertThat(row.getBinary("payload", 0).length()).isEqualTo(10);
    assertThat(new ObjectMapper().readTree(file.statistics()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"numRecords": 1, "minValues": {"id": 7}, "maxValues": {"id": 7},
                     "nullCount": {"id": 0, "payload": 0}}\
                    """));
  }

  @Test
  void theFileThatWasNotWrittenForTheLongestTimeMakesRoom() throws Exception {
    List<DataFile> files = new ArrayList<>();
    try (RollingDataFileWriter writer = fixture.open(mostOpen(2))) {
      for (String tag : List.of("a", "b", "a", "c", "a", "c", "b")) {
        writer.write(row(1, 0, tag));
      }
      files.addAll(writer.finish());
    }
    // The row of c finishes b, the last one of b finishes a.
    assertThat(files)
        .extracting(file -> file.partition().get(0).value().orElseThrow() + file.rowCount())
        .containsExactly("b1", "a3", "c2", "b1");
  }

  @Test
  void rowsThatComeByPartitionNeedOneFileEach() throws Exception {
    try (RollingDataFileWriter writer = fixture.open(mostOpen(1))) {
      for (int id = 0; id < 1_000; id++) {
        writer.write(row(id, id / 100, "a"));
      }
      assertThat(writer.finish()).hasSize(10);
    }
  }

  @Test
  void aFullFileIsFollowedByAnotherOfItsPartition() throws Exception {
    Random random = new Random(42);
    DataFileOptions options = new DataFileOptions(Compression.ZSTD, MemorySize.ofMebiBytes(1), 10);
    try (RollingDataFileWriter writer = fixture.open(options)) {
      for (int id = 0; id < 4_000; id++) {
        byte[] payload = new byte[1_000];
        random.nextBytes(payload);
        String tag = id % 4 == 0 ? "small" : "large";
        writer.write(GenericRowData.of(id, 0, payload, StringData.fromString(tag)));
      }
      List<DataFile> files = writer.finish();
      assertThat(files).filteredOn(file -> file.path().startsWith("tag=small/")).hasSize(1);
      assertThat(files).filteredOn(file -> file.path().startsWith("tag=large/")).hasSize(3);
    }
  }

  @Test
  void whatWasNotHandedOverIsRemovedFromItsDirectory() throws Exception {
    try (RollingDataFileWriter writer = fixture.open(mostOpen(2))) {
      writer.write(row(1, 0, "kept: ä"));
      List<DataFile> handedOver = writer.finish();
      for (String tag : List.of("finished: ä", "open", "open too")) {
        writer.write(row(1, 0, tag));
      }
      assertThat(dataFiles()).hasSize(4);

      writer.close();

      assertThat(dataFiles()).containsExactly(fixture.locate(handedOver.get(0)));
    }
  }

  @Test
  void aRootThatIsGoneIsNotMadeAgain() throws Exception {
    Path gone = directory.resolve("gone");
    try (RollingDataFileWriter writer = new WriterFixture(gone, List.of("tag"), COLUMNS).open()) {
      assertThatThrownBy(() -> writer.write(row(1, 0, "a")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("was the table deleted?");
    }
    assertThat(gone).doesNotExist();
  }

  /** As large as row groups may get, so many of them together would not fit into memory. */
  @Test
  void theFileThatTakesMostMemoryIsFinishedWhenAllTakeTooMuch() throws Exception {
    Random random = new Random(42);
    OpenFiles open =
        new OpenFiles(
            100,
            MemorySize.ofMebiBytes(2).getBytes(),
            TableFiles.at(directory.toString(), Map.of()),
            this::open);
    for (int id = 0; id < 3_000; id++) {
      byte[] payload = new byte[1_000];
      random.nextBytes(payload);
      DataFileWriter file = open.of(List.of(id % 10 == 0 ? "small" : "large"));
      long before = file.bytesInMemory();
      file.write(GenericRowData.of(payload));
      file.measure();
      open.grewBy(file.bytesInMemory() - before);
    }
    assertThat(open.takeFinished())
        .hasSize(1)
        .allSatisfy(file -> assertThat(file.rowCount()).isBetween(1_500L, 2_100L));
    assertThat(open.of(List.of("small")).rowCount()).isEqualTo(300);
    open.abort();
    assertThat(dataFiles()).hasSize(1);
  }

  private DataFileWriter open(List<Object> partition) throws IOException {
    TableLayout layout =
        TableLayout.unpartitioned(
            (RowType)
                DataTypes.ROW(DataTypes.FIELD("payload", DataTypes.BYTES())).getLogicalType());
    return DataFileWriter.open(
        TableFiles.at(directory.toString(), Map.of()),
        List.of(),
        partition.get(0) + "-" + System.nanoTime(),
        layout,
        RowEncoding.of(layout),
        new DataFileOptions(Compression.SNAPPY, MemorySize.ofMebiBytes(128), 100),
        new Dictionaries());
  }

  private static DataFileOptions mostOpen(int partitions) {
    return new DataFileOptions(
        Compression.ZSTD, DataFileOptions.DEFAULT.targetFileSize(), partitions);
  }

  /** What was not handed over goes, whichever of its files refuses to. */
  @Test
  void oneFileThatCannotBeRemovedLeavesNoOtherBehind() throws Exception {
    AtomicInteger discarded = new AtomicInteger();
    TableStorage storage = TableStorages.open(directory.toString(), Map.of());
    TableStorage failing =
        (TableStorage)
            Proxy.newProxyInstance(
                PartitionedFilesTest.class.getClassLoader(),
                new Class<?>[] {TableStorage.class},
                (proxy, method, arguments) ->
                    method.getName().equals("create")
                        ? new FailingOutput(storage.create((String) arguments[0]), discarded)
                        : method.invoke(storage, arguments));
    RollingDataFileWriter writer = fixture.open(TableFiles.over(failing));
    for (String tag : List.of("a", "b", "c")) {
      writer.write(row(1, 0, tag));
    }

    assertThatThrownBy(writer::close).hasMessageContaining("cannot be removed");
    assertThat(discarded).hasValue(3);
    assertThat(dataFiles()).hasSize(1);
  }

  /** The first of them cannot be removed. */
  private static final class FailingOutput extends StoredOutput {

    private final StoredOutput output;
    private final AtomicInteger discarded;

    private FailingOutput(StoredOutput output, AtomicInteger discarded) {
      this.output = output;
      this.discarded = discarded;
    }

    @Override
    public void discard() throws IOException {
      if (discarded.getAndIncrement() == 0) {
        output.close();
        throw new IOException("This file cannot be removed.");
      }
      output.discard();
    }

    @Override
    public void write(int value) throws IOException {
      output.write(value);
    }

    @Override
    public long position() {
      return output.position();
    }

    @Override
    public long modificationTime() throws IOException {
      return output.modificationTime();
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }

  private List<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static GenericRowData row(int id, Integer day, String tag) {
    return GenericRowData.of(id, day, new byte[10], StringData.fromString(tag));
  }
}
