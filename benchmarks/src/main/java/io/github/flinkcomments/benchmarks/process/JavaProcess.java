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
package io.github.flinkcomments.benchmarks.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program in a Java process of its own, so that it shares no heap with this one. It ends with
 * this process at the latest.
 */
public final class JavaProcess implements AutoCloseable {

  private final Process process;
  private final Thread endingIt;

  private JavaProcess(Process process) {
    this.process = process;
    this.endingIt = new Thread(process::destroyForcibly, "end of process " + process.pid());
    Runtime.getRuntime().addShutdownHook(endingIt);
  }

  /**
   * Starts a program that has this process's class path, log file and access to the JDK.
   *
   * @param heap the largest heap, as {@code -Xmx} takes it
   * @param output where its standard output goes; its errors appear among those of this process
   */
  public static JavaProcess start(
      Class<?> program, String heap, List<String> arguments, Redirect output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Dlog.file"))
        .forEach(command::add);
    command.add("-Xmx" + heap);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    return new JavaProcess(
        new ProcessBuilder(command).redirectOutput(output).redirectError(Redirect.INHERIT).start());
  }

  /** The process, to wait for it or to read from it. */
  public Process process() {
    return process;
  }

  /** Ends it, if it has not ended by itself. */
  @Override
  public void close() {
    process.destroyForcibly();
    Runtime.getRuntime().removeShutdownHook(endingIt);
  }
}
