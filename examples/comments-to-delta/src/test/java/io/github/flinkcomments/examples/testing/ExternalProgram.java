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
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that a test needs and that a machine may lack. */
final class ExternalProgram {

  private static final Duration LIMIT = Duration.ofMinutes(4);

  private ExternalProgram() {}

  /** Installs something into a directory, with programs that run there. */
  interface Installation {
    void install(Path directory) throws IOException, InterruptedException;
  }

  /** The directory for things that are expensive to install; it outlives a test run. */
  static Path installDirectory(String name) {
    return Path.of("target", "installed", name).toAbsolutePath();
  }

  /** Installs something once, also when several test processes want it at the same time. */
  static void installOnce(Path directory, String version, Installation installation)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path installed = directory.resolve("installed-" + version);
    try (FileChannel lock =
        FileChannel.open(
            directory.resolve("installation.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      lock.lock();
      if (!Files.exists(installed)) {
        installation.install(directory);
        Files.createFile(installed);
      }
    }
  }

  /** Runs a program to its end and returns what it printed. */
  static String run(Path directory, List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("program", ".out");
    try {
      Process process = start(directory, command, output);
      boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      if (!ended) {
        process.destroyForcibly();
        throw new ProgramFailedException(command + " did not end within " + LIMIT + ": " + printed);
      }
      if (process.exitValue() != 0) {
        throw new ProgramFailedException(
            command + " ended with " + process.exitValue() + ": " + printed);
      }
      return printed;
    } finally {
      Files.delete(output);
    }
  }

  /** A directory that does not exist must not pass for a program that does not. */
  private static Process start(Path directory, List<String> command, Path output)
      throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException("There is no directory " + directory + " to run " + command + " in.");
    }
    try {
      return new ProcessBuilder(command)
          .directory(directory.toFile())
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      throw new ProgramFailedException(
          "The program '%s' cannot be started: %s".formatted(command.get(0), e.getMessage()), e);
    }
  }
}
