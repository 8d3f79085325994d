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
package io.github.flinkcomments.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.ServedRequest;
import io.github.flinkcomments.examples.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart as a process of its own, as its script starts it. */
@Tag("flink-versions")
class QuickstartITCase {

  private static final int KILLS = 5;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path directory;

  @Test
  @Tag("heavy")
  void aProcessThatIsKilledAgainAndAgainLosesAndRepeatsNothing() throws Exception {
    try (CommentsServer server = CommentsServer.builder().comments(500).start()) {
      for (int kill = 1; kill <= KILLS; kill++) {
        int committed = committed();
        server.requests().clear();
        Process process = start(server, "--max-records-per-checkpoint=10");
        // Ranges have ten rows and two are held, so two checkpoints completed before this request.
        server.requests().await(1, served -> isPageFrom(committed + 40, served), LIMIT);
        process.destroyForcibly().waitFor();
        assertAskedForNothingBefore(committed, server);
      }
      int committed = committed();
      server.requests().clear();
      Process last = start(server, "--until-caught-up", "--page-size=7", "--max-in-flight=2");
      assertThat(last.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as(output()).isTrue();
      assertThat(last.exitValue()).as(output()).isZero();
      assertThat(output()).contains("Resuming from").contains("500 of 500 rows");
      assertAskedForNothingBefore(committed, server);
      // The overlap row comes on top.
      assertThat(server.requests().all())
          .noneMatch(served -> served.request().asksForMoreThan(7 + 1));
      assertThat(table().ids()).isEqualTo(server.ids());
      assertThat(table().history().stream().limit(6)).allMatch(version -> version.rows() <= 10);
    }
  }

  @Test
  void aFailureIsOneSentenceAndAnExitCode() throws Exception {
    try (CommentsServer server = CommentsServer.builder().comments(5).start()) {
      Path file = Files.createFile(directory.resolve("table"));
      Process process = start(server, "--until-caught-up");
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isNotZero();
      assertThat(output())
          .startsWith("The table path '%s' cannot be used".formatted(file))
          .doesNotContain("\tat ");
    }
  }

  private static boolean isPageFrom(long offset, ServedRequest served) {
    return served.request().offset() >= offset && served.request().asksForMoreThan(2);
  }

  /** But the one row before the position, which is read again to compare it. */
  private static void assertAskedForNothingBefore(int position, CommentsServer server) {
    assertThat(server.requests().all())
        .isNotEmpty()
        .allMatch(served -> served.request().offset() >= position - 1);
  }

  private int committed() {
    return Files.exists(directory.resolve("table")) ? table().ids().length : 0;
  }

  private TableReader table() {
    return new TableReader(directory.resolve("table").toString());
  }

  private Process start(CommentsServer server, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String opened : List.of("lang", "net", "nio", "util", "util.concurrent", "time")) {
      command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath(), Quickstart.class.getName()));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "--api-url=" + server.url(),
            "--table-path=" + directory.resolve("table"),
            "--checkpoint-dir=" + directory.resolve("checkpoints"),
            "--checkpoint-interval=200ms",
            "--parallelism=1",
            "--web-port=0"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output").toFile())
        .start();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private String output() throws IOException {
    return Files.readString(directory.resolve("output"));
  }
}
