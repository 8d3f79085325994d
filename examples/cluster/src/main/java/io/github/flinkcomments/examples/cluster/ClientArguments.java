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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Files by which {@code java @FILE} runs a client of a cluster, for scripts. They are there as long
 * as the cluster is.
 */
final class ClientArguments {

  private ClientArguments() {}

  static void write(Launch launch) throws IOException {
    for (FlinkProgram client : List.of(FlinkProgram.COMMAND_LINE, FlinkProgram.SQL_CLIENT)) {
      Path file = launch.directory().root().resolve(client.title() + ".args");
      Files.writeString(
          file,
          launch.standalone(client).stream()
              .map(ClientArguments::quoted)
              .collect(Collectors.joining("\n", "", "\n")));
      file.toFile().deleteOnExit();
    }
  }

  /** As Java reads such files. */
  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
