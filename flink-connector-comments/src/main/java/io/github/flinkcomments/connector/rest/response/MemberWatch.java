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
package io.github.flinkcomments.connector.rest.response;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * Watches a JSON body go by, in UTF-8, and remembers some members of its objects, whoever parses
 * it. It counts brackets and quotes and checks nothing: that the body is JSON is for the parser to
 * say. A body whose root is an array has no members, and is accepted unchecked.
 */
@Internal
public final class MemberWatch extends FilterInputStream {

  /** So much is kept of a value. */
  private static final int KEPT_BYTES = 160;

  /** Longer names are none that somebody looks for. */
  private static final int MAX_NAME_BYTES = 256;

  private final Map<List<String>, String> wanted = new HashMap<>();
  private final Map<String, String> found = new HashMap<>();
  private final int maxDepth;

  /** Names on the way to the present value; null within an array. */
  private final String[] names;

  private int depth;

  /** How many of the open brackets, from the outermost on, are those of objects near the root. */
  private int watchedDepth;

  private boolean done;
  private boolean inString;
  private boolean escaped;
  private boolean nameExpected;
  private ByteArrayOutputStream name;

  private String kept;
  private int keptDepth;
  private ByteArrayOutputStream value;

  /**
   * @param body in UTF-8
   * @param pointers JSON pointers through objects
   */
  public MemberWatch(InputStream body, Collection<String> pointers) {
    super(body);
    for (String pointer : pointers) {
      wanted.put(segments(pointer), pointer);
    }
    maxDepth = wanted.keySet().stream().mapToInt(List::size).max().orElse(0);
    names = new String[maxDepth];
    done = wanted.isEmpty();
  }

  private static List<String> segments(String pointer) {
    List<String> segments = new ArrayList<>();
    for (JsonPointer rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
      segments.add(rest.getMatchingProperty());
    }
    return List.copyOf(segments);
  }

  /** Returns the JSON text of a member that has gone by, its beginning if it is long. */
  public Optional<String> text(String pointer) {
    return Optional.ofNullable(found.get(pointer));
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    for (int i = offset; i < offset + read && !done; i++) {
      watch(target[i]);
    }
    return read;
  }

  /** Skipped bytes would not be seen, so they are read. */
  @Override
  public long skip(long bytes) throws IOException {
    return Math.max(0, read(new byte[(int) Math.min(bytes, 8192)]));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void watch(byte octet) {
    if (inString) {
      watchString(octet);
      return;
    }
    switch (octet) {
      case '"' -> beginString();
      case '{', '[' -> open(octet == '{');
      case '}', ']' -> close(octet);
      case ',' -> {
        endValue();
        keep(octet);
        nameExpected = isWatched();
      }
      case ':' -> {
        keep(octet);
        nameExpected = false;
      }
      case ' ', '\t', '\r', '\n' -> keep(octet);
      default -> {
        beginValue();
        keep(octet);
      }
    }
  }

  private boolean isWatched() {
    return depth > 0 && depth == watchedDepth;
  }

  private void watchString(byte octet) {
    if (name != null && name.size() < MAX_NAME_BYTES) {
      name.write(octet);
    }
    keep(octet);
    if (escaped) {
      escaped = false;
    } else if (octet == '\\') {
      escaped = true;
    } else if (octet == '"') {
      inString = false;
      endName();
    }
  }

  private void beginString() {
    inString = true;
    if (nameExpected) {
      name = new ByteArrayOutputStream();
    } else {
      beginValue();
    }
    keep((byte) '"');
  }

  private void endName() {
    if (name != null) {
      String written = name.toString(StandardCharsets.UTF_8);
      names[depth - 1] = written.substring(0, Math.max(0, written.length() - 1));
      name = null;
    }
  }

  private void open(boolean object) {
    beginValue();
    keep((byte) (object ? '{' : '['));
    if (depth == 0 && !object) {
      done = true;
      return;
    }
    if (object && depth == watchedDepth && depth < maxDepth) {
      watchedDepth++;
      names[watchedDepth - 1] = null;
    }
    depth++;
    nameExpected = object && isWatched();
  }

  private void close(byte bracket) {
    if (kept != null && depth == keptDepth) {
      endValue();
    }
    if (watchedDepth == depth) {
      watchedDepth--;
    }
    depth--;
    nameExpected = false;
    keep(bracket);
    done = depth <= 0;
  }

  private void beginValue() {
    if (kept != null || !isWatched()) {
      return;
    }
    String pointer = wanted.get(Arrays.asList(names).subList(0, depth));
    if (pointer != null) {
      kept = pointer;
      keptDepth = depth;
      value = new ByteArrayOutputStream();
    }
  }

  private void keep(byte octet) {
    if (kept != null && value.size() < KEPT_BYTES) {
      value.write(octet);
    }
  }

  /** A value ends at a comma or bracket of the object that it is in. */
  private void endValue() {
    if (kept != null && depth == keptDepth) {
      String text = value.toString(StandardCharsets.UTF_8).strip();
      found.put(kept, value.size() < KEPT_BYTES ? text : text + "…");
      kept = null;
    }
  }
}
