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
package io.github.flinkcomments.connector.delta.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.standalone.data.RowRecord;
import io.github.flinkcomments.connector.delta.commit.SinkStateException;
import io.github.flinkcomments.connector.delta.log.StandaloneReader;
import io.github.flinkcomments.connector.delta.testing.TableHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("flink-versions")
class DeltaSqlITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @TempDir Path directory;
  @TempDir Path other;

  @Test
  void insertsInStreamingMode() throws Exception {
    TableEnvironment sql = streaming();
    sql.executeSql(numbers());
    sql.executeSql(table("id INT, name STRING", "'sink.parallelism' = '2'"));
    sql.executeSql("INSERT INTO sink SELECT id, CONCAT('name-', CAST(id AS STRING)) FROM numbers")
        .await();
    holdsTheNumbers();
  }

  @Test
  void checkpointsMayBeEnabledByTheProgram() throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.enableCheckpointing(50);
    StreamTableEnvironment sql = StreamTableEnvironment.create(environment);
    sql.executeSql(numbers());
    sql.executeSql(table("id INT, name STRING"));
    sql.executeSql("INSERT INTO sink SELECT id, CONCAT('name-', CAST(id AS STRING)) FROM numbers")
        .await();
    holdsTheNumbers();
  }

  @Test
  void insertsInBatchMode() throws Exception {
    TableEnvironment sql = batch();
    sql.executeSql(numbers());
    sql.executeSql(
        table(
            "id INT, name STRING",
            "'sink.compression' = 'snappy'",
            "'sink.target-file-size' = '1 mb'",
            "'sink.id-prefix' = 'nightly'",
            "'delta.checkpointInterval' = '5'"));
    sql.executeSql("INSERT INTO sink SELECT id, CONCAT('name-', CAST(id AS STRING)) FROM numbers")
        .await();

    holdsTheNumbers();
    assertThat(TableHistory.of(directory).dataVersions()).isEqualTo(1);
    assertThat(TableHistory.of(directory).sinkIds().get(0)).startsWith("nightly-");
    assertThat(StandaloneReader.at(directory).files())
        .allSatisfy(file -> assertThat(file.getPath()).endsWith(".snappy.parquet"));
    assertThat(StandaloneReader.at(directory).snapshot().getMetadata().getConfiguration())
        .containsEntry("delta.checkpointInterval", "5");
  }

  /** Rows of a table are read a second time; those of the statement are meant as they stand. */
  @Test
  void aSecondInsertOfATableIsRefusedAndOneOfValuesAppends() throws Exception {
    for (TableEnvironment sql : List.of(batch(), streaming())) {
      sql.executeSql(table("id INT").replace(directory.toString(), other.toString()));
      sql.executeSql("INSERT INTO sink VALUES (1), (2)").await();
      sql.executeSql("INSERT INTO sink SELECT * FROM (VALUES (3)) UNION ALL SELECT 4").await();
    }
    assertThat(StandaloneReader.at(other).rows(row -> row.getInt("id")))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 1, 2, 3, 4);

    TableEnvironment sql = batch();
    sql.executeSql(numbers());
    sql.executeSql(table("id INT"));
    sql.executeSql("INSERT INTO sink SELECT id FROM numbers").await();
    assertThatThrownBy(() -> sql.executeSql("INSERT INTO sink SELECT id FROM numbers"))
        .as("before it runs")
        .isInstanceOf(SinkStateException.class)
        .hasMessageContaining("starts without state")
        .hasMessageContaining("SET 'execution.runtime-mode' = 'streaming'")
        .hasMessageContaining("'sink.on-fresh-start'='append'");
    sql.executeSql(
            "INSERT INTO sink /*+ OPTIONS('sink.on-fresh-start'='append') */ SELECT id FROM numbers")
        .await();
    assertThat(TableHistory.of(directory).dataVersions()).isEqualTo(2);
  }

  @Test
  void theOtherSpellingOfThePathWorks() throws Exception {
    TableEnvironment sql = batch();
    sql.executeSql(
        "CREATE TABLE sink (id INT) WITH ('connector' = 'delta', 'table_path' = '%s')"
            .formatted(directory));
    sql.executeSql("INSERT INTO sink VALUES (1), (2)").await();
    assertThat(StandaloneReader.at(directory).rows(row -> row.getInt("id")))
        .containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void nestedColumnsAreWritten() throws Exception {
    TableEnvironment sql = batch();
    sql.executeSql(
        table(
            "id INT, author ROW<name STRING, home ROW<city STRING, zip INT>>, tags ARRAY<STRING>,"
                + " counts MAP<STRING, ARRAY<INT>>"));
    sql.executeSql(
            """
            INSERT INTO sink VALUES
              (1, ROW('Zoe', ROW('Rome', 100)), ARRAY['a', 'b'], MAP['k', ARRAY[1, 2]]),
              (2, ROW('Bob', CAST(NULL AS ROW<city STRING, zip INT>)), CAST(NULL AS ARRAY<STRING>),
                CAST(NULL AS MAP<STRING, ARRAY<INT>>))""")
        .await();

    List<RowRecord> rows = StandaloneReader.at(directory).rows(row -> row);
    RowRecord zoe = rows.get(0).getInt("id") == 1 ? rows.get(0) : rows.get(1);
    assertThat(zoe.getRecord("author").getString("name")).isEqualTo("Zoe");
    assertThat(zoe.getRecord("author").getRecord("home").getInt("zip")).isEqualTo(100);
    assertThat(zoe.<String>getList("tags")).containsExactly("a", "b");
    assertThat(zoe.<String, List<Integer>>getMap("counts")).containsEntry("k", List.of(1, 2));
    RowRecord bob = rows.get(0).getInt("id") == 2 ? rows.get(0) : rows.get(1);
    assertThat(bob.getRecord("author").isNullAt("home")).isTrue();
    assertThat(List.of(bob.isNullAt("tags"), bob.isNullAt("counts"))).containsOnly(true);
  }

  /** As with columns: the names decide, in any spelling, and what is left out is null. */
  @Test
  void fieldsOfRowsMayBeOrderedAndSpelledOtherwiseOrLeftOut() throws Exception {
    TableEnvironment sql = batch();
    sql.executeSql(table("id INT, author ROW<name STRING, city STRING, zip INT>"));
    sql.executeSql("INSERT INTO sink VALUES (1, ROW('Zoe', 'Rome', 100))").await();
    sql.executeSql("DROP TABLE sink");
    sql.executeSql(table("AUTHOR ROW<Zip INT, NAME STRING>, Id INT"));
    sql.executeSql("INSERT INTO sink SELECT ROW(200, 'Bob'), 2").await();

    assertThat(
            StandaloneReader.at(directory)
                .rows(
                    row -> {
                      RowRecord author = row.getRecord("author");
                      String city = author.isNullAt("city") ? "-" : author.getString("city");
                      return List.of(
                          row.getInt("id"), author.getString("name"), city, author.getInt("zip"));
                    }))
        .containsExactlyInAnyOrder(List.of(1, "Zoe", "Rome", 100), List.of(2, "Bob", "-", 200));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            "id INT",
            "'sink.compresion' = 'zstd'",
            "The option 'sink.compresion' is unknown to the connector 'delta'; did you mean 'sink.compression'?"),
        mistake(
            "id INT",
            "'colour' = 'blue'",
            "The option 'colour' is unknown to the connector 'delta'; it has 'sink.compression', 'sink.compression-level', 'sink.distribution-mode', 'sink.id-prefix', 'sink.max-open-partitions', 'sink.on-fresh-start', 'sink.on-rewind', 'sink.parallelism', 'sink.schema-evolution', 'sink.target-file-size', 'table-path'."),
        mistake(
            "id INT",
            "'delta.checkpointIntervall' = '100'",
            "cannot be created with these columns and properties: Unknown configuration was specified: delta.checkpointIntervall"),
        mistake(
            "id INT",
            "'sink.compression' = 'lzo'",
            "The option 'sink.compression' is 'lzo', but it must be one of zstd, snappy, uncompressed."),
        mistake(
            "id INT",
            "'sink.target-file-size' = 'big'",
            "The option 'sink.target-file-size' is 'big', but it must be a size, such as 512kb or 16mb."),
        mistake(
            "id INT",
            "'sink.target-file-size' = '5 apples'",
            "The option 'sink.target-file-size' is '5 apples', but it must be a size, such as 512kb or 16mb."),
        mistake(
            "id INT",
            "'sink.target-file-size' = '0'",
            "The option 'sink.target-file-size' is 0 bytes, but it must be more than nothing, such as 64mb."),
        mistake(
            "id INT",
            "'sink.parallelism' = 'many'",
            "The option 'sink.parallelism' is 'many', but it must be a whole number within range."),
        mistake(
            "id INT",
            "'sink.parallelism' = '3000000000'",
            "The option 'sink.parallelism' is '3000000000', but it must be a whole number within range."),
        mistake(
            "id INT",
            "'sink.parallelism' = '0'",
            "The option 'sink.parallelism' is 0, but it must be 1 or more."),
        mistake("id INT", "'sink.id-prefix' = ' '", "'sink.id-prefix' is blank"),
        mistake(
            "id INT",
            "'table_path' = '/elsewhere'",
            "The options 'table-path' and 'table_path' are names of one and the same; leave out all but 'table-path'."),
        mistake(
            "id INT",
            "'storage.password' = 'secret'",
            "takes no storage options; remove [password]"),
        mistake(
            "id INT", "'sink.max-open-partitions' = '7'", "no effect without partition columns"),
        mistake(
            "id INT", "'sink.distribution-mode' = 'hash'", "no effect without partition columns"),
        mistake("id INT, PRIMARY KEY (id) NOT ENFORCED", "", "PRIMARY KEY"),
        mistake("id INT, created TIMESTAMP(9)", "", "Column 'created'"),
        mistake("id INT, created TIME", "", "Column 'created'"),
        mistake(
            "id INT, log ARRAY<ROW<happened TIMESTAMP(9)>>", "", "Column 'log.element.happened'"),
        mistake("id INT, words MULTISET<STRING>", "", "Column 'words'"),
        mistake("id INT, ID STRING", "", "Column 'ID' is there twice"));
  }

  private static Arguments mistake(String columns, String option, String message) {
    return Arguments.of(columns, option, message);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakesAreFoundAtPlanning(String columns, String option, String message) {
    TableEnvironment sql = batch();
    sql.executeSql(option.isEmpty() ? table(columns) : table(columns, option));
    assertFailsAtPlanning(sql, "INSERT INTO sink (id) VALUES (1)", message);
  }

  @Test
  void aMissingPathIsNamed() {
    TableEnvironment sql = batch();
    sql.executeSql("CREATE TABLE sink (id INT) WITH ('connector' = 'delta')");
    assertFailsAtPlanning(
        sql,
        "INSERT INTO sink VALUES (1)",
        "The option 'table-path' is missing; set it to a directory, such as /data/lake/comments.");
  }

  @Test
  void optionsThatAreUnknownAreNamedBeforeThoseThatAreMissing() {
    TableEnvironment sql = batch();
    sql.executeSql(
        "CREATE TABLE sink (id INT) WITH ('connector' = 'delta', 'table-pth' = '/data/lake')");
    assertFailsAtPlanning(
        sql,
        "INSERT INTO sink VALUES (1)",
        "The option 'table-pth' is unknown to the connector 'delta'; did you mean 'table-path'?");
  }

  @Test
  void aPathBelowAFileIsNamedAtPlanning() throws Exception {
    Path file = Files.writeString(other.resolve("file"), "no directory");
    TableEnvironment sql = batch();
    sql.executeSql(
        "CREATE TABLE sink (id INT) WITH ('connector' = 'delta', 'table-path' = '%s/below')"
            .formatted(file));
    assertFailsAtPlanning(
        sql,
        "INSERT INTO sink VALUES (1)",
        "The table path '%s/below' cannot be used: '%s' is not a directory. Choose another path."
            .formatted(file, file));
  }

  /** What is in the table decides, and is not touched. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id BIGINT, name STRING NOT NULL | 2, 'b' | Column 'id' is BIGINT in the sink, which is written as long, but integer in the table: CAST it to the table's type.",
        "id INT, name STRING | 2, 'b' | Column 'name' is nullable in the sink, but NOT NULL in the table: declare it NOT NULL in the sink.",
        "id INT | 2 | Column 'name' is NOT NULL in the table, but the sink does not write it: add it to the sink.",
        "id INT, name STRING NOT NULL, more INT | 2, 'b', 3 | Column 'more' of the sink is not in the table: add it to the table, leave it out of the sink, or set 'sink.schema-evolution' to 'add-columns'."
      })
  void aTableWithAnotherSchemaIsRefusedAtPlanning(String columns, String row, String message)
      throws Exception {
    TableEnvironment sql = batch();
    sql.executeSql(table("id INT, name STRING NOT NULL"));
    sql.executeSql("INSERT INTO sink VALUES (1, 'a')").await();
    sql.executeSql("DROP TABLE sink");
    sql.executeSql(table(columns));

    assertThatThrownBy(() -> sql.executeSql("INSERT INTO sink VALUES (%s)".formatted(row)))
        .hasRootCauseMessage(message);
    assertThat(TableHistory.of(directory).dataVersions()).isEqualTo(1);
  }

  /** The processes of the job may see more than the one that plans it. */
  @Test
  void aTableThatThisProcessCannotReadIsLeftToTheJob() throws Exception {
    Path log = Files.createDirectories(directory.resolve("_delta_log"));
    Files.writeString(log.resolve("00000000000000000000.json"), "no JSON");
    TableEnvironment sql = batch();
    sql.executeSql(table("id INT"));
    assertThat(sql.explainSql("INSERT INTO sink VALUES (1)")).contains("sink");
  }

  @Test
  void insertsIntoPartitionsInStreamingMode() throws Exception {
    TableEnvironment sql = streaming();
    sql.executeSql(numbers());
    sql.executeSql(
        partitioned(
            "name STRING, last INT, id INT", "last, name", "'sink.max-open-partitions' = '3'"));
    sql.executeSql("INSERT INTO sink SELECT 'a b/ä', id % 10, id FROM numbers").await();

    StandaloneReader reader = StandaloneReader.at(directory);
    assertThat(reader.snapshot().getMetadata().getPartitionColumns())
        .containsExactly("last", "name");
    assertThat(reader.rows(row -> row.getInt("id")))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1000).boxed().toList());
    assertThat(reader.rows(row -> row.getInt("id") % 10 - row.getInt("last"))).containsOnly(0);
    assertThat(reader.rows(row -> row.getString("name"))).containsOnly("a b/ä");
    assertThat(reader.files())
        .allSatisfy(
            file -> assertThat(file.getPath()).matches("last=\\d/name=a%2520b%252F%25C3%25A4/.*"));
  }

  @Test
  void insertsIntoAStaticPartition() throws Exception {
    TableEnvironment sql = batch();
    sql.executeSql(partitioned("id INT, country STRING, posted DATE", "country, posted"));
    sql.executeSql(
            "INSERT INTO sink PARTITION (country = 'it', posted = '2026-01-02') SELECT * FROM (VALUES (1), (2))")
        .await();
    sql.executeSql(
            "INSERT INTO sink PARTITION (country = 'fr') VALUES (3, DATE '2026-01-03'), (4, CAST(NULL AS DATE))")
        .await();

    assertThat(
            StandaloneReader.at(directory)
                .rows(
                    row ->
                        "%d %s %s"
                            .formatted(
                                row.getInt("id"),
                                row.getString("country"),
                                row.isNullAt("posted") ? "-" : row.getDate("posted"))))
        .containsExactlyInAnyOrder(
            "1 it 2026-01-02", "2 it 2026-01-02", "3 fr 2026-01-03", "4 fr -");
  }

  /** Four writers get rows of every partition, or each partition has one writer. */
  @ParameterizedTest
  @CsvSource({"none, 20", "hash, 5"})
  void rowsGoToTheWriterOfTheirPartitionUnlessToldOtherwise(String mode, int files)
      throws Exception {
    TableEnvironment sql = batch();
    sql.executeSql(numbers());
    sql.executeSql(
        partitioned(
            "id INT, last INT",
            "last",
            "'sink.parallelism' = '4'",
            "'sink.distribution-mode' = '%s'".formatted(mode)));
    sql.executeSql("INSERT INTO sink SELECT id, id / 4 % 5 FROM numbers").await();

    assertThat(StandaloneReader.at(directory).files()).hasSize(files);
    assertThat(StandaloneReader.at(directory).rows(row -> row.getInt("id"))).hasSize(1000);
  }

  static Stream<Arguments> mistakesWithPartitions() {
    return Stream.of(
        Arguments.of("id", "", "All columns [id] are partition columns"),
        Arguments.of("tags", "", "Partition column 'tags' has the type ARRAY<INT>"),
        Arguments.of(
            "posted",
            "'sink.max-open-partitions' = '0'",
            "The option 'sink.max-open-partitions' is 0, but it must be 1 or more."),
        Arguments.of(
            "posted",
            "'sink.distribution-mode' = 'range'",
            "The option 'sink.distribution-mode' is 'range', but it must be one of none, hash."));
  }

  @ParameterizedTest
  @MethodSource("mistakesWithPartitions")
  void mistakesWithPartitionsAreFoundAtPlanning(String columns, String option, String message) {
    TableEnvironment sql = batch();
    String more = columns.equals("id") ? "" : ", posted DATE, tags ARRAY<INT>";
    String[] options = option.isEmpty() ? new String[0] : new String[] {option};
    sql.executeSql(partitioned("id INT" + more, columns, options));
    assertFailsAtPlanning(sql, "INSERT INTO sink (id) VALUES (1)", message);
  }

  @Test
  void aTableWithOtherPartitionColumnsIsRefused() throws Exception {
    TableEnvironment sql = batch();
    sql.executeSql(partitioned("id INT, weekday STRING", "weekday"));
    sql.executeSql("INSERT INTO sink VALUES (1, 'Monday')").await();
    sql.executeSql("DROP TABLE sink");
    sql.executeSql(table("id INT, weekday STRING"));

    assertThatThrownBy(() -> sql.executeSql("INSERT INTO sink VALUES (1, 'Monday')"))
        .hasStackTraceContaining(
            "The table has the partition columns [weekday], but the sink has []: give the sink those of the table");
  }

  @Test
  void streamingWithoutCheckpointsIsRefused() {
    TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    sql.executeSql(numbers());
    sql.executeSql(table("id INT"));
    assertFailsAtPlanning(
        sql, "INSERT INTO sink SELECT id FROM numbers", "'execution.checkpointing.interval'");
  }

  @Test
  void streamingWithOtherCheckpointsIsRefused() {
    TableEnvironment sql = streaming();
    sql.getConfig().set("execution.checkpointing.mode", "AT_LEAST_ONCE");
    sql.executeSql(numbers());
    sql.executeSql(table("id INT"));
    assertFailsAtPlanning(
        sql, "INSERT INTO sink SELECT id FROM numbers", "'execution.checkpointing.mode'");
  }

  @Test
  void updatesAreRefused() {
    TableEnvironment sql = streaming();
    sql.executeSql(numbers());
    sql.executeSql(table("parity INT, total BIGINT"));
    assertFailsAtPlanning(
        sql,
        "INSERT INTO sink SELECT id % 2, COUNT(*) FROM numbers GROUP BY id % 2",
        "doesn't support consuming update changes");
  }

  @Test
  void readingIsNotOffered() {
    TableEnvironment sql = batch();
    sql.executeSql(table("id INT"));
    assertFailsAtPlanning(sql, "SELECT * FROM sink", "can only be used as a sink");
  }

  private void assertFailsAtPlanning(TableEnvironment sql, String statement, String message) {
    assertThatThrownBy(() -> sql.executeSql(statement))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains(message)
                    .doesNotContain("secret"));
    assertThat(directory).isEmptyDirectory();
  }

  private void holdsTheNumbers() throws Exception {
    List<String> expected = IntStream.range(0, 1000).mapToObj(id -> id + "=name-" + id).toList();
    assertThat(StandaloneReader.at(directory).rows(DeltaSqlITCase::describe))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String describe(RowRecord row) {
    return row.getInt("id") + "=" + row.getString("name");
  }

  private static String numbers() {
    return """
        CREATE TABLE numbers (id INT) WITH (
          'connector' = 'datagen', 'number-of-rows' = '1000',
          'fields.id.kind' = 'sequence', 'fields.id.start' = '0', 'fields.id.end' = '999')""";
  }

  private String table(String columns, String... options) {
    String more = options.length == 0 ? "" : ", " + String.join(", ", options);
    return "CREATE TABLE sink (%s) WITH ('connector' = 'delta', 'table-path' = '%s'%s)"
        .formatted(columns, directory, more);
  }

  private String partitioned(String columns, String partitionColumns, String... options) {
    return table(columns, options)
        .replace(" WITH (", " PARTITIONED BY (%s) WITH (".formatted(partitionColumns));
  }

  private static TableEnvironment streaming() {
    TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    sql.getConfig().set("execution.checkpointing.interval", "50 ms");
    return sql;
  }

  private static TableEnvironment batch() {
    return TableEnvironment.create(EnvironmentSettings.inBatchMode());
  }
}
