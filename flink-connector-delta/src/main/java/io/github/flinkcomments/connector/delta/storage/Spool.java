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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.annotation.PublicEvolving;

/**
 * The whole content of a file before it is sent, for stores that must know its size, have to be
 * sent it again, or cannot take back what was begun. In memory as long as it is small, as log
 * entries are; in a temporary file else.
 */
@PublicEvolving
public final class Spool implements AutoCloseable {

  private static final int MOST_BYTES_IN_MEMORY = 16 * 1024 * 1024;

  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private Optional<Path> file = Optional.empty();
  private OutputStream output = memory;
  private long size;

  private Spool() {}

  /** Takes all of the content. If it throws, nothing is left. */
  public static Spool of(TableStorage.Content content) throws IOException {
    Spool spool = new Spool();
    boolean whole = false;
    try {
      content.writeTo(spool.stream());
      spool.output.close();
      whole = true;
      return spool;
    } finally {
      if (!whole) {
        spool.close();
      }
    }
  }

  private OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        makeRoomFor(1);
        output.write(value);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        makeRoomFor(length);
        output.write(bytes, offset, length);
      }
    };
  }

  private void makeRoomFor(int length) throws IOException {
    size += length;
    if (file.isEmpty() && size > MOST_BYTES_IN_MEMORY) {
      Path spilled = Files.createTempFile("delta-log-", ".spool");
      file = Optional.of(spilled);
      output = new BufferedOutputStream(Files.newOutputStream(spilled), 64 * 1024);
      memory.writeTo(output);
      memory.reset();
    }
  }

  /** In bytes. */
  public long size() {
    return size;
  }

  /** From the beginning, any number of times. */
  public InputStream open() throws IOException {
    return file.isPresent()
        ? Files.newInputStream(file.get())
        : new ByteArrayInputStream(memory.toByteArray());
  }

  @Override
  public void close() throws IOException {
    output.close();
    if (file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }
}
