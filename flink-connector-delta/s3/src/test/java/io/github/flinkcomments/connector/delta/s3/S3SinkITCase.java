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
package io.github.flinkcomments.connector.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.commit.RewindMode;
import io.github.flinkcomments.connector.delta.testing.Fault.Moment;
import io.github.flinkcomments.connector.delta.testing.RunningJob;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.testing.TableHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that write to a store behind HTTP. What they have written is read where the store keeps it,
 * by a reader that knows neither S3 nor our code.
 */
@Tag("heavy")
class S3SinkITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(6).build());

  @TempDir private static Path directory;
  private static S3Server server;

  @TempDir private Path checkpoints;

  @BeforeAll
  static void startServer() throws Exception {
    server = S3Server.start(directory);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void aJobWhoseTaskDiesWritesEveryRowOnce() throws Exception {
    job("a table").fault(Moment.IN_A_SNAPSHOT).build().execute();

    TableHistory history = TableHistory.of(server.directory("a table"));
    history.holdsExactly(300);
    assertThat(history.dataVersions()).isGreaterThanOrEqualTo(3);
  }

  /** The way of partitions' names into keys and into the log and back is long. */
  @Test
  void everyRowIsInItsPartition() throws Exception {
    job("partitioned").partitioned(sink -> sink).build().execute();

    TableHistory history = TableHistory.of(server.directory("partitioned"));
    history.holdsExactly(300);
    history.holdsEachRowInItsPartition();
  }

  @Test
  void twoJobsOnOneTableDoNotHinderEachOther() throws Exception {
    List<JobClient> clients = new ArrayList<>();
    for (String prefix : List.of("orders", "returns")) {
      SinkJob job = job("shared").sink(sink -> sink.withIdPrefix(prefix));
      clients.add(job.build().executeAsync());
    }
    for (JobClient client : clients) {
      client.getJobExecutionResult().get();
    }

    TableHistory history = TableHistory.of(server.directory("shared"));
    history.hasEachFileOnce();
    assertThat(history.sinkIds()).hasSize(2);
    assertThat(history.ids()).hasSize(600);
    assertThat(history.ids().stream().distinct()).hasSize(300);
  }

  /** Log entries are read back, files are looked for by name, and one version takes them out. */
  @Test
  void anOlderSavepointTakesTheTableBackIfToldSo(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    long rows = 2_400;
    Path table = server.directory("rewound");
    String older =
        RunningJob.olderSavepoint(cluster, job("rewound").rows(rows), table, checkpoints);
    long newest = TableHistory.of(table).version();

    job("rewound").rows(rows).onRewind(RewindMode.RESTORE).restoredFrom(older).build().execute();

    TableHistory history = TableHistory.of(table);
    history.holdsOnce(rows);
    assertThat(history.version()).isGreaterThan(newest);
    assertThat(history.removedFiles()).isNotEmpty();
    assertThat(history.sinkIds()).hasSize(2);
  }

  /** A relay keeps answers to commits for itself, again and again. */
  @Test
  void answersThatAreLostCostNothing() throws Exception {
    try (Relay relay = Relay.to(server.port())) {
      relay.dropAnswersToConditionalPuts(20);
      new SinkJob(server.path("relayed"), S3Server.options(relay.port())).build().execute();
      assertThat(relay.dropped()).isEqualTo(20);
    }
    TableHistory.of(server.directory("relayed")).holdsExactly(300);
  }

  @Test
  void aProcessThatIsKilledGoesOnWhereItWas() throws Exception {
    long rows = 2_000;
    try (KilledJob job = new KilledJob(server, "killed", checkpoints, rows)) {
      for (int kill = 1; kill <= 3; kill++) {
        job.start();
        job.awaitVersion(kill * 6L);
        job.kill();
      }
      job.start();
      job.awaitEnd();
    }

    TableHistory history = TableHistory.of(server.directory("killed"));
    history.holdsExactly(rows);
    assertThat(history.sinkIds()).hasSize(1);
  }

  /** Under Flink's own restart strategy, which would try for ever. */
  @Test
  void aJobWhoseCredentialsAreRefusedFailsForGood() {
    Map<String, String> options = new HashMap<>(server.options());
    options.put("secret-key", "wrong-secret");
    SinkJob job = new SinkJob(server.path("refused"), options);
    job.configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");

    assertThatThrownBy(() -> job.build().execute())
        .hasRootCauseMessage(
            "The table path 's3://tables/refused' cannot be used: the store does not accept the credentials (SignatureDoesNotMatch). Check 'storage.access-key', 'storage.secret-key', 'storage.session-token' and 'storage.region', or what the environment has in their place.")
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .doesNotContain("wrong-secret"));
  }

  private static SinkJob job(String table) {
    return new SinkJob(server.path(table), server.options());
  }
}
