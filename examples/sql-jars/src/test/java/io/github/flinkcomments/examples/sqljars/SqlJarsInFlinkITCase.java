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

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.Snapshot;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.data.RowRecord;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.table.TableReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the JARs are for: they are all that is added to a Flink. */
@Tag("flink-versions")
@Tag("heavy")
class SqlJarsInFlinkITCase {

  /** On a class path, who comes first wins. */
  private enum Order {
    SOURCE_SINK_FLINK {
      @Override
      List<Path> classPath(List<Path> flink) {
        return concat(List.of(SqlJar.COMMENTS.file(), SqlJar.DELTA.file()), flink);
      }
    },
    FLINK_SINK_SOURCE {
      @Override
      List<Path> classPath(List<Path> flink) {
        return concat(flink, List.of(SqlJar.DELTA.file(), SqlJar.COMMENTS.file()));
      }
    };

    abstract List<Path> classPath(List<Path> flink);
  }

  private static final String BATCH = "SET 'execution.runtime-mode' = 'batch';\n";

  private static final String STREAMING =
      """
      SET 'execution.runtime-mode' = 'streaming';
      SET 'execution.checkpointing.interval' = '50 ms';
      """;

  private static final String CORE_SITE =
      """
      <?xml version="1.0"?>
      <!DOCTYPE configuration [<!ENTITY codecs "org.apache.hadoop.io.compress">]>
      <configuration>
        <property><name>fs.defaultFS</name><value>hdfs://nowhere:8020</value></property>
        <property><name>io.compression.codecs</name><value>&codecs;.SnappyCodec</value></property>
      </configuration>
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void landAListing(Order order) throws Exception {
    try (CommentsServer server = CommentsServer.builder().comments(500).start()) {
      flink(order.classPath(FlinkClassPath.read()))
          .run(
              BATCH
                  + source("'connector' = 'rest', 'record.key-pointer' = '/id'", server)
                  + sink("batch", "")
                  + insert("batch", "SELECT * FROM listing;\n"),
              STREAMING
                  + source(
                      "'connector' = 'comments', 'scan.bounded.mode' = 'latest',"
                          + " 'scan.max-records-per-checkpoint' = '100'",
                      server)
                  + sink(
                      "streaming",
                      ", 'sink.compression' = 'snappy', 'delta.checkpointInterval' = '2'")
                  + insert("streaming", "SELECT * FROM listing;\n"));

      assertThat(table("batch").ids()).isEqualTo(server.ids());
      assertThat(table("streaming").ids()).isEqualTo(server.ids());
    }
    assertThat(table("batch").history()).hasSize(2);
    assertThat(table("streaming").history()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(logFiles("streaming"))
        .anyMatch(name -> name.endsWith(".checkpoint.parquet"))
        .anyMatch(name -> name.endsWith(".crc"));
  }

  /** As {@code sql-client.sh --jar} has it: other class loaders, which ask their own JARs first. */
  @Test
  void landAListingAsJarsOfTheJob() throws Exception {
    try (CommentsServer server = CommentsServer.builder().comments(50).start()) {
      flink(FlinkClassPath.read())
          .run(
              BATCH
                  + "ADD JAR '%s';\nADD JAR '%s';\n"
                      .formatted(SqlJar.COMMENTS.file(), SqlJar.DELTA.file())
                  + source("'connector' = 'comments'", server)
                  + sink("zstd", "")
                  + sink("snappy", ", 'sink.compression' = 'snappy'")
                  + together(
                      List.of(
                          insert("zstd", "SELECT * FROM listing"),
                          insert("snappy", "SELECT * FROM listing"))));

      assertThat(table("zstd").ids()).isEqualTo(server.ids());
      assertThat(table("snappy").ids()).isEqualTo(server.ids());
    }
  }

  @Test
  void writeEveryFlatType() throws Exception {
    String columns =
        """
        f1 BOOLEAN, f2 TINYINT, f3 SMALLINT, f4 INT, f5 BIGINT, f6 FLOAT, f7 DOUBLE,
        f8 DECIMAL(9, 2), f9 DECIMAL(18, 2), f10 DECIMAL(38, 2), f11 CHAR(3), f12 STRING,
        f13 BYTES, f14 DATE, f15 TIMESTAMP_LTZ(6)""";
    String values =
        """
        SELECT TRUE, CAST(1 AS TINYINT), CAST(2 AS SMALLINT), 3, CAST(4 AS BIGINT),
          CAST(5.5 AS FLOAT), CAST(6.5 AS DOUBLE), CAST(7.25 AS DECIMAL(9, 2)),
          CAST(8.25 AS DECIMAL(18, 2)), CAST(9.25 AS DECIMAL(38, 2)), CAST('abc' AS CHAR(3)),
          'text', x'0a', DATE '2026-01-02', TO_TIMESTAMP_LTZ(1000, 3)""";
    flink(Order.SOURCE_SINK_FLINK.classPath(FlinkClassPath.read()))
        .run(
            BATCH
                + table("flat", columns, "")
                + table("local", "f1 TIMESTAMP(6)", "")
                + together(
                    List.of(
                        insert("flat", values),
                        insert("local", "SELECT TIMESTAMP '2026-01-02 03:04:05'"))));

    Snapshot flat =
        DeltaLog.forTable(new Configuration(), directory.resolve("flat").toString()).update();
    // Delta Standalone reads neither decimals nor points in time that are kept as integers.
    assertThat(flat.getAllFiles().get(0).getStats())
        .contains("\"f8\":7.25", "\"f9\":8.25", "\"f15\":\"1970-01-01T00:00:01.");
    try (CloseableIterator<RowRecord> rows = flat.open()) {
      RowRecord row = rows.next();
      assertThat(row.getBoolean("f1")).isTrue();
      assertThat(row.getByte("f2")).isEqualTo((byte) 1);
      assertThat(row.getShort("f3")).isEqualTo((short) 2);
      assertThat(row.getInt("f4")).isEqualTo(3);
      assertThat(row.getLong("f5")).isEqualTo(4);
      assertThat(row.getFloat("f6")).isEqualTo(5.5f);
      assertThat(row.getDouble("f7")).isEqualTo(6.5);
      assertThat(row.getBigDecimal("f10")).isEqualByComparingTo(new BigDecimal("9.25"));
      assertThat(row.getString("f11")).isEqualTo("abc");
      assertThat(row.getString("f12")).isEqualTo("text");
      assertThat(row.getBinary("f13")).containsExactly(10);
      assertThat(row.getDate("f14")).isEqualTo(Date.valueOf(LocalDate.of(2026, 1, 2)));
      assertThat(rows.hasNext()).isFalse();
    }
    assertThat(logFiles("local")).contains("%020d.json".formatted(1));
  }

  /** Nulls too, which Parquet keeps in lists of numbers until it knows where they belong. */
  @Test
  void writeNestedTypesInPartitions() throws Exception {
    String columns =
        """
        id INT, part STRING, author ROW<name STRING, home ROW<zip INT>>, tags ARRAY<ARRAY<INT>>,
        counts MAP<STRING, ROW<up INT>>""";
    String values =
        """
        SELECT 1, 'a b/ä', ROW('Zoe', ROW(100)), ARRAY[ARRAY[1, 2], ARRAY[3]], MAP['k', ROW(7)]
        UNION ALL SELECT 2, CAST(NULL AS STRING), CAST(NULL AS ROW<name STRING, home ROW<zip INT>>),
          CAST(NULL AS ARRAY<ARRAY<INT>>), CAST(NULL AS MAP<STRING, ROW<up INT>>)
        UNION ALL SELECT 3, CAST(NULL AS STRING), ROW('Bob', CAST(NULL AS ROW<zip INT>)),
          ARRAY[CAST(NULL AS ARRAY<INT>)], MAP['k', CAST(NULL AS ROW<up INT>)];
        """;
    flink(Order.SOURCE_SINK_FLINK.classPath(FlinkClassPath.read()))
        .run(
            BATCH
                + table("nested", columns, ", 'delta.checkpointInterval' = '1'")
                    .replace(" WITH (", " PARTITIONED BY (part) WITH (")
                + insert("nested", values));

    Snapshot nested =
        DeltaLog.forTable(new Configuration(), directory.resolve("nested").toString()).update();
    assertThat(nested.getAllFiles())
        .extracting(file -> file.getPartitionValues().get("part"))
        .containsExactlyInAnyOrder("a b/ä", null);
    assertThat(nested.getAllFiles().stream().map(AddFile::getStats))
        .anyMatch(stats -> stats.contains("\"author\":{\"name\":\"Zoe\",\"home\":{\"zip\":100}}"));
    assertThat(logFiles("nested")).anyMatch(name -> name.endsWith(".checkpoint.parquet"));
    try (CloseableIterator<RowRecord> rows = nested.open()) {
      List<Integer> ids = new ArrayList<>();
      rows.forEachRemaining(row -> ids.add(row.getInt("id")));
      assertThat(ids).containsExactlyInAnyOrder(1, 2, 3);
    }
  }

  /** Everything is known from a log checkpoint, and goes into the next one. */
  @Test
  void appendToTablesOfOthers() throws Exception {
    List<ForeignTable> tables = new ArrayList<>();
    for (String codec : List.of("UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW")) {
      tables.add(ForeignTable.compressed(directory.resolve(codec), codec));
    }
    tables.add(ForeignTable.withSidecar(directory.resolve("sidecar")));
    StringBuilder script = new StringBuilder(BATCH);
    tables.forEach(table -> script.append(table(table.name(), "id INT", "")));
    for (int version = 3; version <= ForeignTable.NEXT_CHECKPOINT; version++) {
      int id = version;
      script.append(
          together(tables.stream().map(table -> insert(table.name(), "SELECT " + id)).toList()));
    }
    // A cluster that knows a Hadoop has its configuration on the class path.
    Path hadoop = Files.createDirectory(directory.resolve("hadoop"));
    Files.writeString(hadoop.resolve("core-site.xml"), CORE_SITE);

    flink(concat(List.of(hadoop), Order.SOURCE_SINK_FLINK.classPath(FlinkClassPath.read())))
        .run(script.toString());

    assertThat(tables)
        .allSatisfy(
            table -> {
              assertThat(table.version()).isEqualTo(ForeignTable.NEXT_CHECKPOINT);
              assertThat(table.dataFiles()).isEqualTo(ForeignTable.NEXT_CHECKPOINT);
              assertThat(table.logFile(ForeignTable.NEXT_CHECKPOINT, ".checkpoint.parquet"))
                  .exists();
            });
  }

  private FlinkProcess flink(List<Path> classPath) throws IOException {
    return new FlinkProcess(directory, classPath);
  }

  private static List<Path> concat(List<Path> first, List<Path> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static String source(String options, CommentsServer server) {
    return """
        CREATE TABLE listing (id INT, name STRING, email STRING, body STRING)
        WITH (%s, 'url' = '%s');
        """
        .formatted(options, server.url());
  }

  private String sink(String name, String options) {
    return table(name, "id INT, name STRING, email STRING, body STRING", options);
  }

  private String table(String name, String columns, String options) {
    return "CREATE TABLE `%s` (%s) WITH ('connector' = 'delta', 'table-path' = '%s'%s);\n"
        .formatted(name, columns, directory.resolve(name), options);
  }

  private static String insert(String table, String rows) {
    return "INSERT INTO `%s` %s".formatted(table, rows);
  }

  /** As one job. */
  private static String together(List<String> inserts) {
    return "EXECUTE STATEMENT SET BEGIN %s; END;\n".formatted(String.join("; ", inserts));
  }

  private TableReader table(String name) {
    return new TableReader(directory.resolve(name).toString());
  }

  private List<String> logFiles(String table) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(table).resolve("_delta_log"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
