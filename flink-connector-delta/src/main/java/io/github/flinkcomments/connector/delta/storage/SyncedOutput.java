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
package io.github.flinkcomments.connector.delta.storage;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes a file and forces it to the disk when it is closed. Not broken off by interrupts. */
final class SyncedOutput extends OutputStream {

  private static final int BUFFER_SIZE = 64 * 1024;

  private final FileOutputStream file;
  private final OutputStream buffered;
  private long position;
  private boolean closed;

  SyncedOutput(Path path) throws IOException {
    file = new FileOutputStream(path.toFile());
    buffered = new BufferedOutputStream(file, BUFFER_SIZE);
  }

  /** Bytes written so far. */
  long position() {
    return position;
  }

  @Override
  public void write(int value) throws IOException {
    buffered.write(value);
    position++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    buffered.write(bytes, offset, length);
    position += length;
  }

  @Override
  public void flush() throws IOException {
    buffered.flush();
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (file) {
      buffered.flush();
      file.getFD().sync();
    }
  }
}
