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

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonStreamContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * A JSON pointer that recognises its value while tokens stream by. The comparison starts at the
 * innermost segment, so that a value elsewhere is mostly dismissed by its depth or its own name.
 */
@Internal
public final class TokenPointer {

  private final String pointer;
  private final JsonPointer[] segments;
  private final boolean wildcards;

  public TokenPointer(String pointer) {
    this(pointer, false);
  }

  private TokenPointer(String pointer, boolean wildcards) {
    this.pointer = pointer;
    this.wildcards = wildcards;
    List<JsonPointer> list = new ArrayList<>();
    for (JsonPointer rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
      list.add(rest);
    }
    segments = list.toArray(JsonPointer[]::new);
  }

  /** A pointer in which the segment {@code *} stands for any name and any index. */
  public static TokenPointer withWildcards(String pointer) {
    return new TokenPointer(pointer, true);
  }

  /**
   * Returns whether the value in the given context is the one pointed at.
   *
   * @param context of the value: the object or array that holds it
   * @param baseDepth nesting depth of what the pointer starts from
   */
  public boolean matches(JsonStreamContext context, int baseDepth) {
    if (context.getNestingDepth() - baseDepth != segments.length) {
      return false;
    }
    JsonStreamContext current = context;
    for (int i = segments.length - 1; i >= 0; i--) {
      if (!matches(current, segments[i])) {
        return false;
      }
      current = current.getParent();
    }
    return true;
  }

  private boolean matches(JsonStreamContext context, JsonPointer segment) {
    if (wildcards && segment.getMatchingProperty().equals("*")) {
      return true;
    }
    return context.inObject()
        ? segment.getMatchingProperty().equals(context.getCurrentName())
        : segment.getMatchingIndex() == context.getCurrentIndex();
  }

  /** Returns whether it points at the whole document. */
  public boolean isRoot() {
    return segments.length == 0;
  }

  @Override
  public String toString() {
    return pointer;
  }
}
