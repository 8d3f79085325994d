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
package io.github.flinkcomments.connector.delta.engines;

import static org.apache.flink.core.testutils.CommonTestUtils.waitUtil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkcomments.connector.delta.log.StandaloneReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/** One table, as Spark, the sink and Delta Standalone see it. */
record SharedTable(Spark spark, Path path) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Its name in Spark's SQL. */
  String name() {
    return "delta.`" + path + "`";
  }

  /**
   * Runs a statement in Spark.
   *
   * @param statement which calls the table {@code t}
   */
  List<JsonNode> spark(String statement) {
    return spark.sql(statement.replaceFirst("\\bt\\b", name()));
  }

  /**
   * Creates the table with an isolation level that Spark knows, and that only other engines let
   * people set.
   */
  void createWriteSerializable(String columns, String clause) throws IOException {
    SharedTable draft = new SharedTable(spark, path.resolveSibling(path.getFileName() + "-draft"));
    draft.spark("CREATE TABLE t (%s) USING delta %s".formatted(columns, clause));
    Path entry = Path.of("_delta_log", "00000000000000000000.json");
    String actions = Files.readString(draft.path().resolve(entry));
    Files.createDirectories(path.resolve("_delta_log"));
    Files.writeString(
        path.resolve(entry),
        actions.replace(
            "\"configuration\":{}",
            "\"configuration\":{\"delta.isolationLevel\":\"WriteSerializable\"}"));
  }

  /** Appends rows by way of the sink, in a batch job. */
  void append(String columns, String rows) throws Exception {
    append(columns, "", "", rows);
  }

  /**
   * @param clause further clauses of the declaration, such as partition columns
   * @param options further options, each after a comma
   */
  void append(String columns, String clause, String options, String rows) throws Exception {
    TableEnvironment flink = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    flink.getConfig().set("table.local-time-zone", "UTC");
    flink.getConfig().set("parallelism.default", "1");
    flink.executeSql(
        "CREATE TABLE sink (%s) %s WITH ('connector' = 'delta', 'table-path' = '%s'%s)"
            .formatted(columns, clause, path, options));
    flink.executeSql("INSERT INTO sink " + rows).await();
  }

  /** Somebody has committed some. */
  void awaitRows() throws Exception {
    waitUtil(
        () -> !spark("SELECT * FROM t LIMIT 1").isEmpty(),
        Duration.ofMinutes(1),
        "Nothing was committed.");
  }

  /** What Spark finds: a JSON array of objects. */
  void sparkFinds(String query, String expected) throws Exception {
    assertThat(JSON.createArrayNode().addAll(spark(query))).isEqualTo(JSON.readTree(expected));
  }

  /** What Delta Standalone finds in a column of numbers, in no order. */
  List<Long> standaloneFinds(String column) throws IOException {
    return StandaloneReader.at(path).rows(row -> row.getLong(column));
  }
}
