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

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.standalone.data.RowRecord;
import io.github.flinkcomments.connector.delta.log.StandaloneReader;
import io.github.flinkcomments.examples.testing.PythonPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables of the sink, plain and not so plain, read by everybody: the same counts and sums. What is
 * not here, a reader refuses: those in Python, but for {@code deltalake}, tables with column
 * mapping, and Delta Standalone does too.
 */
@Tag("heavy")
class ReadersITCase {

  private static final long ROWS = 60;

  /** What the rows below come to. */
  private static final Map<String, Long> EXPECTED =
      Map.of(
          "n", ROWS - 10,
          "ids", LongStream.range(10, ROWS).sum(),
          "texts", LongStream.range(10, ROWS).map(id -> id * name(id).length()).sum(),
          "parts", LongStream.range(10, ROWS).filter(id -> id % 3 != 0).count());

  private static final String QUERY =
      """
      SELECT count(*) AS n, sum(id) AS ids, sum(id * char_length(name)) AS texts, count(part) AS parts
      FROM t WHERE id >= 10""";

  @RegisterExtension private static final Spark SPARK = new Spark();

  @RegisterExtension
  private static final PythonPackage PYTHON =
      new PythonPackage("deltalake", "1.6.*", "polars==2.1.*", "duckdb==2.0.*");

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  private static final Path SCRIPT = Path.of("src", "test", "python", "query_tables.py");

  @TempDir private static Path directory;

  private static final Map<String, SharedTable> TABLES = new HashMap<>();

  @BeforeAll
  static void writeTables() throws Exception {
    for (String kind : List.of("plain", "partitioned", "mapped", "evolved")) {
      TABLES.put(kind, write(kind));
    }
  }

  private static SharedTable write(String kind) throws Exception {
    SharedTable table = new SharedTable(SPARK, directory.resolve(kind));
    String clause = kind.equals("partitioned") ? "PARTITIONED BY (part)" : "";
    String mapping = kind.equals("mapped") ? ", 'delta.columnMapping.mode' = 'name'" : "";
    if (kind.equals("evolved")) {
      table.append("name STRING, id BIGINT", "VALUES " + rows(0, ROWS, false));
      table.spark("DELETE FROM t WHERE id % 3 <> 0");
      table.append(
          "name STRING, id BIGINT, part STRING",
          "",
          ", 'sink.schema-evolution' = 'add-columns'",
          "SELECT * FROM (VALUES %s) AS v (name, id, part) WHERE MOD(id, 3) <> 0"
              .formatted(rows(0, ROWS, true)));
    } else {
      table.append(
          "name STRING, id BIGINT, part STRING", clause, mapping, "VALUES " + rows(0, ROWS, true));
    }
    return table;
  }

  private static String rows(long first, long end, boolean withPart) {
    return LongStream.range(first, end)
        .mapToObj(
            id ->
                "('%s', CAST(%d AS BIGINT)%s)"
                    .formatted(name(id), id, withPart ? ", " + part(id) : ""))
        .collect(Collectors.joining(", "));
  }

  private static String name(long id) {
    return "é".repeat((int) (id % 7)) + id;
  }

  private static String part(long id) {
    return id % 3 == 0 ? "CAST(NULL AS STRING)" : "'a b/" + id % 3 + "'";
  }

  private static Map<String, Long> numbers(JsonNode row) {
    return EXPECTED.keySet().stream()
        .collect(Collectors.toMap(name -> name, name -> row.get(name).asLong()));
  }

  private static Map<String, Long> withStandalone(SharedTable table) throws IOException {
    List<Map<String, Long>> rows =
        StandaloneReader.at(table.path()).rows(ReadersITCase::numbers).stream()
            .filter(row -> row.get("ids") >= 10)
            .toList();
    return EXPECTED.keySet().stream()
        .collect(
            Collectors.toMap(
                name -> name, name -> rows.stream().mapToLong(row -> row.get(name)).sum()));
  }

  private static Map<String, Long> numbers(RowRecord row) {
    long id = row.getLong("id");
    return Map.of(
        "n",
        1L,
        "ids",
        id,
        "texts",
        id * row.getString("name").length(),
        "parts",
        row.isNullAt("part") ? 0L : 1L);
  }

  @ParameterizedTest
  @CsvSource({
    "plain, spark",
    "plain, standalone",
    "plain, deltalake",
    "plain, polars",
    "plain, duckdb",
    "partitioned, spark",
    "partitioned, standalone",
    "partitioned, deltalake",
    "partitioned, polars",
    "mapped, spark",
    "mapped, deltalake",
    "evolved, spark",
    "evolved, standalone",
    "evolved, deltalake",
    "evolved, polars",
    "evolved, duckdb"
  })
  void everybodyFindsTheSame(String kind, String reader) throws Exception {
    SharedTable table = TABLES.get(kind);
    Map<String, Long> found =
        switch (reader) {
          case "spark" -> numbers(table.spark(QUERY).get(0));
          case "standalone" -> withStandalone(table);
          default ->
              numbers(
                  new ObjectMapper()
                      .readTree(PYTHON.run(SCRIPT, reader, table.path().toString(), QUERY)));
        };
    assertThat(found).isEqualTo(EXPECTED);
  }
}
