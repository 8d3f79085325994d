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
package io.github.flinkcomments.connector.rest.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A body that is decompressed, and tells a corrupt one from one that does not arrive. */
final class GzipBody extends InputStream {

  private static final int BUFFER_BYTES = 8192;

  private final InputStream compressed;

  /** Null until the first byte is wanted: to open it reads the header. */
  private GZIPInputStream plain;

  GzipBody(InputStream compressed) {
    this.compressed = compressed;
  }

  /** The whole body has arrived, or so the server says, but it cannot be decompressed. */
  static final class CorruptException extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptException(IOException cause) {
      super(
          "the server announced a body compressed by gzip, but it cannot be decompressed (%s)"
              .formatted(cause instanceof EOFException ? "it ends too early" : cause.getMessage()),
          cause);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      if (plain == null) {
        plain = new GZIPInputStream(compressed, BUFFER_BYTES);
      }
      return plain.read(target, offset, length);
    } catch (ZipException | EOFException e) {
      throw new CorruptException(e);
    }
  }
}
