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

import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.DataFileOutput;
import io.github.flinkcomments.connector.delta.log.file.PartitionValue;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import java.io.IOException;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;

/**
 * Writes one data file, row by row. Rows are never kept: what is in memory is Parquet's row group,
 * at most {@value #ROW_GROUP_SIZE} bytes of encoded and compressed pages, plus the open page of
 * each column. That is small enough for several writers in a task manager of a few hundred
 * megabytes, and a reader still gets megabytes in a row.
 */
final class DataFileWriter {

  static final int ROW_GROUP_SIZE = 16 * 1024 * 1024;
  private static final int PAGE_SIZE = 256 * 1024;
  private static final int DICTIONARY_PAGE_SIZE = 256 * 1024;

  private final List<PartitionValue> partition;
  private final DataFileOutput output;
  private final RowDataWriteSupport rows;
  private final ParquetWriter<RowData> parquet;
  private final TableLayout layout;
  private final Dictionaries dictionaries;
  private long rowCount;
  private long size;
  private long bytesInMemory;
  private long rowBytesWhenMeasured;

  private DataFileWriter(
      List<PartitionValue> partition,
      DataFileOutput output,
      RowDataWriteSupport rows,
      ParquetWriter<RowData> parquet,
      TableLayout layout,
      Dictionaries dictionaries) {
    this.partition = partition;
    this.output = output;
    this.rows = rows;
    this.parquet = parquet;
    this.layout = layout;
    this.dictionaries = dictionaries;
  }

  static DataFileWriter open(
      TableFiles files,
      List<PartitionValue> partition,
      String name,
      TableLayout layout,
      RowEncoding encoding,
      DataFileOptions options,
      Dictionaries dictionaries)
      throws IOException {
    DataFileOutput output = files.create(partition, name);
    try {
      RowDataWriteSupport rows = new RowDataWriteSupport(encoding);
      ParquetWriter.Builder<RowData, Builder> builder =
          new Builder(new ParquetOutput(output), rows)
              .withConf(options.parquetConfiguration())
              .withCompressionCodec(options.compression().codec())
              .withRowGroupSize((long) ROW_GROUP_SIZE)
              .withPageSize(PAGE_SIZE)
              .withDictionaryPageSize(DICTIONARY_PAGE_SIZE)
              .withSizeStatisticsEnabled(false);
      dictionaries
          .uselessInNextFile()
          .forEach(column -> builder.withDictionaryEncoding(column, false));
      return new DataFileWriter(partition, output, rows, builder.build(), layout, dictionaries);
    } catch (IOException | RuntimeException e) {
      output.discard();
      throw e;
    }
  }

  void write(RowData row) throws IOException {
    parquet.write(row);
    rowCount++;
  }

  /** Finds out the sizes below. Parquet walks over all columns for that. */
  void measure() {
    size = parquet.getDataSize();
    bytesInMemory = size - output.position() + output.bytesInMemory();
    rowBytesWhenMeasured = rows.bytes();
  }

  /** Bytes on disk, and those that are ready to go there, when they were last measured. */
  long size() {
    return size;
  }

  /**
   * Bytes that wait to go to the store, when they were last measured, and those of the rows since
   * then, as they are before they are encoded.
   */
  long bytesInMemory() {
    return bytesInMemory + unmeasured();
  }

  /** Bytes of the rows since the sizes were last measured. */
  long unmeasured() {
    return rows.bytes() - rowBytesWhenMeasured;
  }

  long rowCount() {
    return rowCount;
  }

  /** Forces the file to the disk. */
  DataFile finish() throws IOException {
    parquet.close();
    parquet.getFooter().getBlocks().forEach(dictionaries::learn);
    return new DataFile(
        output.path(),
        partition,
        output.position(),
        output.modificationTime(),
        rowCount,
        FileStatistics.of(parquet.getFooter(), layout).toJson());
  }

  /** Removes the file. Closing Parquet's writer gives its buffers back. */
  void abort() throws IOException {
    try {
      output.discard();
    } finally {
      parquet.close();
    }
  }

  private static final class Builder extends ParquetWriter.Builder<RowData, Builder> {

    private final RowDataWriteSupport rows;

    Builder(ParquetOutput output, RowDataWriteSupport rows) {
      super(output);
      this.rows = rows;
    }

    @Override
    protected Builder self() {
      return this;
    }

    // Deprecated, but abstract.
    @SuppressWarnings("deprecation")
    @Override
    protected WriteSupport<RowData> getWriteSupport(Configuration configuration) {
      return rows;
    }

    @Override
    protected WriteSupport<RowData> getWriteSupport(ParquetConfiguration configuration) {
      return rows;
    }
  }
}
