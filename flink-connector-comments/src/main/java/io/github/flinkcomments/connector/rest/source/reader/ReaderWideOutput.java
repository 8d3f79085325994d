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
package io.github.flinkcomments.connector.rest.source.reader;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/**
 * The output of a reader that reads its splits one after the other, as if they were one: what is
 * emitted from any of them goes to the reader's own output, and so watermarks are generated for the
 * reader, not for each split.
 *
 * <p>Flink's outputs for splits suit splits that are read side by side. A range that waits for its
 * turn would hold the reader's watermark back, and a range of a few rows would be gone, together
 * with its watermark, before the next periodic emission: the watermark of a reader that follows the
 * end of a listing would never move. Task thread only.
 */
record ReaderWideOutput<T>(ReaderOutput<T> reader) implements ReaderOutput<T> {

  @Override
  public SourceOutput<T> createOutputForSplit(String splitId) {
    return reader;
  }

  /** Flink has made one for each split that it assigned. */
  @Override
  public void releaseOutputForSplit(String splitId) {
    reader.releaseOutputForSplit(splitId);
  }

  @Override
  public void collect(T record) {
    reader.collect(record);
  }

  @Override
  public void collect(T record, long timestamp) {
    reader.collect(record, timestamp);
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    reader.emitWatermark(watermark);
  }

  @Override
  public void markIdle() {
    reader.markIdle();
  }

  @Override
  public void markActive() {
    reader.markActive();
  }
}
