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
package io.github.flinkcomments.examples.sqljars;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.table.TableReader;
import io.github.flinkcomments.examples.testing.PythonPackage;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The script for PyFlink, which brings a Flink of its own. */
@Tag("heavy")
@Timeout(600) // The package is large, and is fetched first.
class PyFlinkITCase {

  private static final Path SCRIPT = Path.of("..", "pyflink", "comments_to_delta.py");

  @RegisterExtension
  private static final PythonPackage PYFLINK =
      new PythonPackage("apache-flink", System.getProperty("flink.version"));

  @TempDir private Path directory;

  @Test
  void landsAListing() throws Exception {
    Path table = directory.resolve("table");
    try (CommentsServer server = CommentsServer.builder().comments(500).start()) {
      PYFLINK.run(
          SCRIPT,
          "--jars",
          SqlJar.COMMENTS.file().toString(),
          SqlJar.DELTA.file().toString(),
          "--table-path",
          table.toString(),
          "--api-url",
          server.url().toString(),
          "--once");

      assertThat(new TableReader(table.toString()).ids()).isEqualTo(server.ids());
    }
  }
}
