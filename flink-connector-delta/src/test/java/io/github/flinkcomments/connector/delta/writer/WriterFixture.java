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

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkcomments.connector.delta.log.CommitResult;
import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import io.github.flinkcomments.connector.delta.log.schema.TableDescription;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.DataTypes.Field;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Writes rows into data files of a directory, and looks at what came out. */
final class WriterFixture {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final Path directory;
  private final TableLayout layout;

  WriterFixture(Path directory, Field... columns) {
    this(directory, List.of(), columns);
  }

  WriterFixture(Path directory, List<String> partitionColumns, Field... columns) {
    this.directory = directory;
    this.layout =
        new TableLayout(
            (RowType) DataTypes.ROW(columns).notNull().getLogicalType(), partitionColumns);
  }

  RollingDataFileWriter open(DataFileOptions options) {
    return open(TableFiles.at(directory.toString(), Map.of()), options);
  }

  RollingDataFileWriter open(TableFiles files) {
    return open(files, DataFileOptions.DEFAULT);
  }

  private RollingDataFileWriter open(TableFiles files, DataFileOptions options) {
    return new RollingDataFileWriter(files, layout, options, 7, FileOrigin.first());
  }

  RollingDataFileWriter open(Compression compression, MemorySize targetFileSize) {
    return open(
        new DataFileOptions(
            compression, targetFileSize, DataFileOptions.DEFAULT.maxOpenPartitions()));
  }

  RollingDataFileWriter open() {
    return open(DataFileOptions.DEFAULT);
  }

  /** The rows as one file, which they make unless they are of several partitions. */
  DataFile write(List<? extends RowData> rows) throws IOException {
    return writeAll(rows).get(0);
  }

  /** The rows as one file a partition. */
  List<DataFile> writeAll(List<? extends RowData> rows) throws IOException {
    try (RollingDataFileWriter writer = open()) {
      for (RowData row : rows) {
        writer.write(row);
      }
      return writer.finish();
    }
  }

  JsonNode statistics(List<? extends RowData> rows) throws IOException {
    return JSON.readTree(write(rows).statistics());
  }

  /** The rows as version 1 of a table. */
  void commit(List<? extends RowData> rows) throws IOException {
    try (DeltaTable table = DeltaTable.at(directory.toString(), Map.of(), layout)) {
      TableDescription created = table.createIfAbsent(Map.of());
      CommitResult result =
          table.append(new TransactionId("test", 1), writeAll(rows), created.id());
      if (result.version() != 1) {
        throw new IllegalStateException("The table was not new: " + result);
      }
    }
  }

  ParquetMetadata footer(DataFile file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(locate(file).toString()), new Configuration()))) {
      return reader.getFooter();
    }
  }

  /** What stands in a file, as Parquet's own reader sees it. */
  List<Group> rows(DataFile file) throws IOException {
    List<Group> rows = new ArrayList<>();
    String path = locate(file).toString();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(path))
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** What stands in the log is a URI. */
  Path locate(DataFile file) {
    return directory.resolve(URI.create(file.path()).getPath());
  }

  List<String> fileNames() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
