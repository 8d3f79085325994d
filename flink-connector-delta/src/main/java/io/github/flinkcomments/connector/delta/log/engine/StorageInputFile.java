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
package io.github.flinkcomments.connector.delta.log.engine;

import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.github.flinkcomments.connector.delta.storage.StoredInput;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * A file as Kernel reads it.
 *
 * @param path as Kernel calls it
 * @param inside as the storage calls it
 */
record StorageInputFile(TableStorage storage, String path, String inside, OptionalLong knownLength)
    implements InputFile {

  @Override
  public long length() throws IOException {
    return knownLength.isPresent()
        ? knownLength.getAsLong()
        : storage.find(inside).orElseThrow(() -> new FileNotFoundException(path)).size();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return new Stream(storage.read(inside));
  }

  private static final class Stream extends SeekableInputStream {

    private final StoredInput input;

    Stream(StoredInput input) {
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
      if (input.readNBytes(bytes, offset, length) < length) {
        throw new EOFException("The file ends at byte %d.".formatted(input.position()));
      }
    }

    @Override
    public void seek(long position) throws IOException {
      input.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return input.position();
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }
}
