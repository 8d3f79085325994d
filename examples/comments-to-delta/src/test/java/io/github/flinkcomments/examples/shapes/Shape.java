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
package io.github.flinkcomments.examples.shapes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * An API as it looks on the wire, and the table that reads it.
 *
 * @param name of the API that it imitates
 * @param about how it pages, in a few words of Markdown
 * @param path of the listing, with its own parameters if it needs some
 * @param columns of the table, {@code id} among them
 * @param options of the table, but for the connector and the URL
 * @param answers what is answered to a request for the path, or for what an answer points to
 * @param hidden ids that the total counts, and that are in no answer
 */
record Shape(
    String name,
    String about,
    String path,
    String columns,
    Map<String, String> options,
    Answers answers,
    IntPredicate hidden) {

  static final String COLUMNS = "id BIGINT, name STRING";

  /** What an API makes of a request. */
  interface Answers {
    ShapeReply to(ShapeRequest request, ServedRecords records);
  }

  static Shape of(
      String name, String about, String path, Map<String, String> options, Answers answers) {
    return of(name, about, path, COLUMNS, options, answers);
  }

  static Shape of(
      String name,
      String about,
      String path,
      String columns,
      Map<String, String> options,
      Answers answers) {
    return new Shape(name, about, path, columns, options, answers, id -> false);
  }

  /** The same, but for records that are counted and in no answer. */
  Shape hiding(IntPredicate ids) {
    return new Shape(name, about, path, columns, options, answers, ids);
  }

  /** The statement that declares the table. */
  String createTable(String table, String root, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("connector", "rest");
    all.put("url", root + path);
    // Maps of Map.of have an order of their own in each process.
    all.putAll(new TreeMap<>(options));
    all.putAll(more);
    return all.entrySet().stream()
        .map(
            option ->
                "'%s' = '%s'".formatted(option.getKey(), option.getValue().replace("'", "''")))
        .collect(
            Collectors.joining(
                ",\n  ", "CREATE TABLE %s (%s) WITH (\n  ".formatted(table, columns), "\n)"));
  }

  @Override
  public String toString() {
    return name;
  }
}
