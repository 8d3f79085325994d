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
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Writes a file and forces it to the disk when it is closed. Not broken off by interrupts. */
final class SyncedOutput extends OutputStream {

  private static final int BUFFER_SIZE = 64 * 1024;

  private final Path path;
  private final FileOutputStream file;
  private final OutputStream buffered;
  private long position;
  private boolean closed;

  SyncedOutput(Path path) throws IOException {
    this.path = path;
    file = new FileOutputStream(path.toFile());
    buffered = new BufferedOutputStream(file, BUFFER_SIZE);
  }

  /** Bytes written so far. */
  long position() {
    return position;
  }

  @Override
  public void write(int value) throws IOException {
    try {
      buffered.write(value);
    } catch (IOException e) {
      throw named(e);
    }
    position++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      buffered.write(bytes, offset, length);
    } catch (IOException e) {
      throw named(e);
    }
    position += length;
  }

  @Override
  public void flush() throws IOException {
    try {
      buffered.flush();
    } catch (IOException e) {
      throw named(e);
    }
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
    } catch (IOException e) {
      throw named(e);
    }
  }

  /** The system says what went wrong, such as a full disk, but not with which file. */
  private IOException named(IOException failure) {
    IOException named = new FileSystemException(path.toString(), null, failure.getMessage());
    named.addSuppressed(failure);
    return named;
  }
}
