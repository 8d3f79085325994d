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

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server from npm, on a free port of the loopback interface while a class of tests runs. Its
 * tests are skipped where Node.js, npm or its registry is missing.
 */
public final class NodeServer extends Provision implements AfterAllCallback {

  private final Path directory;
  private final List<String> packages;
  private final String script;
  private Process process;
  private String port;

  /**
   * @param name of the directory to install into
   * @param packages with their versions, such as {@code json-server@0.17.4}
   * @param script a module of JavaScript that starts the server, and prints its port on a line
   */
  public NodeServer(String name, List<String> packages, String script) {
    this.directory = ExternalProgram.installDirectory(name);
    this.packages = List.copyOf(packages);
    this.script = script;
  }

  /** A URL of the server. */
  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  void install() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund", "--silent"));
    command.addAll(packages);
    ExternalProgram.installOnce(
        directory,
        String.join("-", packages).replaceAll("[@/]", "_"),
        there -> ExternalProgram.run(there, command));
  }

  @Override
  void start() throws IOException {
    process =
        new ProcessBuilder("node", "--input-type=module", "-e", script)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    port = output.readLine();
    if (port == null) {
      throw new IOException("The server of " + packages + " ended before it listened.");
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }
}
