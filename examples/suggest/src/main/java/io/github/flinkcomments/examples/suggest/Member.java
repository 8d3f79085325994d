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
package io.github.flinkcomments.examples.suggest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A value in a body that belongs to no record.
 *
 * @param pointer JSON pointer to it
 * @param name in lower case, without separators: {@code nextcursor} for {@code next_cursor}
 * @param value no object and no array
 */
record Member(String pointer, String name, JsonNode value) {

  private static final int MAX_DEPTH = 4;

  /** All of a page, the outer ones first. */
  static List<Member> of(Page page) {
    List<Member> members = new ArrayList<>();
    collect(page.root(), "", page.path(), 1, members);
    return members;
  }

  /** Where the value is, without its own name: {@code /meta} for {@code /meta/next}. */
  String parent() {
    return pointer.substring(0, pointer.lastIndexOf('/'));
  }

  /** Its own name as it is written. */
  String ownName() {
    return JsonPointer.compile(pointer).last().getMatchingProperty();
  }

  private static void collect(
      JsonNode object, String path, String records, int depth, List<Member> found) {
    List<Map.Entry<String, JsonNode>> inner = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String pointer = JsonPointer.compile(path).appendProperty(member.getKey()).toString();
      if (member.getValue().isObject() && !pointer.equals(records)) {
        inner.add(Map.entry(pointer, member.getValue()));
      } else if (member.getValue().isValueNode()) {
        found.add(new Member(pointer, normalized(member.getKey()), member.getValue()));
      }
    }
    if (depth < MAX_DEPTH) {
      inner.forEach(
          member -> collect(member.getValue(), member.getKey(), records, depth + 1, found));
    }
  }

  static String normalized(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
