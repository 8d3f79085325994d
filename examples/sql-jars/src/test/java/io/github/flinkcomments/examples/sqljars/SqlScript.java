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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;

/**
 * The program of {@link FlinkProcess}: runs scripts, one after the other, in a Flink of its own and
 * waits for their jobs. It is given nothing of ours but this class.
 */
final class SqlScript {

  private static final Pattern SET = Pattern.compile("SET '([^']+)' = '([^']+)'");

  private SqlScript() {}

  public static void main(String[] scripts) throws Exception {
    for (String script : scripts) {
      run(Files.readString(Path.of(script)));
    }
  }

  private static void run(String script) throws Exception {
    List<String> statements =
        Arrays.stream(script.split(";\n")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    Configuration configuration = new Configuration();
    for (String statement : statements) {
      Matcher set = SET.matcher(statement);
      if (set.matches()) {
        configuration.setString(set.group(1), set.group(2));
      }
    }
    TableEnvironment environment =
        TableEnvironment.create(
            EnvironmentSettings.newInstance().withConfiguration(configuration).build());
    for (String statement : statements) {
      if (!SET.matcher(statement).matches()) {
        TableResult result = environment.executeSql(statement);
        if (result.getJobClient().isPresent()) {
          result.await();
        }
      }
    }
  }
}
