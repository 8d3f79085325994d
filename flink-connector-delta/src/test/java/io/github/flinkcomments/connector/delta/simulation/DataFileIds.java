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
package io.github.flinkcomments.connector.delta.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/** Reads the ids of a data file, by Parquet's own reader. */
final class DataFileIds {

  private DataFileIds() {}

  static List<Long> read(byte[] file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    List<Long> ids = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(new Bytes(file), options)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      for (PageReadStore rows = reader.readNextRowGroup();
          rows != null;
          rows = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(rows, new GroupRecordConverter(schema));
        for (long row = 0; row < rows.getRowCount(); row++) {
          ids.add(records.read().getLong("id", 0));
        }
      }
    }
    return ids;
  }

  private static final class Bytes implements InputFile {

    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long getLength() {
      return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
      return new Stream(new Positioned(bytes));
    }
  }

  private static final class Positioned extends ByteArrayInputStream {

    Positioned(byte[] bytes) {
      super(bytes);
    }

    void seek(long position) {
      pos = Math.toIntExact(position);
    }

    long position() {
      return pos;
    }
  }

  private static final class Stream extends DelegatingSeekableInputStream {

    private final Positioned input;

    Stream(Positioned input) {
      super(input);
      this.input = input;
    }

    @Override
    public long getPos() {
      return input.position();
    }

    @Override
    public void seek(long position) {
      input.seek(position);
    }
  }
}
