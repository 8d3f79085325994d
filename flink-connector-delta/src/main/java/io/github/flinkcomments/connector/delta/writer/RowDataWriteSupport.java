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

import org.apache.flink.table.data.RowData;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Streams rows into Parquet column by column, without keeping any. */
final class RowDataWriteSupport extends WriteSupport<RowData> {

  private final RowEncoding encoding;
  private MeasuringConsumer consumer;
  private long bytesOfEarlierRowGroups;

  RowDataWriteSupport(RowEncoding encoding) {
    this.encoding = encoding;
  }

  // Deprecated, but abstract.
  @SuppressWarnings("deprecation")
  @Override
  public WriteContext init(Configuration configuration) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return context();
  }

  private WriteContext context() {
    return new WriteContext(new MessageType("row", encoding.types()), encoding.metadata());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    bytesOfEarlierRowGroups = consumer == null ? 0 : bytes();
    consumer = new MeasuringConsumer(recordConsumer);
  }

  /** Of all values so far, before they are encoded. */
  long bytes() {
    return bytesOfEarlierRowGroups + consumer.bytes();
  }

  @Override
  public void write(RowData row) {
    consumer.startMessage();
    encoding.write(row, consumer);
    consumer.endMessage();
  }
}
