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
package io.github.flinkcomments.examples.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.github.flinkcomments.connector.delta.log.engine.StorageEngine;
import io.github.flinkcomments.connector.delta.log.engine.StorageFileIO;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table on this machine, whatever its columns are: how many rows it has, a few of them, and its
 * newest versions.
 */
public final class LocalTable {

  /** More files are not opened: this is not a scan. */
  private static final int FILES_READ = 4;

  private static final Pattern ENTRY = Pattern.compile("\\d{20}\\.json");

  private final Path table;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param table the table's directory
   */
  public LocalTable(Path table) {
    this.table = table;
  }

  /**
   * The newest version, as far as it was read.
   *
   * @param columns the names of the columns
   * @param rowCount how many rows there are, by the statistics of the files
   * @param rows some rows, as text: those with the lowest values in the first column, of the oldest
   *     files
   * @param version the newest version
   */
  public record Contents(
      List<String> columns, long rowCount, List<List<String>> rows, long version) {}

  /** Whether there is a table. */
  public boolean exists() {
    return Files.isDirectory(log());
  }

  /** The newest version; empty if there is no table. */
  public OptionalLong version() throws IOException {
    List<Path> entries = entries();
    return entries.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(number(entries.get(entries.size() - 1)));
  }

  /**
   * Whether a data file was ever added, by the log alone: a start that asks has no need of all that
   * it takes to read a table.
   */
  public boolean holdsRows() throws IOException {
    List<Path> entries = entries();
    // An entry that is gone was covered by a checkpoint of the log, and came long ago.
    boolean isOld = !entries.isEmpty() && number(entries.get(0)) > 0;
    for (Path entry : entries) {
      if (isOld || !version(entry).files().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads the newest version. The files are read as the sink reads them: Kernel's own engine would
   * first load the Hadoop classes, which takes longer than all that is read here.
   *
   * @param rowsWanted how many rows to show, at most
   */
  public Contents read(int rowsWanted) throws IOException {
    try (TableStorage storage = TableStorages.open(table.toAbsolutePath().toString(), Map.of())) {
      return read(new StorageEngine(new StorageFileIO(storage)), storage.root(), rowsWanted);
    }
  }

  private Contents read(Engine engine, String root, int rowsWanted) throws IOException {
    Snapshot snapshot = TableManager.loadSnapshot(root).build(engine);
    Scan scan = snapshot.getScanBuilder().build();
    List<Row> files = files(engine, scan);
    long count = 0;
    for (Row file : files) {
      count += rowsIn(file);
    }
    List<String> columns = snapshot.getSchema().fieldNames();
    List<List<String>> rows = new ArrayList<>();
    if (rowsWanted > 0) {
      for (Row file : files.subList(0, Math.min(FILES_READ, files.size()))) {
        rows.addAll(rows(engine, scan.getScanState(engine), file, columns.size()));
      }
      rows.sort(Comparator.comparing(row -> row.get(0), LocalTable::compare));
    }
    return new Contents(
        columns, count, rows.stream().limit(rowsWanted).toList(), snapshot.getVersion());
  }

  /** Oldest first. */
  private static List<Row> files(Engine engine, Scan scan) throws IOException {
    List<Row> files = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine, true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          rows.forEachRemaining(files::add);
        }
      }
    }
    files.sort(
        Comparator.comparingLong(
            file -> InternalScanFileUtils.getAddFileStatus(file).getModificationTime()));
    return files;
  }

  private long rowsIn(Row file) {
    Row added = file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
    int stats = added.getSchema().indexOf("stats");
    if (stats < 0 || added.isNullAt(stats)) {
      return 0;
    }
    try {
      return json.readTree(added.getString(stats)).path("numRecords").asLong();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Malformed statistics in the log of " + table + ".", e);
    }
  }

  private static List<List<String>> rows(Engine engine, Row state, Row file, int columns)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (CloseableIterator<FileReadResult> read =
            engine
                .getParquetHandler()
                .readParquetFiles(
                    Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                    ScanStateRow.getPhysicalDataReadSchema(state),
                    Optional.empty());
        CloseableIterator<FilteredColumnarBatch> batches =
            Scan.transformPhysicalData(engine, state, file, read.map(FileReadResult::getData))) {
      if (batches.hasNext()) {
        FilteredColumnarBatch batch = batches.next();
        ColumnarBatch data = batch.getData();
        Optional<ColumnVector> selection = batch.getSelectionVector();
        for (int row = 0; row < data.getSize(); row++) {
          if (selection.isEmpty() || selection.get().getBoolean(row)) {
            List<String> cells = new ArrayList<>(columns);
            for (int column = 0; column < columns; column++) {
              cells.add(CellText.of(data.getColumnVector(column), row));
            }
            rows.add(cells);
          }
        }
      }
    }
    return rows;
  }

  /** Numbers by their values, everything else as text. */
  private static int compare(String left, String right) {
    boolean numbers = left.matches("-?\\d{1,18}") && right.matches("-?\\d{1,18}");
    return numbers
        ? Long.compare(Long.parseLong(left), Long.parseLong(right))
        : left.compareTo(right);
  }

  /**
   * The newest versions that the log still holds, oldest first.
   *
   * @param count how many, at most
   */
  public List<TableVersion> newestVersions(int count) throws IOException {
    List<Path> entries = entries();
    List<TableVersion> versions = new ArrayList<>();
    for (Path entry : entries.subList(Math.max(0, entries.size() - count), entries.size())) {
      versions.add(version(entry));
    }
    return versions;
  }

  private TableVersion version(Path entry) throws IOException {
    Instant time = Files.getLastModifiedTime(entry).toInstant();
    String operation = "";
    long rows = 0;
    List<String> files = new ArrayList<>();
    for (String line : Files.readAllLines(entry)) {
      JsonNode action = json.readTree(line);
      JsonNode info = action.path("commitInfo");
      if (info.isObject()) {
        operation = info.path("operation").asText();
        time = info.has("timestamp") ? Instant.ofEpochMilli(info.path("timestamp").asLong()) : time;
      }
      JsonNode added = action.path("add");
      if (added.isObject()) {
        files.add(added.path("path").asText());
        if (added.hasNonNull("stats")) {
          rows += json.readTree(added.path("stats").asText()).path("numRecords").asLong();
        }
      }
    }
    return new TableVersion(number(entry), time, operation, rows, files);
  }

  /** The entries of the log that are still there, oldest first. */
  private List<Path> entries() throws IOException {
    if (!exists()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(log())) {
      return files
          .filter(file -> ENTRY.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  private static long number(Path entry) {
    String name = entry.getFileName().toString();
    return Long.parseLong(name.substring(0, name.indexOf('.')));
  }

  private Path log() {
    return table.resolve("_delta_log");
  }
}
