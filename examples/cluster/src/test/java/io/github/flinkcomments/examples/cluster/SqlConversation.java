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
import java.util.regex.Pattern;

/** What the SQL client shows about statements that are typed into it, one after the other. */
final class SqlConversation {

  private static final String CONFIGURATION = "config.yaml";
  private static final Pattern PROMPT = Pattern.compile("Flink SQL> ");
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

  private SqlConversation() {}

  /**
   * Types the statements. The client has the configuration of the cluster without checkpoints, as
   * Flink's own is.
   *
   * @param statements each on one line
   * @return what is shown about each
   */
  static List<String> about(FlinkCluster cluster, Path directory, List<String> statements)
      throws IOException, InterruptedException {
    Path lines = Files.write(directory.resolve("statements.sql"), statements);
    String shown =
        COLOURS
            .matcher(cluster.typeIntoSqlClient(lines, withoutCheckpoints(cluster, directory)))
            .replaceAll("");
    List<String> answers = PROMPT.splitAsStream(shown + " ").toList();
    // Before the first prompt is the banner, after the last one the farewell.
    return answers.subList(1, answers.size() - 1);
  }

  private static Path withoutCheckpoints(FlinkCluster cluster, Path directory) throws IOException {
    Path configuration = Files.createDirectories(directory.resolve("conf"));
    List<String> options =
        Files.readAllLines(cluster.configuration().resolve(CONFIGURATION)).stream()
            .filter(line -> !line.startsWith("execution.checkpointing.interval:"))
            .toList();
    Files.write(configuration.resolve(CONFIGURATION), options);
    return configuration;
  }
}
