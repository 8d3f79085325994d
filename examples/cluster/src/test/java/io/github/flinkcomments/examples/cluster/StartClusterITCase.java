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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts for people start. */
@Tag("heavy")
class StartClusterITCase {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir private Path directory;

  @Test
  void clientsWorkWithItAndNothingOutlivesIt() throws Exception {
    Process starter =
        start(
            List.of(
                JAVA,
                "-Dexamples.data=" + directory,
                "-classpath",
                System.getProperty("java.class.path"),
                StartCluster.class.getName(),
                "--task-managers=1",
                "--slots=3"),
            "starter");
    List<ProcessHandle> processes = new ArrayList<>();
    try {
      Await.that(
          "its words", LIMIT, () -> said("starter").contains("Ctrl-C") || !starter.isAlive());
      assertThat(said("starter")).contains("http://127.0.0.1:", "3 in 1 TaskManagers");
      starter.descendants().forEach(processes::add);
      assertThat(processes).hasSize(2);

      Path arguments = directory.resolve("cluster/flink.args");
      assertThat(start(List.of(JAVA, "@" + arguments, "list"), "client").waitFor())
          .as(said("client"))
          .isZero();
      assertThat(said("client")).contains("No running jobs.");
    } finally {
      // As kill -9 does, which no shutdown hook sees.
      starter.destroyForcibly().waitFor();
    }
    Await.that(
        "the end of " + processes,
        LIMIT,
        () -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  private Process start(List<String> command, String name) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name).toFile());
    builder.environment().put("FLINK_CONF_DIR", directory.resolve("cluster/conf").toString());
    return builder.start();
  }

  private String said(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }
}
