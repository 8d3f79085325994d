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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.flink.annotation.Internal;

/**
 * Finds characters that are spelt with more bytes than they take, such as {@code C0 80} for {@code
 * U+0000}. That is not UTF-8, but the parser reads them as if it was: what is emitted would not be
 * what was sent. Everything else that is not UTF-8 the parser refuses itself, or gives as half of a
 * surrogate pair.
 */
@Internal
public final class OverlongSequences {

  /** More than a parser reads ahead of what it has handed over, so the newest are enough. */
  private static final int CAPACITY = 32 * 1024;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long NOT_ASCII = 0x8080808080808080L;

  /** Where they end, in order. */
  private final Deque<Long> found = new ArrayDeque<>();

  private long scanned;

  /** The byte before, if it is not ASCII; else 0. */
  private int previous;

  /** Looks through the next bytes. */
  void scan(byte[] bytes, int offset, int count) {
    int end = offset + count;
    int i = offset;
    while (i < end) {
      if (previous == 0) {
        i = afterAscii(bytes, i, end);
        if (i == end) {
          break;
        }
      }
      int current = bytes[i] & 0xFF;
      if (current == 0xC0
          || current == 0xC1
          || (previous == 0xE0 && current < 0xA0)
          || (previous == 0xF0 && current < 0x90)) {
        add(scanned + i - offset);
      }
      previous = current < 0x80 ? 0 : current;
      i++;
    }
    scanned += count;
  }

  /** Passes over most of the ASCII, of which bodies mostly are. */
  private static int afterAscii(byte[] bytes, int from, int end) {
    int i = from;
    while (i + 4 * Long.BYTES <= end
        && ((eight(bytes, i)
                    | eight(bytes, i + Long.BYTES)
                    | eight(bytes, i + 2 * Long.BYTES)
                    | eight(bytes, i + 3 * Long.BYTES))
                & NOT_ASCII)
            == 0) {
      i += 4 * Long.BYTES;
    }
    while (i + Long.BYTES <= end) {
      long others = eight(bytes, i) & NOT_ASCII;
      if (others != 0) {
        return i + Long.numberOfTrailingZeros(others) / Byte.SIZE;
      }
      i += Long.BYTES;
    }
    return i;
  }

  private static long eight(byte[] bytes, int index) {
    return (long) EIGHT_BYTES.get(bytes, index);
  }

  private void add(long position) {
    if (found.size() == CAPACITY) {
      found.remove();
    }
    found.add(position);
  }

  /** Whether there is any that was not taken. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Takes those before a position.
   *
   * @return whether there was one
   */
  public boolean takeBefore(long position) {
    boolean any = false;
    while (!found.isEmpty() && found.element() < position) {
      found.remove();
      any = true;
    }
    return any;
  }
}
