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
package io.github.flinkcomments.connector.rest.table;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/** Table environments, and declarations of the table {@code comments} in them. */
final class Tables {

  static final String COLUMNS = "id INT, name STRING, email STRING, body STRING";

  private Tables() {}

  /** Takes checkpoints. */
  static TableEnvironment streaming() {
    return environment(
        configuration(RuntimeExecutionMode.STREAMING)
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100)));
  }

  static TableEnvironment batch() {
    return environment(configuration(RuntimeExecutionMode.BATCH));
  }

  static Configuration configuration(RuntimeExecutionMode mode) {
    return new Configuration()
        .set(ExecutionOptions.RUNTIME_MODE, mode)
        .set(CoreOptions.DEFAULT_PARALLELISM, 2);
  }

  static TableEnvironment environment(Configuration configuration) {
    return TableEnvironment.create(
        EnvironmentSettings.newInstance().withConfiguration(configuration).build());
  }

  /** Declares the table of a statement. */
  static String createTable(String columns, Map<String, String> options) {
    return options.entrySet().stream()
        .map(option -> "'%s' = '%s'".formatted(option.getKey(), option.getValue()))
        .collect(
            Collectors.joining(
                ", ", "CREATE TEMPORARY TABLE comments (%s) WITH (".formatted(columns), ")"));
  }

  /** Keys and values in turn. */
  static Map<String, String> options(String... keysAndValues) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      options.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return options;
  }
}
