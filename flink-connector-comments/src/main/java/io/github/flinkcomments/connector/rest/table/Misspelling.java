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
package io.github.flinkcomments.connector.rest.table;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name that nobody knows, and those that may have been meant by it.
 *
 * @param written as somebody wrote it
 */
record Misspelling(String written) {

  private static final Pattern BOUNDARY = Pattern.compile("[.-]");

  /** Shorter ends of names are alike by chance. */
  private static final int SHORTEST_END = 4;

  /**
   * The names that differ least, in their order; none if all of them are quite different. An end of
   * a name counts as well: {@code page-size} may mean {@code pagination.page-size}.
   */
  List<String> nearestOf(Collection<String> names) {
    Map<String, Integer> distances =
        names.stream().distinct().collect(Collectors.toMap(name -> name, this::distance));
    int least = distances.values().stream().min(Integer::compare).orElse(Integer.MAX_VALUE);
    if (least > Math.max(1, written.length() / 4)) {
      return List.of();
    }
    return names.stream().distinct().filter(name -> distances.get(name) == least).sorted().toList();
  }

  private int distance(String name) {
    Stream<String> ends =
        BOUNDARY
            .matcher(name)
            .results()
            .map(boundary -> name.substring(boundary.end()))
            .filter(end -> end.length() >= SHORTEST_END);
    String like = alike(written);
    return Stream.concat(Stream.of(name), ends)
        .mapToInt(end -> edits(like, alike(end)))
        .min()
        .getAsInt();
  }

  private static String alike(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How many letters to insert, remove or replace; computed row by row. */
  private static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                above[column - 1] + replaced, Math.min(above[column], current[column - 1]) + 1);
      }
      above = current;
    }
    return above[to.length()];
  }
}
