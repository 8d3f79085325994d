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
package io.github.flinkcomments.connector.delta.log;

import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A local file as Kernel reads it. Not broken off by interrupts. */
record LocalInputFile(Path file, OptionalLong knownLength) implements InputFile {

  @Override
  public long length() throws IOException {
    return knownLength.isPresent() ? knownLength.getAsLong() : Files.size(file);
  }

  @Override
  public String path() {
    return file.toString();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return new LocalInputStream(new RandomAccessFile(file.toFile(), "r"));
  }

  private static final class LocalInputStream extends SeekableInputStream {

    private final RandomAccessFile input;

    LocalInputStream(RandomAccessFile input) {
      this.input = input;
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
    public void readFully(byte[] bytes, int offset, int length) throws IOException {
      input.readFully(bytes, offset, length);
    }

    @Override
    public void seek(long position) throws IOException {
      input.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return input.getFilePointer();
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }
}
