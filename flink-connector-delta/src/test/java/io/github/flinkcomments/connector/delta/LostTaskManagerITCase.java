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
package io.github.flinkcomments.connector.delta;

import static io.github.flinkcomments.connector.delta.testing.RunningJob.awaitVersion;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.testing.RunningJob;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.testing.TableHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** TaskManagers go away under a job, and others take their place. */
@Tag("flink-versions")
@Tag("heavy")
class LostTaskManagerITCase {

  private static final int TASK_MANAGERS = 2;
  private static final long ROWS = 3_000;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(TASK_MANAGERS)
              .setNumberSlotsPerTaskManager(3)
              .build());

  @TempDir Path table;

  @Test
  void theCommitterGoesOnInAnotherOne(@InjectMiniCluster MiniCluster cluster) throws Exception {
    SinkJob job = new SinkJob(table).rows(ROWS);
    job.configuration()
        .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100)
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    RunningJob running = RunningJob.start(cluster, job).awaitTasks();
    ResourceID first = committerOf(running);
    for (int lost = 0; lost < TASK_MANAGERS; lost++) {
      awaitVersion(table, 3 + 6 * lost);
      cluster.startTaskManager();
      cluster.terminateTaskManager(lost).get(1, TimeUnit.MINUTES);
    }
    running.client().getJobExecutionResult().get(4, TimeUnit.MINUTES);

    assertThat(committerOf(running)).isNotEqualTo(first);
    TableHistory history = TableHistory.of(table);
    history.holdsExactly(ROWS);
    assertThat(history.sinkIds()).hasSize(1);
  }

  /** Where it is, or was last. */
  private static ResourceID committerOf(RunningJob running) throws Exception {
    return StreamSupport.stream(
            running
                .cluster()
                .getExecutionGraph(running.client().getJobID())
                .get()
                .getAllExecutionVertices()
                .spliterator(),
            false)
        .filter(vertex -> vertex.getTaskNameWithSubtaskIndex().contains("Committer"))
        .map(vertex -> vertex.getCurrentAssignedResourceLocation().getResourceID())
        .findFirst()
        .orElseThrow();
  }
}
