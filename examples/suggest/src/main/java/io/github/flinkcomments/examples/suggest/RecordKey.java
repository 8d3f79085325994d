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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what identifies a record. */
final class RecordKey {

  private static final List<String> NAMES =
      List.of(
          "id", "_id", "Id", "ID", "uuid", "guid", "key", "sha", "gid", "number", "code", "slug");

  /** What a record may be wrapped in. */
  private static final List<String> WRAPPERS = List.of("", "/node", "/data", "/doc", "/resource");

  private RecordKey() {}

  /** JSON pointer to a value that each record has, and no two have alike. */
  static Optional<String> find(List<JsonNode> records) {
    List<String> pointers = new ArrayList<>();
    for (String wrapper : WRAPPERS) {
      NAMES.forEach(name -> pointers.add(wrapper + "/" + name));
    }
    records
        .get(0)
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (name.matches(".*(_id|[a-z0-9]Id|ID)")) {
                pointers.add(JsonPointer.empty().appendProperty(name).toString());
              }
            });
    return pointers.stream().filter(pointer -> identifies(pointer, records)).findFirst();
  }

  private static boolean identifies(String pointer, List<JsonNode> records) {
    JsonPointer compiled = JsonPointer.compile(pointer);
    Set<String> seen = new HashSet<>();
    return records.stream()
        .map(record -> record.at(compiled))
        .allMatch(key -> (key.isTextual() || key.isIntegralNumber()) && seen.add(key.asText()));
  }
}
