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

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A Flink in a process of its own, with what {@code lib/} of a distribution has, and with the
 * options that Flink's own scripts give to Java.
 */
final class FlinkProcess {

  private static final long LIMIT_SECONDS = 240;

  private final Path directory;
  private final List<Path> classPath = new ArrayList<>();

  /**
   * @param directory for its files
   * @param classPath in its order
   */
  FlinkProcess(Path directory, List<Path> classPath) throws IOException {
    this.directory = directory;
    this.classPath.add(program(directory));
    this.classPath.addAll(classPath);
  }

  /** Runs each script to its end. Fails if one fails, or if the process missed a class. */
  void run(String... scripts) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("flink.java.opens").split(" ")));
    command.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dlog4j.configurationFile=" + Path.of("src/test/log4j2-flink.properties"));
    command.add("-classpath");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(SqlScript.class.getName());
    for (String script : scripts) {
      command.add(
          Files.writeString(Files.createTempFile(directory, "", ".sql"), script).toString());
    }
    Path output = Files.createTempFile(directory, "flink", ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      String printed = Files.readString(output);
      assertThat(ended).as("ended in time, having said: %s", printed).isTrue();
      assertThat(process.exitValue()).as(printed).isZero();
      // Log checkpoints are written in the background, where failures only show in the log.
      assertThat(printed)
          .doesNotContain("LinkageError", "NoClassDefFound", "ClassNotFound", "NoSuchMethod");
    } finally {
      process.destroyForcibly();
    }
  }

  /** A directory with the one class, so that no other class of the tests is at hand. */
  private static Path program(Path directory) throws IOException {
    String name = SqlScript.class.getName().replace('.', '/') + ".class";
    Path classes = directory.resolve("program");
    Path target = classes.resolve(name);
    if (!Files.exists(target)) {
      Files.createDirectories(target.getParent());
      try (InputStream bytes = SqlScript.class.getClassLoader().getResourceAsStream(name)) {
        Files.copy(bytes, target);
      }
    }
    return classes;
  }
}
