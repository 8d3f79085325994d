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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** Programs that a test needs and that a machine may lack. */
final class ExternalProgram {

  private static final Duration LIMIT = Duration.ofMinutes(4);

  private ExternalProgram() {}

  /** The directory for things that are expensive to install; it outlives a test run. */
  static Path installDirectory(String name) {
    return Path.of("target", "installed", name).toAbsolutePath();
  }

  /** Installs something; the test is reported as skipped, with the reason, where that fails. */
  static void install(Path directory, List<String> command) throws InterruptedException {
    try {
      run(directory, command);
    } catch (IOException e) {
      throw new TestAbortedException("Skipped, for lack of a program or a registry. " + e, e);
    }
  }

  /** Runs a program to its end and returns what it printed. */
  static String run(Path directory, List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("program", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      if (!ended) {
        process.destroyForcibly();
        throw new IOException(command + " did not end within " + LIMIT + ": " + printed);
      }
      if (process.exitValue() != 0) {
        throw new IOException(command + " ended with " + process.exitValue() + ": " + printed);
      }
      return printed;
    } finally {
      Files.delete(output);
    }
  }
}
