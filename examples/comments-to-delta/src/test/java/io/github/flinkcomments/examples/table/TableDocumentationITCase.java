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
package io.github.flinkcomments.examples.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.testing.PythonPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs what docs/look-at-the-table.md prints for Python, with a table of ours. */
@Tag("heavy")
class TableDocumentationITCase {

  private static final Path PAGE = Path.of("..", "..", "docs", "look-at-the-table.md");
  private static final Path TABLE =
      Path.of("src", "test", "resources", "savepoints", "2.3.0", "table").toAbsolutePath();
  private static final Pattern PYTHON = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

  @RegisterExtension
  private static final PythonPackage PACKAGES =
      new PythonPackage(
          "pandas",
          "2.3.*",
          "deltalake[pyarrow]==1.6.*",
          "pyarrow==22.*",
          "duckdb==2.0.*",
          "polars==2.1.*");

  @TempDir private Path directory;

  @Test
  void itsPartsMakeOneScript() throws Exception {
    String script =
        PYTHON
            .matcher(Files.readString(PAGE))
            .results()
            .map((MatchResult part) -> part.group(1))
            .collect(Collectors.joining())
            .replace("/tmp/lake/comments", TABLE.toString());
    String printed = PACKAGES.run(Files.writeString(directory.resolve("look.py"), script));
    // The history, the first rows of pandas, the count of DuckDB, the first rows of Polars.
    assertThat(printed)
        .contains("'operation': 'WRITE'", "[5 rows x 5 columns]", "count_star()", "shape: (5, 5)");
  }
}
