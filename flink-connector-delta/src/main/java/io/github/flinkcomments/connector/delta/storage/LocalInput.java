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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A local file that is read. Not broken off by interrupts. */
final class LocalInput extends StoredInput {

  private final RandomAccessFile input;

  LocalInput(Path file) throws FileNotFoundException {
    this.input = new RandomAccessFile(file.toFile(), "r");
  }

  @Override
  public int read() throws IOException {
    return input.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return input.read(bytes, offset, length);
  }

  @Override
  public void seek(long position) throws IOException {
    input.seek(position);
  }

  @Override
  public long position() throws IOException {
    return input.getFilePointer();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
