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
package io.github.flinkcomments.connector.delta.log.file;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.github.flinkcomments.connector.delta.storage.ParallelCalls;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.DelegatingSeekableInputStream;

/**
 * Reads from the end of data files what columns they have. What was read of a file is remembered
 * until others are asked for, since a commit may take several attempts. Used by one thread.
 */
final class DataFileSchemas {

  private final FileIO io;
  private final String table;
  private final ParallelCalls parallel;
  private final Map<String, FileMetaData> known = new ConcurrentHashMap<>();

  /** Reads one file after the other. */
  DataFileSchemas(FileIO io, String table) {
    this(io, table, new ParallelCalls("delta-schemas " + table, 1));
  }

  DataFileSchemas(FileIO io, String table, ParallelCalls parallel) {
    this.io = io;
    this.table = table;
    this.parallel = parallel;
  }

  /** Of each of the files, in their order. */
  List<FileMetaData> of(List<DataFile> files) throws IOException {
    known.keySet().retainAll(files.stream().map(DataFile::path).toList());
    return parallel.map(files, this::remembered);
  }

  private FileMetaData remembered(DataFile file) throws IOException {
    FileMetaData metadata = known.get(file.path());
    if (metadata == null) {
      metadata = read(file);
      known.put(file.path(), metadata);
    }
    return metadata;
  }

  private FileMetaData read(DataFile file) throws IOException {
    String path = table + "/" + DataFilePath.fromLog(file.path()).value();
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new Input(io.newInputFile(path, file.sizeInBytes())),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      return reader.getFileMetaData();
    }
  }

  private record Input(InputFile file) implements org.apache.parquet.io.InputFile {

    @Override
    public long getLength() throws IOException {
      return file.length();
    }

    @Override
    public org.apache.parquet.io.SeekableInputStream newStream() throws IOException {
      SeekableInputStream stream = file.newStream();
      return new DelegatingSeekableInputStream(stream) {
        @Override
        public long getPos() throws IOException {
          return stream.getPos();
        }

        @Override
        public void seek(long position) throws IOException {
          stream.seek(position);
        }
      };
    }
  }
}
