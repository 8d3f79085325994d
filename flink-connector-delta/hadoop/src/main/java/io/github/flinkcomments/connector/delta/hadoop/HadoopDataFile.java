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
package io.github.flinkcomments.connector.delta.hadoop;

import io.github.flinkcomments.connector.delta.storage.StoredOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * A data file that is being written. It is nobody's until the log mentions it, so it is written
 * under its final name. What goes to the file system goes in pieces: a call costs a change of
 * threads.
 */
final class HadoopDataFile extends StoredOutput {

  private static final int PIECE = 64 * 1024;

  private final HadoopCalls calls;
  private final Path path;
  private final FSDataOutputStream output;
  private final OutputStream pieces;
  private long position;
  private boolean closed;

  HadoopDataFile(HadoopCalls calls, Path path, FSDataOutputStream output) {
    this.calls = calls;
    this.path = path;
    this.output = output;
    this.pieces = new BufferedOutputStream(new Sending(), PIECE);
  }

  /** Hands a piece to the file system. */
  private final class Sending extends OutputStream {

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      calls.call(
          files -> {
            output.write(bytes, offset, length);
            return null;
          });
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void write(int value) throws IOException {
    pieces.write(value);
    position++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    pieces.write(bytes, offset, length);
    position += length;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    pieces.flush();
    calls.call(
        files -> {
          if (output.hasCapability(StreamCapabilities.HSYNC)) {
            output.hsync();
          }
          output.close();
          return null;
        });
    closed = true;
  }

  @Override
  public long modificationTime() throws IOException {
    return calls.call(files -> files.getFileStatus(path).getModificationTime());
  }

  /** Only a closed file can be relied upon to be gone once it is deleted. */
  @Override
  public void discard() throws IOException {
    closed = true;
    calls.call(
        files -> {
          try {
            output.close();
          } finally {
            files.delete(path, false);
          }
          return null;
        });
  }
}
