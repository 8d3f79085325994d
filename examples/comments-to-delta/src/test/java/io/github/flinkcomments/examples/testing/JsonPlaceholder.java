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
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The reference API itself, from npm: 500 comments with {@code X-Total-Count}. Tests are skipped
 * where Node.js, npm or its registry is missing, and fail there with the environment variable
 * {@code CI}.
 */
public final class JsonPlaceholder extends Provision implements AfterAllCallback {

  /** The package's own main program listens on a fixed port, on all interfaces. */
  private static final String LISTEN_ON_A_FREE_PORT =
      "const server = require('jsonplaceholder/src/app')"
          + ".listen(0, '127.0.0.1', () => console.log(server.address().port))";

  private static final String VERSION = "0.3.3";

  private final Path directory = ExternalProgram.installDirectory("jsonplaceholder");
  private Process process;
  private int port;

  /** The listing itself. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port + "/comments");
  }

  @Override
  void install() throws IOException, InterruptedException {
    ExternalProgram.installOnce(
        directory,
        VERSION,
        there ->
            ExternalProgram.run(
                there,
                List.of(
                    "npm", "install", "--no-audit", "--no-fund", "jsonplaceholder@" + VERSION)));
  }

  @Override
  void start() throws IOException {
    process =
        new ProcessBuilder("node", "-e", LISTEN_ON_A_FREE_PORT)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    if (line == null) {
      throw new IOException("jsonplaceholder ended before it listened.");
    }
    port = Integer.parseInt(line);
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }
}
