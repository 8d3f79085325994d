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

import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import io.github.flinkcomments.connector.delta.writer.DataFileOptions;
import io.github.flinkcomments.connector.delta.writer.RollingDataFileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/** A small table of numbered rows. */
public record SampleTable(Path path) {

  private static final int MOST_DELETIONS = 1_000;

  private static final RowType ROW_TYPE =
      RowType.of(
          new LogicalType[] {new IntType(false), VarCharType.STRING_TYPE},
          new String[] {"id", "name"});

  public static final TableLayout LAYOUT = TableLayout.unpartitioned(ROW_TYPE);

  public static final CommitRetry NO_WAITING = new CommitRetry(3, Duration.ZERO, Duration.ZERO);

  public DeltaTable open() {
    return DeltaTable.at(path.toString(), Map.of(), LAYOUT);
  }

  public DeltaTable open(TableStorage storage) {
    return new DeltaTable(storage, LAYOUT, NO_WAITING);
  }

  public ProbedStorage probed() {
    return new ProbedStorage(TableStorages.open(path.toString(), Map.of()));
  }

  /** One data file with these rows. */
  public List<DataFile> write(int... ids) throws IOException {
    return write(FileOrigin.first(), ids);
  }

  public List<DataFile> write(FileOrigin origin, int... ids) throws IOException {
    try (RollingDataFileWriter writer =
        new RollingDataFileWriter(
            TableFiles.at(path.toString(), Map.of()), LAYOUT, DataFileOptions.DEFAULT, 0, origin)) {
      for (int id : ids) {
        writer.write(GenericRowData.of(id, StringData.fromString("name " + id)));
      }
      return writer.finish();
    }
  }

  public static Set<String> paths(List<DataFile> files) {
    return files.stream().map(DataFile::path).collect(Collectors.toSet());
  }

  public List<Integer> ids() throws IOException {
    return StandaloneReader.at(path).rows(row -> row.getInt("id")).stream().sorted().toList();
  }

  public Path log() {
    return path.resolve("_delta_log");
  }

  public Path logEntry(long version) {
    return log().resolve("%020d.json".formatted(version));
  }

  public List<String> logFiles() throws IOException {
    try (Stream<Path> files = Files.list(log())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Also while somebody still writes checksums into it. */
  public void delete() throws IOException {
    for (int attempt = 0; attempt < MOST_DELETIONS && Files.exists(path); attempt++) {
      try (Stream<Path> walk = Files.walk(path)) {
        for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (DirectoryNotEmptyException | UncheckedIOException e) {
        Thread.onSpinWait();
      }
    }
    assertThat(path).doesNotExist();
  }

  public SampleTable copyTo(Path target) throws IOException {
    try (Stream<Path> walk = Files.walk(path)) {
      for (Path file : walk.toList()) {
        Files.copy(file, target.resolve(path.relativize(file)));
      }
    }
    return new SampleTable(target);
  }
}
