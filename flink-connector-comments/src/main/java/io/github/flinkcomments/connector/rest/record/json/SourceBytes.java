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
import java.util.Arrays;
import org.apache.flink.annotation.Internal;

/**
 * Hands a body to its parser and keeps the part of it which somebody may want to have as it was
 * sent. Positions count the bytes from the beginning of the body, as the parser's locations do.
 *
 * <p>Parsers read ahead, so that a value has been handed over when it is found to be wanted. The
 * last bytes are therefore always kept.
 */
@Internal
public final class SourceBytes extends FilterInputStream {

  /** More than a parser reads at once, and a number that begins in what it read before. */
  private static final int READ_AHEAD = 16 * 1024;

  private final OverlongSequences overlong = new OverlongSequences();

  private byte[] kept;
  private int length;

  /** Position in the body of the first byte that is kept. */
  private long keptFrom;

  /** Position from which on all bytes are kept. */
  private long mark = Long.MAX_VALUE;

  /**
   * @param in the body
   * @param room where its bytes are kept, as long as they fit in
   */
  public SourceBytes(InputStream in, byte[] room) {
    super(in);
    this.kept = room;
  }

  /** Room for what is kept of most bodies, for one after the other. */
  public static byte[] newRoom() {
    return new byte[2 * READ_AHEAD];
  }

  /** Whether all bytes since some position are kept. */
  public boolean isKeeping() {
    return mark != Long.MAX_VALUE;
  }

  /** Keeps all bytes from where the parser is, and forgets those before. */
  public void keepFrom(long position) {
    mark = position;
  }

  /** Bytes that are not UTF-8, though a parser takes them for it. */
  public OverlongSequences overlong() {
    return overlong;
  }

  /** The bytes between two positions, all of which are kept. */
  public byte[] between(long from, long to) {
    return Arrays.copyOfRange(kept, (int) (from - keptFrom), (int) (to - keptFrom));
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int wanted) throws IOException {
    int read = in.read(buffer, offset, wanted);
    if (read > 0) {
      requireRoom(read);
      System.arraycopy(buffer, offset, kept, length, read);
      length += read;
      overlong.scan(buffer, offset, read);
    }
    return read;
  }

  /** Skipped bytes would be missing, so they are read. */
  @Override
  public long skip(long wanted) throws IOException {
    byte[] skipped = new byte[(int) Math.min(wanted, READ_AHEAD)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void requireRoom(int bytes) {
    if (bytes <= kept.length - length) {
      return;
    }
    long first = Math.max(keptFrom, Math.min(mark, keptFrom + length - READ_AHEAD));
    int dropped = (int) (first - keptFrom);
    int remaining = length - dropped;
    byte[] target = kept;
    if (bytes > kept.length - remaining) {
      target = new byte[Math.max(2 * kept.length, remaining + bytes)];
    }
    System.arraycopy(kept, dropped, target, 0, remaining);
    kept = target;
    keptFrom = first;
    length = remaining;
  }
}
