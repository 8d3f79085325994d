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
import java.util.OptionalLong;
import org.apache.flink.annotation.PublicEvolving;

/** Reads a file in ranges, from a store in which each read is a request. */
@PublicEvolving
public abstract class RangedInput extends StoredInput {

  private static final int RANGE = 1024 * 1024;

  private byte[] range = new byte[0];
  private long rangeStart;
  private int next;
  private boolean atTheEnd;

  /**
   * Asks the store for bytes of the file.
   *
   * @param start bytes from the beginning of the file; may be beyond its end
   * @param length the most bytes to return
   * @return as many bytes as that, or those up to the end of the file; none beyond it
   * @throws FileNotFoundException if there is no such file
   */
  protected abstract byte[] fetch(long start, int length) throws IOException;

  /** Size of the file in bytes, if what was fetched last has told it. */
  protected OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public final long position() {
    return rangeStart + next;
  }

  @Override
  public final void seek(long position) {
    if (position >= rangeStart && position <= rangeStart + range.length) {
      next = (int) (position - rangeStart);
    } else {
      rangeStart = position;
      range = new byte[0];
      next = 0;
      atTheEnd = false;
    }
  }

  @Override
  public final int read() throws IOException {
    return fill() ? range[next++] & 0xff : -1;
  }

  @Override
  public final int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, range.length - next);
    System.arraycopy(range, next, bytes, offset, count);
    next += count;
    return count;
  }

  private boolean isTheEnd(long position) {
    OptionalLong size = size();
    return size.isPresent() && position >= size.getAsLong();
  }

  /** Whether there is a byte to read. */
  private boolean fill() throws IOException {
    if (next == range.length && !atTheEnd) {
      long start = position();
      range = fetch(start, RANGE);
      rangeStart = start;
      // Another request would tell nothing else.
      atTheEnd = range.length < RANGE || isTheEnd(start + range.length);
      next = 0;
    }
    return next < range.length;
  }
}
