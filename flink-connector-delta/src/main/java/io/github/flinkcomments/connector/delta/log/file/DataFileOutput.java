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

import io.github.flinkcomments.connector.delta.storage.StoredOutput;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.annotation.Internal;

/** A data file that is being written. */
@Internal
public final class DataFileOutput extends OutputStream {

  private final DataFilePath path;
  private final StoredOutput output;
  private boolean discarded;

  DataFileOutput(DataFilePath path, StoredOutput output) {
    this.path = path;
    this.output = output;
  }

  /** Relative to the table's root, as it stands in the log. */
  public String path() {
    return path.inLog();
  }

  /** Bytes written so far. */
  public long position() {
    return output.position();
  }

  /** Bytes that were written and still fill the heap. */
  public long bytesInMemory() {
    return output.bytesInMemory();
  }

  @Override
  public void write(int value) throws IOException {
    if (!discarded) {
      output.write(value);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (!discarded) {
      output.write(bytes, offset, length);
    }
  }

  /** Makes the file durable, unless it was discarded. */
  @Override
  public void close() throws IOException {
    if (!discarded) {
      output.close();
    }
  }

  /** Milliseconds since the epoch; the file must be closed. */
  public long modificationTime() throws IOException {
    return output.modificationTime();
  }

  /** Removes the file. What is written from now on goes nowhere, so that a writer can be closed. */
  public void discard() throws IOException {
    discarded = true;
    output.discard();
  }
}
