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

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Statements of Spark while somebody appends: another Spark, and the sink. As many appends come in
 * between, at the same place, and what comes of the statement is the same.
 */
@Tag("heavy")
class AppendConflictsITCase {

  @RegisterExtension private static final Spark SPARK = new Spark();
  @RegisterExtension private static final Spark OTHER_SPARK = new Spark("other-spark");

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  private static final int APPENDS = 2;
  private static final String COLUMNS = "id BIGINT, v STRING, part STRING";
  private static final String PARTITIONS = "PARTITIONED BY (part)";

  @TempDir private Path directory;
  private int tables;

  private enum Statement {
    UPDATE("UPDATE t SET v = concat(meet('%s', v), '!') WHERE id = 1 AND part = 'a'"),
    DELETE("DELETE FROM t WHERE id = 1 AND part = 'a' AND meet('%s', v) = 'x'"),
    MERGE(
        """
        MERGE INTO t AS t USING (SELECT 1L AS k) s ON t.id = s.k AND t.part = 'a'
        WHEN MATCHED THEN UPDATE SET v = concat(meet('%s', v), '!')""");

    private final String sql;

    Statement(String sql) {
      this.sql = sql;
    }
  }

  /** Where a table stands to appends that a statement should have read. */
  private enum Isolation {
    SERIALIZABLE {
      @Override
      void create(SharedTable table) {
        table.spark("CREATE TABLE t (%s) USING delta %s".formatted(COLUMNS, PARTITIONS));
      }
    },
    WRITE_SERIALIZABLE {
      @Override
      void create(SharedTable table) throws Exception {
        table.createWriteSerializable(COLUMNS, PARTITIONS);
      }
    };

    abstract void create(SharedTable table) throws Exception;
  }

  private enum Appender {
    SPARK {
      @Override
      void append(SharedTable table, String part) {
        new SharedTable(OTHER_SPARK, table.path())
            .spark("INSERT INTO t VALUES (2, 'x', '%s')".formatted(part));
      }
    },
    SINK {
      @Override
      void append(SharedTable table, String part) throws Exception {
        table.append(
            COLUMNS, PARTITIONS, "", "VALUES (CAST(2 AS BIGINT), 'x', '%s')".formatted(part));
      }
    };

    abstract void append(SharedTable table, String part) throws Exception;
  }

  /** Only where the table is serializable and the rows are where the statement has looked. */
  @ParameterizedTest
  @EnumSource
  void thoseOfTheSinkAreConflictsWhereThoseOfSparkAre(Statement statement) throws Exception {
    for (Isolation isolation : Isolation.values()) {
      for (String part : new String[] {"a", "b"}) {
        String ofSpark = outcome(statement, isolation, part, Appender.SPARK);
        String ofSink = outcome(statement, isolation, part, Appender.SINK);
        assertThat(ofSink).as("%s, part %s", isolation, part).isEqualTo(ofSpark);
        assertThat(ofSink)
            .isEqualTo(
                isolation == Isolation.SERIALIZABLE && part.equals("a")
                    ? "ConcurrentAppendException"
                    : "done");
      }
    }
  }

  private String outcome(Statement statement, Isolation isolation, String part, Appender appender)
      throws Exception {
    SharedTable table = new SharedTable(SPARK, directory.resolve("table-" + tables++));
    isolation.create(table);
    table.spark("INSERT INTO t VALUES (1, 'x', 'a'), (3, 'x', 'b')");
    PausedStatement paused =
        PausedStatement.begin(table, statement.sql, directory.resolve("meeting-" + tables));
    for (int append = 0; append < APPENDS; append++) {
      appender.append(table, part);
    }
    String outcome;
    try {
      paused.goOn().get(2, TimeUnit.MINUTES);
      outcome = "done";
    } catch (ExecutionException e) {
      outcome = ((SparkException) e.getCause()).kind();
    }
    table.sparkFinds(
        "SELECT count_if(id = 2) AS appended, count_if(id = 1 AND v = 'x') AS untouched FROM t",
        "[{\"appended\": %d, \"untouched\": %d}]"
            .formatted(APPENDS, outcome.equals("done") ? 0 : 1));
    return outcome;
  }
}
