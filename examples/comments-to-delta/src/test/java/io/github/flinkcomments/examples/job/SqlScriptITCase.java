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
package io.github.flinkcomments.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.table.TableReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code examples/comments-to-delta.sql}, with its addresses replaced. */
@Tag("flink-versions")
class SqlScriptITCase {

  private static final Path SCRIPT = Path.of("..", "comments-to-delta.sql");
  private static final Pattern SET = Pattern.compile("SET '([^']+)' = '([^']+)'");

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @TempDir private Path directory;

  @Test
  void landsTheListing() throws Exception {
    try (CommentsServer server = CommentsServer.builder().comments(500).start()) {
      JobClient job = run(server);
      try {
        awaitRows(job, 500);
      } finally {
        job.stopWithSavepoint(
                false, directory.resolve("savepoints").toString(), SavepointFormatType.CANONICAL)
            .get();
      }
      assertThat(reader().ids()).isEqualTo(server.ids());
    }
  }

  private JobClient run(CommentsServer server) throws Exception {
    String script =
        Files.readString(SCRIPT)
            .replace("https://jsonplaceholder.typicode.com/comments", server.url().toString())
            .replace("/tmp/lake", directory.toString())
            .replace("'10s'", "'500ms'")
            .replaceAll("(?m)^--.*$", "");
    TableEnvironment environment =
        TableEnvironment.create(EnvironmentSettings.newInstance().inStreamingMode().build());
    List<String> statements =
        Arrays.stream(script.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    TableResult last = null;
    for (String statement : statements) {
      List<MatchResult> set = SET.matcher(statement).results().toList();
      if (set.isEmpty()) {
        last = environment.executeSql(statement);
      } else {
        environment.getConfig().set(set.get(0).group(1), set.get(0).group(2));
      }
    }
    return last.getJobClient().orElseThrow();
  }

  /** Each completed job status is a fresh look; the test's own time limit ends the wait. */
  private void awaitRows(JobClient job, int rows) throws Exception {
    while (!reader().holdsRows() || reader().ids().length < rows) {
      assertThat(job.getJobStatus().get().isGloballyTerminalState()).isFalse();
    }
  }

  private TableReader reader() {
    return new TableReader(directory.resolve("comments").toString());
  }
}
