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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The page of the documentation about imitated APIs: an introduction, what was seen of each when
 * the tests were last run to write it, and the table that reads it.
 *
 * @param introduction up to the results
 * @param results a table of Markdown
 * @param tables a section for each API
 */
record ShapesPage(String introduction, String results, String tables) {

  static final Path PATH = Path.of("../../docs/api-shapes.md");

  private static final String RESULTS = "<!-- results -->\n";
  private static final String TABLES = "<!-- tables -->\n";

  private static final String HEADER =
      """

      | API | rows | added after the end | failed responses | versions | requests |
      | --- | --: | --: | --: | --: | --: |
      """;

  static ShapesPage read() throws IOException {
    String page = Files.readString(PATH);
    int results = page.indexOf(RESULTS) + RESULTS.length();
    int tables = page.indexOf(TABLES) + TABLES.length();
    return new ShapesPage(
        page.substring(0, results),
        page.substring(results, tables - TABLES.length()),
        page.substring(tables));
  }

  ShapesPage withResults(List<ShapeResult> seen) {
    return new ShapesPage(
        introduction,
        seen.stream()
            .map(
                result ->
                    "| %s | %,d | %,d | %d | %d | %d |\n"
                        .formatted(
                            result.name(),
                            result.rows(),
                            result.added(),
                            result.faults(),
                            result.versions(),
                            result.requests()))
            .collect(Collectors.joining("", HEADER, "\n")),
        tables);
  }

  ShapesPage withTables(String sections) {
    return new ShapesPage(introduction, results, sections);
  }

  void write() throws IOException {
    Files.writeString(PATH, introduction + results + TABLES + tables);
  }
}
