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
package io.github.flinkcomments.benchmarks.sink;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Parquet's own writer with the columns of {@link SampleRows} written down one by one: no rolling,
 * no statistics beside those of the footer, no checks but the needed ones. Pages and row groups are
 * as large as the sink's.
 */
final class BareParquetWriter implements RowWriter {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message row {
            required int64 id;
            optional int32 postId;
            optional binary name (STRING);
            optional binary email (STRING);
            optional binary body (STRING);
            optional double score;
            optional int64 price (DECIMAL(10,2));
            optional int64 created (TIMESTAMP(MICROS,true));
            optional boolean visible;
          }""");

  private static final int ROW_GROUP_SIZE = 16 * 1024 * 1024;
  private static final int PAGE_SIZE = 256 * 1024;

  @Override
  public void write(Path directory, List<BinaryRowData> rows, int count) throws IOException {
    Path file = directory.resolve("bare.parquet");
    try (ParquetWriter<BinaryRowData> writer =
        new Builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize((long) ROW_GROUP_SIZE)
            .withPageSize(PAGE_SIZE)
            .withDictionaryPageSize(PAGE_SIZE)
            .build()) {
      for (int row = 0; row < count; row++) {
        writer.write(rows.get(row % rows.size()));
      }
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static final class Builder extends ParquetWriter.Builder<BinaryRowData, Builder> {

    Builder(OutputFile file) {
      super(file);
    }

    @Override
    protected Builder self() {
      return this;
    }

    // Deprecated, but abstract.
    @SuppressWarnings("deprecation")
    @Override
    protected WriteSupport<BinaryRowData> getWriteSupport(Configuration configuration) {
      return new RowWriteSupport();
    }

    @Override
    protected WriteSupport<BinaryRowData> getWriteSupport(ParquetConfiguration configuration) {
      return new RowWriteSupport();
    }
  }

  private static final class RowWriteSupport extends WriteSupport<BinaryRowData> {

    private static final long MICROS_PER_MILLI = 1_000;

    private RecordConsumer consumer;

    // Deprecated, but abstract.
    @SuppressWarnings("deprecation")
    @Override
    public WriteContext init(Configuration configuration) {
      return new WriteContext(SCHEMA, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(SCHEMA, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(BinaryRowData row) {
      consumer.startMessage();
      consumer.startField("id", 0);
      consumer.addLong(row.getLong(0));
      consumer.endField("id", 0);
      if (!row.isNullAt(1)) {
        consumer.startField("postId", 1);
        consumer.addInteger(row.getInt(1));
        consumer.endField("postId", 1);
      }
      writeText(row, "name", 2);
      writeText(row, "email", 3);
      writeText(row, "body", 4);
      if (!row.isNullAt(5)) {
        consumer.startField("score", 5);
        consumer.addDouble(row.getDouble(5));
        consumer.endField("score", 5);
      }
      if (!row.isNullAt(6)) {
        consumer.startField("price", 6);
        consumer.addLong(row.getDecimal(6, 10, 2).toUnscaledLong());
        consumer.endField("price", 6);
      }
      if (!row.isNullAt(7)) {
        TimestampData created = row.getTimestamp(7, 6);
        consumer.startField("created", 7);
        consumer.addLong(
            created.getMillisecond() * MICROS_PER_MILLI
                + created.getNanoOfMillisecond() / MICROS_PER_MILLI);
        consumer.endField("created", 7);
      }
      if (!row.isNullAt(8)) {
        consumer.startField("visible", 8);
        consumer.addBoolean(row.getBoolean(8));
        consumer.endField("visible", 8);
      }
      consumer.endMessage();
    }

    private void writeText(BinaryRowData row, String name, int column) {
      if (!row.isNullAt(column)) {
        consumer.startField(name, column);
        consumer.addBinary(Binary.fromConstantByteArray(row.getString(column).toBytes()));
        consumer.endField(name, column);
      }
    }
  }
}
