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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Servers that others have written, installed from npm or PyPI by {@code
 * examples/servers/start.sh}. Tests are skipped where Node.js or Python 3, or the registry, is
 * missing, and fail there with the environment variable {@code CI}.
 */
public final class PublishedServers extends Provision {

  private static final Path SERVERS = Path.of("..", "servers").toAbsolutePath().normalize();
  private static final String START = SERVERS.resolve("start.sh").toString();

  private final List<String> names;

  /**
   * @param names of directories in {@code examples/servers}
   */
  public PublishedServers(List<String> names) {
    this.names = List.copyOf(names);
  }

  /** The script that reads a server into a table. */
  public static Path script(String name) {
    return SERVERS.resolve(name).resolve(name + ".sql");
  }

  /** Starts a server. */
  public static PublishedServer start(String name) throws IOException {
    return PublishedServer.start(List.of(START, name));
  }

  @Override
  void install() throws IOException, InterruptedException {
    for (String name : names) {
      ExternalProgram.run(SERVERS, List.of(START, "--install", name));
    }
  }
}
