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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page with a table for each imitated API is written from what the tests read with; with {@code
 * -Dshapes.write} it is written anew.
 */
class ShapesDocumentationTest {

  @Test
  void theTablesAreThoseOfTheTests() throws IOException {
    ShapesPage page = ShapesPage.read();
    ShapesPage expected =
        page.withTables(
            Shapes.all().stream()
                .map(ShapesDocumentationTest::section)
                .collect(Collectors.joining()));
    if (System.getProperty("shapes.write") != null) {
      expected.write();
    }
    assertThat(page)
        .as(
            "%s; ./mvnw test -Dtest=ShapesDocumentationTest -Dshapes.write writes it",
            ShapesPage.PATH)
        .isEqualTo(expected);
    Shapes.all().forEach(shape -> assertThat(page.results()).contains("\n| " + shape + " | "));
  }

  private static String section(Shape shape) {
    String about = shape.about();
    return "\n## %s\n\n%s\n\n```sql\n%s;\n```\n"
        .formatted(
            shape.name(),
            about.substring(0, 1).toUpperCase(Locale.ROOT) + about.substring(1),
            shape.createTable("records", "https://host", Map.of()));
  }
}
