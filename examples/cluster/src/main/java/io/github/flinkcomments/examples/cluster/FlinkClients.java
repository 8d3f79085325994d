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
package io.github.flinkcomments.examples.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs programs that end, each in a process of its own. */
final class FlinkClients {

  private static final long LIMIT_SECONDS = 240;

  private final Launch launch;
  private final AtomicInteger runs = new AtomicInteger();

  FlinkClients(Launch launch) {
    this.launch = launch;
  }

  /**
   * Runs a program to its end and returns what it printed.
   *
   * @throws ProgramFailedException if it reports a failure or does not end
   */
  String run(FlinkProgram program, List<String> arguments)
      throws IOException, InterruptedException {
    String name = nameOf(program);
    return run(launch.process(name, program, arguments), program, arguments);
  }

  /**
   * As above, but types what is in a file into the program, as people do, and ends it there.
   *
   * @param configuration directory of the program's configuration
   */
  String type(Path input, FlinkProgram program, List<String> arguments, Path configuration)
      throws IOException, InterruptedException {
    String name = nameOf(program);
    return run(launch.process(name, program, arguments, configuration, input), program, arguments);
  }

  private String nameOf(FlinkProgram program) {
    return program.title() + "-" + runs.incrementAndGet();
  }

  private String run(FlinkProcess client, FlinkProgram program, List<String> arguments)
      throws IOException, InterruptedException {
    try (FlinkProcess process = client) {
      process.start();
      boolean succeeded =
          process.awaitEnd(LIMIT_SECONDS).filter(exitCode -> exitCode == 0).isPresent();
      Path output = launch.directory().logs().resolve(process.name() + ".out");
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      if (!succeeded) {
        throw new ProgramFailedException(
            "%s %s did not succeed.".formatted(program.title(), arguments), printed);
      }
      return printed;
    }
  }
}
