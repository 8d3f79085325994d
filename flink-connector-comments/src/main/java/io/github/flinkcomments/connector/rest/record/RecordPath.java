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
package io.github.flinkcomments.connector.rest.record;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonStreamContext;
import io.github.flinkcomments.connector.rest.record.json.TokenPointer;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Where in a body records are: a JSON pointer in which the segment {@code *} stands for every
 * element of an array, or every member of an object. What it leads to is an array of records, or
 * one record.
 *
 * <p>Its stages are the values that a body must have on the way: what holds the elements of each
 * {@code *}, each of those elements, and what the whole path leads to.
 */
final class RecordPath {

  private static final String WILDCARD = "*";

  private final String path;
  private final List<Stage> stages = new ArrayList<>();

  /** How far above what the path leads to the name is that the last {@code *} stands for. */
  private final int levelsToKey;

  /**
   * One value on the way.
   *
   * @param pointer where it is
   * @param element whether it is one of those that a {@code *} stands for
   */
  record Stage(TokenPointer pointer, boolean element) {}

  RecordPath(String path) {
    this.path = path;
    List<String> segments = segments(path);
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i <= segments.size(); i++) {
      boolean element = i > 0 && segments.get(i - 1).equals(WILDCARD);
      if (element || i == segments.size() || segments.get(i).equals(WILDCARD)) {
        stages.add(new Stage(TokenPointer.withWildcards(prefix.toString()), element));
      }
      if (i < segments.size()) {
        prefix.append('/').append(segments.get(i).replace("~", "~0").replace("/", "~1"));
      }
    }
    int key = segments.lastIndexOf(WILDCARD);
    levelsToKey = key < 0 ? -1 : segments.size() - 1 - key;
  }

  List<Stage> stages() {
    return stages;
  }

  /** Whether it may lead to any number of values. */
  boolean hasWildcard() {
    return levelsToKey >= 0;
  }

  /** Whether it leads to elements themselves, and not to something inside them. */
  boolean endsWithWildcard() {
    return levelsToKey == 0;
  }

  /**
   * Returns the member name that the last {@code *} stands for; null if there is no such name.
   *
   * @param holder context of the value that the path leads to
   */
  @Nullable
  String key(JsonStreamContext holder) {
    if (!hasWildcard()) {
      return null;
    }
    JsonStreamContext context = holder;
    for (int i = 0; i < levelsToKey; i++) {
      context = context.getParent();
    }
    return context.inObject() ? context.getCurrentName() : null;
  }

  /** Whether values of one of the two paths are inside those of the other, or the same. */
  boolean overlaps(RecordPath other) {
    List<String> ours = segments(path);
    List<String> theirs = segments(other.path);
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      String our = ours.get(i);
      String their = theirs.get(i);
      if (!our.equals(their) && !our.equals(WILDCARD) && !their.equals(WILDCARD)) {
        return false;
      }
    }
    return true;
  }

  /** The segments of a JSON pointer. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (JsonPointer rest = JsonPointer.compile(path); !rest.matches(); rest = rest.tail()) {
      segments.add(rest.getMatchingProperty());
    }
    return segments;
  }

  @Override
  public String toString() {
    return path;
  }
}
