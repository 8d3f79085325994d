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
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that others have written, in a process of its own. */
public final class PublishedServer implements AutoCloseable {

  /** How many records there are at the start. */
  public static final int RECORDS = 250;

  private static final long SECONDS_TO_END = 10;

  private final Process process;
  private final BufferedReader output;
  private final BufferedWriter input;
  private final int port;

  private PublishedServer(Process process) throws IOException {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.port = nextNumber();
  }

  static PublishedServer start(List<String> command) throws IOException {
    return new PublishedServer(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Appends so many records; returns when they are there. */
  public void grow(int more) throws IOException {
    input.write(more + "\n");
    input.flush();
    nextNumber();
  }

  /** The next line that is nothing but a number, whatever else the server says. */
  private int nextNumber() throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.matches("\\d+")) {
        return Integer.parseInt(line);
      }
    }
    throw new IOException("The server has ended: " + process.info());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    input.close();
    if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
