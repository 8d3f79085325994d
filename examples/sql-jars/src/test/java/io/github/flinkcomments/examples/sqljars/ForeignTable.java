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
package io.github.flinkcomments.examples.sqljars;

import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * A table of somebody else, at version 2, whose log begins with a log checkpoint of version 1. Its
 * two data files do not exist, for who appends does not look.
 */
final class ForeignTable {

  private static final String COMMIT =
      """
      {"commitInfo":{"timestamp":1,"operation":"WRITE","operationParameters":{}}}
      {"add":{"path":"%d.parquet","partitionValues":{},"size":1,"modificationTime":1,"dataChange":true}}
      """;

  /** The next log checkpoint is due with this version, and may have been written by anybody. */
  static final int NEXT_CHECKPOINT = 4;

  private final Path table;
  private final Engine engine;

  private ForeignTable(Path table, Configuration configuration) {
    this.table = table;
    this.engine = DefaultEngine.create(configuration);
  }

  /**
   * @param codec by which the log checkpoint is compressed, as Parquet calls it
   */
  static ForeignTable compressed(Path table, String codec) throws IOException {
    Configuration configuration = new Configuration();
    configuration.set("parquet.compression", codec);
    ForeignTable foreign = new ForeignTable(table, configuration);
    foreign.create("classic");
    foreign.deleteFirstLogEntry();
    return foreign;
  }

  /**
   * Its log checkpoint consists of several files, as the table feature {@code v2Checkpoint} has it.
   */
  static ForeignTable withSidecar(Path table) throws IOException {
    ForeignTable foreign = new ForeignTable(table, new Configuration());
    foreign.create("v2");
    foreign.splitLogCheckpoint();
    foreign.deleteFirstLogEntry();
    return foreign;
  }

  private void create(String checkpointPolicy) throws IOException {
    TableManager.buildCreateTableTransaction(
            table.toString(), new StructType().add("id", IntegerType.INTEGER), "foreign")
        .withTableProperties(
            Map.of(
                "delta.checkpointPolicy",
                checkpointPolicy,
                "delta.checkpointInterval",
                Integer.toString(NEXT_CHECKPOINT)))
        .build(engine)
        .commit(engine, CloseableIterable.emptyIterable());
    Files.writeString(logFile(1, ".json"), COMMIT.formatted(1));
    Table.forPath(engine, table.toString()).checkpoint(engine, 1);
    Files.writeString(logFile(2, ".json"), COMMIT.formatted(2));
  }

  private void splitLogCheckpoint() throws IOException {
    Path whole = logFile(1, ".checkpoint.parquet");
    Path sidecar = whole.resolveSibling("_sidecars").resolve("files.parquet");
    Files.createDirectories(sidecar.getParent());
    Files.move(whole, sidecar);
    List<String> first = Files.readAllLines(logFile(0, ".json"));
    Stream<String> actions =
        Stream.concat(
            first.stream()
                .filter(
                    line -> line.startsWith("{\"protocol\"") || line.startsWith("{\"metaData\"")),
            Stream.of(
                "{\"checkpointMetadata\":{\"version\":1}}",
                "{\"sidecar\":{\"path\":\"files.parquet\",\"sizeInBytes\":%d,\"modificationTime\":1}}"
                    .formatted(Files.size(sidecar))));
    Files.write(
        logFile(1, ".checkpoint.80a083e8-7026-4e79-81be-64bd76c43a11.json"), actions.toList());
    Files.deleteIfExists(whole.resolveSibling("_last_checkpoint"));
  }

  /** And the checksums, which tell almost as much. */
  private void deleteFirstLogEntry() throws IOException {
    Files.delete(logFile(0, ".json"));
    Files.deleteIfExists(logFile(0, ".crc"));
    Files.deleteIfExists(logFile(1, ".crc"));
  }

  String name() {
    return table.getFileName().toString();
  }

  Path logFile(long version, String extension) {
    return table.resolve("_delta_log").resolve("%020d%s".formatted(version, extension));
  }

  long version() {
    return snapshot().getVersion();
  }

  /** How many data files its newest version has. */
  int dataFiles() throws IOException {
    int files = 0;
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot().getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (var rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            rows.next();
            files++;
          }
        }
      }
    }
    return files;
  }

  private Snapshot snapshot() {
    return TableManager.loadSnapshot(table.toString()).build(engine);
  }
}
