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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the records in a body. */
final class RecordPath {

  private static final int MAX_DEPTH = 3;

  /** An object with a key of its own is one record, whatever arrays it has. */
  private static final Set<String> KEYS = Set.of("id", "_id", "uuid", "guid");

  /** What the array of records is often called. */
  private static final Set<String> USUAL_NAMES =
      Set.of(
          "data",
          "items",
          "results",
          "result",
          "records",
          "value",
          "values",
          "hits",
          "content",
          "rows",
          "entries",
          "list",
          "objects",
          "elements",
          "nodes",
          "edges",
          "docs",
          "documents",
          "entities",
          "collection",
          "features",
          "resources");

  /** What stands beside records, and not beside the members of a single object. */
  private static final Set<String> PAGING_NAMES =
      Set.of(
          "total",
          "count",
          "page",
          "pages",
          "limit",
          "offset",
          "skip",
          "next",
          "previous",
          "prev",
          "has_more",
          "hasmore",
          "cursor",
          "next_cursor",
          "nextcursor",
          "nextpagetoken",
          "paging",
          "pagination",
          "meta",
          "metadata",
          "links",
          "_links",
          "total_count",
          "totalcount",
          "totalitems",
          "totalpages",
          "per_page",
          "perpage",
          "@odata.nextlink",
          "@odata.count",
          "@odata.context",
          "response_metadata",
          "startat",
          "maxresults",
          "islast",
          "done",
          "nextrecordsurl",
          "totalsize");

  private RecordPath() {}

  private record Candidate(String path, String name, int depth, int records) {

    boolean usual() {
      return USUAL_NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
  }

  /** JSON pointer to the array of records; empty if the body is, or looks like, a single object. */
  static Optional<String> find(JsonNode root) {
    if (root.isArray()) {
      return Optional.of("");
    }
    if (KEYS.stream().anyMatch(root::has)) {
      return Optional.empty();
    }
    List<Candidate> candidates = new ArrayList<>();
    collect(root, "", 1, candidates);
    return candidates.stream()
        .filter(candidate -> candidate.usual() || isListing(root))
        .max(
            Comparator.comparing((Candidate candidate) -> candidate.records() > 0)
                .thenComparing(Candidate::usual)
                .thenComparing(Candidate::depth, Comparator.reverseOrder())
                .thenComparing(Candidate::records))
        .map(Candidate::path);
  }

  private static void collect(JsonNode object, String path, int depth, List<Candidate> found) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      JsonNode value = member.getValue();
      String pointer = JsonPointer.compile(path).appendProperty(member.getKey()).toString();
      if (value.isArray() && (value.isEmpty() || value.get(0).isObject())) {
        found.add(new Candidate(pointer, member.getKey(), depth, value.size()));
      } else if (value.isObject() && depth < MAX_DEPTH) {
        collect(value, pointer, depth + 1, found);
      }
    }
  }

  private static boolean isListing(JsonNode root) {
    for (Map.Entry<String, JsonNode> member : root.properties()) {
      if (PAGING_NAMES.contains(member.getKey().toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    long scalars = 0;
    for (JsonNode value : root) {
      scalars += value.isValueNode() ? 1 : 0;
    }
    return scalars <= 1;
  }
}
