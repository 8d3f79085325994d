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
package io.github.flinkcomments.connector.rest.record.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.apache.flink.annotation.Internal;

/** Counts the bytes of a body and keeps the first ones, for the message about a malformed page. */
@Internal
public final class HeadInputStream extends FilterInputStream {

  private static final int HEAD_BYTES = 120;

  private final byte[] head = new byte[HEAD_BYTES];
  private long count;

  public HeadInputStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      if (count < HEAD_BYTES) {
        System.arraycopy(
            buffer, offset, head, (int) count, (int) Math.min(read, HEAD_BYTES - count));
      }
      count += read;
    }
    return read;
  }

  /** Skipped bytes would be missing from the head, so they are read. */
  @Override
  public long skip(long wanted) throws IOException {
    byte[] skipped = new byte[(int) Math.min(wanted, HEAD_BYTES)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  public long count() {
    return count;
  }

  /** Returns the beginning of the body on one line, without control characters. */
  public String head(Charset charset) {
    String text = new String(head, 0, (int) Math.min(count, HEAD_BYTES), charset);
    String line = text.replaceAll("\\s+", " ").replaceAll("[^\\P{C}]", "?").strip();
    return count > HEAD_BYTES ? line + "…" : line;
  }
}
