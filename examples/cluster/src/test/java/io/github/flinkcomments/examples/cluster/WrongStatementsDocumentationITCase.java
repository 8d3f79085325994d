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
package io.github.flinkcomments.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/errors.md} says of every mistake what the SQL client shows. */
class WrongStatementsDocumentationITCase {

  private static final Path DOCUMENTATION = Path.of("..", "..", "docs", "errors.md");
  private static final String HEADER = "| Mistake | First line |\n| --- | --- |\n";

  @Test
  void everyMistakeIsListedWithItsFirstLine() throws IOException {
    String table =
        WrongStatement.all().stream()
            .flatMap(mistake -> mistake.shown().map(shown -> row(mistake.name(), shown)).stream())
            .collect(Collectors.joining("", HEADER, "\n"));
    assertThat(Files.readString(DOCUMENTATION)).contains(table);
  }

  private static String row(String mistake, WrongStatement.Shown shown) {
    return "| %s | `%s`%s |\n".formatted(mistake, shown.line(), shown.byFlink() ? " (Flink)" : "");
  }
}
