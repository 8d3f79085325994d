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
package io.github.flinkcomments.examples.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.table.TableReader;
import io.github.flinkcomments.examples.testing.TableColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each imitated API, landed in Delta by nothing but the options of its table. */
@Tag("heavy")
class ShapesITCase {

  private static final int RECORDS = 1000;
  private static final int MORE = 37;
  private static final int FAULTS = 30;
  private static final int SEED = 20_260_101;

  /** Counts over all attempts of the job, which runs in this process. */
  private static final AtomicInteger SEEN = new AtomicInteger();

  private static final List<ShapeResult> RESULTS = new ArrayList<>();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @TempDir private Path directory;

  static List<Shape> shapes() {
    return Shapes.all();
  }

  /** Reads to the end through faults and one failover, and then what is added. */
  @ParameterizedTest
  @MethodSource("shapes")
  void eachRecordIsInTheTableOnce(Shape shape) throws Exception {
    SEEN.set(0);
    Path table = directory.resolve("table");
    try (ShapeServer server = ShapeServer.start(shape, RECORDS, ShapeFaults.of(SEED, FAULTS))) {
      TableEnvironment sql = streaming();
      sql.executeSql(shape.createTable("records", server.root(), impatient(shape)));
      sql.executeSql(
          "CREATE TABLE lake (id INT) WITH ('connector' = 'delta', 'table-path' = '%s')"
              .formatted(table));
      JobClient job =
          sql.executeSql("INSERT INTO lake SELECT fail_once(name) FROM records")
              .getJobClient()
              .orElseThrow();

      List<Integer> expected = ids(shape, 1, RECORDS);
      awaitRows(table, expected.size(), job);
      assertThat(TableColumn.read(table, "id")).isEqualTo(expected);
      assertThat(SEEN.get()).as("records seen in all attempts").isGreaterThan(expected.size());

      server.awaitFaults();
      server.grow(MORE);
      // What has no pages is read again as a whole.
      boolean whole = "none".equals(shape.options().get("pagination.type"));
      List<Integer> added = ids(shape, whole ? 1 : RECORDS + 1, RECORDS + MORE);
      List<Integer> all = Stream.of(expected, added).flatMap(List::stream).sorted().toList();
      awaitRows(table, all.size(), job);
      assertThat(TableColumn.read(table, "id")).isEqualTo(all);
      job.cancel().get();
      RESULTS.add(
          new ShapeResult(
              shape.name(),
              expected.size(),
              added.size(),
              FAULTS,
              new TableReader(table.toString()).history().size(),
              server.requests()));
    }
  }

  @AfterAll
  static void document() throws IOException {
    if (System.getProperty("shapes.write") != null) {
      ShapesPage.read().withResults(RESULTS).write();
    }
  }

  private static void awaitRows(Path table, int count, JobClient job) throws Exception {
    TableReader reader = new TableReader(table.toString());
    while (reader.rowCount() < count) {
      assertThat(job.getJobStatus().get()).isNotEqualTo(JobStatus.FAILED);
    }
  }

  private static TableEnvironment streaming() {
    TableEnvironment sql =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .withConfiguration(
                    new Configuration()
                        .set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING)
                        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100))
                        .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                        .set(
                            RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
                            Duration.ofMillis(10)))
                .build());
    sql.createTemporarySystemFunction("fail_once", FailOnce.class);
    return sql;
  }

  private static Map<String, String> impatient(Shape shape) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("scan.poll-interval", "50 ms");
    options.put("http.request-timeout", "500 ms");
    options.put("retry.initial-backoff", "10 ms");
    options.put("pagination.page-size", "10");
    options.keySet().removeAll(shape.options().keySet());
    return options;
  }

  private static List<Integer> ids(Shape shape, int from, int to) {
    return IntStream.rangeClosed(from, to).filter(id -> !shape.hidden().test(id)).boxed().toList();
  }

  /** Gives the number of a record, and fails once in the middle of the listing. */
  public static final class FailOnce extends ScalarFunction {

    /** A name is {@code n} and the number, whatever the id looks like. */
    public Integer eval(String name) {
      if (SEEN.incrementAndGet() == RECORDS / 2) {
        throw new IllegalStateException("A failure on purpose");
      }
      return Integer.valueOf(name.substring(1));
    }

    @Override
    public boolean isDeterministic() {
      return false;
    }
  }
}
