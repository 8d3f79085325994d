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
package io.github.flinkcomments.examples.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads tables with {@code deltalake}, the Rust implementation of Delta Lake, from PyPI. Tests are
 * skipped where Python 3 or its registry is missing, and fail there with the environment variable
 * {@code CI}.
 */
public final class PythonTableReader extends Provision {

  /**
   * What the table holds.
   *
   * @param distinct how many different ids there are
   * @param lowest the lowest id
   * @param highest the highest id
   */
  public record Summary(long version, long rows, long distinct, long lowest, long highest) {}

  private static final Path SCRIPTS = Path.of("src", "test", "python");

  private final PythonPackage deltalake = new PythonPackage("deltalake", "1.6.*");

  @Override
  void install() throws IOException, InterruptedException {
    deltalake.install();
  }

  public Summary summarize(Path table) throws IOException, InterruptedException {
    return new ObjectMapper()
        .readValue(
            deltalake.run(SCRIPTS.resolve("summarize_table.py"), table.toString()), Summary.class);
  }

  /** What a query finds in a table, which it calls {@code t}. */
  public JsonNode query(Path table, String sql) throws IOException, InterruptedException {
    return new ObjectMapper()
        .readTree(deltalake.run(SCRIPTS.resolve("query_table.py"), table.toString(), sql));
  }
}
