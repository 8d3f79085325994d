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
package io.github.flinkcomments.examples.servers;

import static org.apache.flink.runtime.testutils.CommonTestUtils.waitUntilCondition;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.data.RowRecord;
import io.github.flinkcomments.examples.api.Fault;
import io.github.flinkcomments.examples.api.FaultyProxy;
import io.github.flinkcomments.examples.script.ScriptReader;
import io.github.flinkcomments.examples.script.ScriptStatement;
import io.github.flinkcomments.examples.script.Variables;
import io.github.flinkcomments.examples.testing.PublishedServer;
import io.github.flinkcomments.examples.testing.PublishedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * Reads a server that others have written by the table of its script: to the end, through faults
 * and one failover, and then what is added.
 */
final class ReadServer {

  private static final int MORE = 37;

  /** Counts over all attempts of the job, which runs in this process. */
  private static final AtomicInteger SEEN = new AtomicInteger();

  /** None of these says anything about the listing. Each comes three times. */
  private static final List<Fault> FAULTS =
      List.of(
          Fault.Status.of(500),
          new Fault.Truncate(),
          Fault.Status.of(429).retryAfter("0"),
          new Fault.Stall(),
          new Fault.ErrorObject("something went wrong"),
          new Fault.Reset(),
          new Fault.Html());

  private static final int ROUNDS = 3;

  /** The first answers are left alone: a server that never gave a page may be no API at all. */
  private static final int SPARED = 4;

  /** So that little is waited for, and pages are many. The script's table is left as it is. */
  private static final String IMPATIENT =
      """
      /*+ OPTIONS('scan.poll-interval' = '100 ms', 'pagination.page-size' = '10',
        'http.request-timeout' = '2 s', 'retry.initial-backoff' = '10 ms') */
      """;

  private static final Pattern ROWS = Pattern.compile("\"numRecords\":(\\d+)");

  private ReadServer() {}

  static void landsEachRecordOnce(String name, Path lake) throws Exception {
    SEEN.set(0);
    try (PublishedServer server = PublishedServers.start(name);
        FaultyProxy proxy = FaultyProxy.before(server.url())) {
      long lastFault = order(proxy);
      TableEnvironment sql = streaming();
      createTables(sql, name, proxy, lake);
      JobClient job =
          sql.executeSql(
                  "INSERT INTO lake_comments SELECT * FROM comments %s WHERE pass(name)"
                      .formatted(IMPATIENT))
              .getJobClient()
              .orElseThrow();
      Path table = lake.resolve(name);
      awaitNames(table, job, PublishedServer.RECORDS);
      assertThat(SEEN.get())
          .as("records seen in all attempts")
          .isGreaterThan(PublishedServer.RECORDS);

      waitUntilCondition(() -> proxy.requests() > lastFault || hasEnded(job));
      server.grow(MORE);
      awaitNames(table, job, PublishedServer.RECORDS + MORE);
      job.cancel().get();
    }
  }

  /** Every second answer goes wrong; returns the number of the last one that does. */
  private static long order(FaultyProxy proxy) {
    long at = SPARED;
    for (int round = 0; round < ROUNDS; round++) {
      for (Fault fault : FAULTS) {
        at += 2;
        long number = at;
        proxy.faults().when(request -> request.sequence() == number, 1, fault);
      }
    }
    return at;
  }

  private static void createTables(TableEnvironment sql, String name, FaultyProxy proxy, Path lake)
      throws Exception {
    Variables variables =
        new Variables(Map.of("API", proxy.url().toString(), "LAKE", lake.toString()), Map.of());
    String script = Files.readString(PublishedServers.script(name));
    for (ScriptStatement statement : ScriptReader.read(name, script, variables)) {
      if (statement.text().startsWith("CREATE TABLE")) {
        sql.executeSql(statement.text());
      }
    }
    sql.createTemporarySystemFunction("pass", Pass.class);
  }

  private static TableEnvironment streaming() {
    return TableEnvironment.create(
        EnvironmentSettings.newInstance()
            .withConfiguration(
                new Configuration()
                    .set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING)
                    .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500))
                    // Once: any failure but the one on purpose ends the job.
                    .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                    .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1)
                    .set(
                        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
                        Duration.ofMillis(10)))
            .build());
  }

  /** Waits until the table has so many rows, which must be those of the server, once each. */
  private static void awaitNames(Path table, JobClient job, int count) throws Exception {
    waitUntilCondition(() -> rows(table) >= count || hasEnded(job));
    if (hasEnded(job)) {
      job.getJobExecutionResult().get(); // Tells why.
    }
    assertThat(names(table))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, count).mapToObj(id -> "n" + id).toList());
  }

  private static boolean hasEnded(JobClient job) throws Exception {
    JobStatus status = job.getJobStatus().get();
    return status.isGloballyTerminalState();
  }

  /** How many rows the log tells, without reading the files: it is asked for often. */
  private static int rows(Path table) {
    DeltaLog log = log(table);
    return log.tableExists()
        ? log.snapshot().getAllFiles().stream()
            .map(file -> ROWS.matcher(file.getStats()))
            .filter(Matcher::find)
            .mapToInt(found -> Integer.parseInt(found.group(1)))
            .sum()
        : 0;
  }

  private static List<String> names(Path table) throws IOException {
    List<String> names = new ArrayList<>();
    try (CloseableIterator<RowRecord> rows = log(table).snapshot().open()) {
      rows.forEachRemaining(row -> names.add(row.getString("name")));
    }
    return names;
  }

  private static DeltaLog log(Path table) {
    return DeltaLog.forTable(new org.apache.hadoop.conf.Configuration(), table.toString());
  }

  /** Lets every record pass, and fails once in the middle of the listing. */
  public static final class Pass extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    /** Called for each record. */
    public Boolean eval(String name) {
      if (SEEN.incrementAndGet() == PublishedServer.RECORDS / 2) {
        throw new IllegalStateException("A failure on purpose");
      }
      return true;
    }

    @Override
    public boolean isDeterministic() {
      return false;
    }
  }
}
