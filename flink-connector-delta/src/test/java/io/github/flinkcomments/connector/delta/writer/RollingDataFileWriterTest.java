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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.log.StandaloneReader;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.types.RowKind;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RollingDataFileWriterTest {

  private static final MemorySize TARGET = MemorySize.ofMebiBytes(1);

  private final Random random = new Random(42);

  @TempDir Path directory;
  private WriterFixture fixture;

  @BeforeEach
  void defineTheRows() {
    fixture =
        new WriterFixture(
            directory,
            DataTypes.FIELD("id", DataTypes.INT().notNull()),
            DataTypes.FIELD("payload", DataTypes.BYTES()));
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void filesAreCutAtTheTargetSize(Compression compression) throws Exception {
    List<DataFile> files = new ArrayList<>();
    try (RollingDataFileWriter writer = fixture.open(compression, TARGET)) {
      for (int id = 0; id < 10_000; id++) {
        writer.write(row(id, 1_000));
      }
      files.addAll(writer.finish());
      assertThat(writer.finish()).isEmpty();
    }

    assertThat(files).hasSizeBetween(9, 10);
    assertThat(files.subList(0, files.size() - 1))
        .allSatisfy(
            file ->
                assertThat(file.sizeInBytes())
                    .isBetween(TARGET.getBytes(), TARGET.getBytes() * 5 / 4));
    assertThat(files.stream().mapToLong(DataFile::rowCount).sum()).isEqualTo(10_000);
    for (DataFile file : files) {
      assertThat(file.path())
          .matches(
              "part-[0-9a-f]{16}-0-0-[0-9a-f]{16}-00007-c\\d{3}" + compression.fileExtension());
      assertThat(Files.size(directory.resolve(file.path()))).isEqualTo(file.sizeInBytes());
      assertThat(Files.getLastModifiedTime(directory.resolve(file.path())).toMillis())
          .isEqualTo(file.modificationTime());
      assertThat(fixture.footer(file).getBlocks())
          .allSatisfy(
              rowGroup ->
                  assertThat(rowGroup.getColumns())
                      .allSatisfy(
                          column -> assertThat(column.getCodec()).isEqualTo(compression.codec())));
    }
  }

  @Test
  void rowsThatCompressWellFillAFileSlowly() throws Exception {
    try (RollingDataFileWriter writer = fixture.open(Compression.ZSTD, TARGET)) {
      for (int id = 0; id < 20_000; id++) {
        writer.write(GenericRowData.of(id, new byte[1_000]));
      }
      assertThat(writer.finish()).hasSize(1);
    }
  }

  @Test
  void eachCheckpointHasItsFiles() throws Exception {
    List<DataFile> files = new ArrayList<>();
    try (RollingDataFileWriter writer = fixture.open()) {
      for (int checkpoint = 1; checkpoint <= 3; checkpoint++) {
        writer.write(row(checkpoint, 10));
        files.addAll(writer.finish());
        assertThat(files).hasSize(checkpoint);
      }
    }
    assertThat(new HashSet<>(files.stream().map(DataFile::path).toList())).hasSize(3);
    assertThat(fixture.fileNames())
        .containsExactlyInAnyOrderElementsOf(files.stream().map(DataFile::path).toList());
  }

  @Test
  void levelsMakeDifferentFiles() throws Exception {
    List<Long> sizes = new ArrayList<>();
    for (int level : new int[] {1, 19}) {
      DataFileOptions options =
          new DataFileOptions(Compression.ZSTD, level, MemorySize.ofMebiBytes(128), 1);
      try (RollingDataFileWriter writer = fixture.open(options)) {
        for (int id = 0; id < 5_000; id++) {
          writer.write(GenericRowData.of(id, ("payload " + id * 7919 % 997).getBytes(UTF_8)));
        }
        sizes.add(writer.finish().get(0).sizeInBytes());
      }
    }
    assertThat(sizes.get(1)).isNotEqualTo(sizes.get(0));
  }

  /** Parquet looks after a hundred rows at the earliest. */
  @Test
  void aFileOfLargeRowsIsFullInTime() throws Exception {
    Random random = new Random(42);
    try (RollingDataFileWriter writer = fixture.open(Compression.ZSTD, MemorySize.ofMebiBytes(2))) {
      for (int id = 0; id < 20; id++) {
        byte[] payload = new byte[1_000_000];
        random.nextBytes(payload);
        writer.write(GenericRowData.of(id, payload));
      }
      assertThat(writer.finish()).hasSizeGreaterThan(4);
    }
  }

  /** A dictionary that does not pay is not begun again with every file. */
  @Test
  void columnsWithoutCommonValuesAreRemembered() throws Exception {
    List<Set<Encoding>> encodings = new ArrayList<>();
    try (RollingDataFileWriter writer = fixture.open()) {
      for (int file = 0; file < 2; file++) {
        for (int id = 0; id < 60_000; id++) {
          writer.write(GenericRowData.of(id % 5, ("value " + id / 2).getBytes(UTF_8)));
        }
        for (ColumnChunkMetaData column :
            fixture.footer(writer.finish().get(0)).getBlocks().get(0).getColumns()) {
          encodings.add(column.getEncodings());
        }
      }
    }
    assertThat(encodings.get(0)).anyMatch(Encoding::usesDictionary);
    assertThat(encodings.get(1)).anyMatch(Encoding::usesDictionary);
    assertThat(encodings.get(2)).anyMatch(Encoding::usesDictionary);
    assertThat(encodings.get(3)).noneMatch(Encoding::usesDictionary);
  }

  @Test
  void withoutRowsThereIsNoFile() throws Exception {
    try (RollingDataFileWriter writer = fixture.open()) {
      assertThat(writer.finish()).isEmpty();
    }
    assertThat(fixture.fileNames()).isEmpty();
  }

  @Test
  void whatWasNotHandedOverIsRemovedAndNothingElse() throws Exception {
    List<DataFile> handedOver;
    try (RollingDataFileWriter writer = fixture.open(Compression.ZSTD, TARGET);
        RollingDataFileWriter neighbour = fixture.open()) {
      writer.write(row(1, 10));
      handedOver = writer.finish();
      neighbour.write(row(1, 10));
      for (int id = 0; id < 2_000; id++) {
        writer.write(row(id, 1_000));
      }
      assertThat(fixture.fileNames()).hasSizeGreaterThan(3);
      writer.close();
      assertThat(fixture.fileNames()).hasSize(2).contains(handedOver.get(0).path());
      writer.close();
    }
    assertThat(fixture.fileNames()).containsExactly(handedOver.get(0).path());
  }

  @Test
  void aWriterThatFailedCanBeClosed() throws Exception {
    try (RollingDataFileWriter writer = fixture.open()) {
      writer.write(row(1, 10));
      GenericRowData withoutId = GenericRowData.of(null, new byte[10]);
      assertThatThrownBy(() -> writer.write(withoutId))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("null in column 'id', which is NOT NULL");
    }
    assertThat(fixture.fileNames()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = RowKind.class, mode = EnumSource.Mode.EXCLUDE, names = "INSERT")
  void onlyInsertionsAreWritten(RowKind kind) throws Exception {
    GenericRowData change = row(1, 10);
    change.setRowKind(kind);
    try (RollingDataFileWriter writer = fixture.open()) {
      assertThatThrownBy(() -> writer.write(change))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(kind.toString())
          .hasMessageContaining("only appends");
    }
  }

  @Test
  void aMissingDirectoryIsAnErrorThatNamesIt() throws Exception {
    Path missing = directory.resolve("missing");
    WriterFixture lost =
        new WriterFixture(missing, DataTypes.FIELD("id", DataTypes.INT().notNull()));
    assertThatThrownBy(() -> lost.write(List.of(GenericRowData.of(1))))
        .hasMessageContaining(missing.toString());
    assertThat(missing).doesNotExist();
  }

  /** Whoever hands over rows may use the same row, and the same bytes, for the next one. */
  @Test
  void rowsMayBeReused() throws Exception {
    Path table = directory.resolve("table");
    byte[] reused = new byte[4];
    List<GenericRowData> rows =
        IntStream.range(0, 100).mapToObj(id -> GenericRowData.of(id, reused)).toList();
    WriterFixture writer =
        new WriterFixture(
            table,
            DataTypes.FIELD("id", DataTypes.INT().notNull()),
            DataTypes.FIELD("payload", DataTypes.BYTES()));
    writer.commit(
        new java.util.AbstractList<GenericRowData>() {
          @Override
          public GenericRowData get(int index) {
            ByteBuffer.wrap(reused).putInt(index);
            return rows.get(index);
          }

          @Override
          public int size() {
            return rows.size();
          }
        });

    assertThat(
            StandaloneReader.at(table)
                .rows(row -> ByteBuffer.wrap(row.getBinary("payload")).getInt() - row.getInt("id")))
        .hasSize(100)
        .containsOnly(0);
  }

  private GenericRowData row(int id, int bytes) {
    byte[] payload = new byte[bytes];
    random.nextBytes(payload);
    return GenericRowData.of(id, payload);
  }
}
