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
package io.github.flinkcomments.connector.delta.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts Java processes that do the same thing at the same time. */
final class RacingProcesses implements AutoCloseable {

  private static final long HEAD_START_MILLIS = 200;

  private final List<Process> processes = new ArrayList<>();
  private final List<BufferedReader> outputs = new ArrayList<>();

  RacingProcesses(String discipline, Path path, int count, int rounds) throws IOException {
    for (int process = 0; process < count; process++) {
      start(discipline, path, "process-" + process, rounds);
    }
  }

  private void start(String discipline, Path path, String name, int rounds) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RacingProcess.class.getName(),
                discipline,
                path.toString(),
                name,
                Integer.toString(rounds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    processes.add(process);
    outputs.add(process.inputReader(StandardCharsets.UTF_8));
  }

  /** What each process has printed. */
  List<List<String>> race() throws Exception {
    for (BufferedReader output : outputs) {
      assertThat(output.readLine()).isEqualTo("ready");
    }
    long begin = System.currentTimeMillis() + HEAD_START_MILLIS;
    for (Process process : processes) {
      process.getOutputStream().write((begin + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    }
    List<List<String>> printed = new ArrayList<>();
    for (int process = 0; process < processes.size(); process++) {
      printed.add(linesOf(outputs.get(process)));
      assertThat(processes.get(process).waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(processes.get(process).exitValue()).isZero();
    }
    return printed;
  }

  private static List<String> linesOf(BufferedReader output) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
    }
    assertThat(lines).last().isEqualTo("done");
    return lines.subList(0, lines.size() - 1);
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }
}
