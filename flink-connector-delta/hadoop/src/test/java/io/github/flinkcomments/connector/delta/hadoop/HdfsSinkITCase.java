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
package io.github.flinkcomments.connector.delta.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.storage.StoreRace;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import io.github.flinkcomments.connector.delta.testing.Fault.Moment;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.testing.TableHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that write to HDFS. What they have written is read by Delta Standalone. */
@Tag("heavy")
class HdfsSinkITCase {

  @RegisterExtension static final Hdfs HDFS = new Hdfs();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(6).build());

  @TempDir private static Path local;

  @Test
  void aJobWhoseTaskDiesWritesEveryRowOnce() throws Exception {
    job("/a table").fault(Moment.IN_A_SNAPSHOT).build().execute();

    TableHistory history = history("/a table");
    history.holdsExactly(300);
    history.hasNoLeftovers();
    assertThat(history.dataVersions()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void everyRowIsInItsPartition() throws Exception {
    job("/partitioned").partitioned(sink -> sink).build().execute();

    TableHistory history = history("/partitioned");
    history.holdsExactly(300);
    history.holdsEachRowInItsPartition();
  }

  @Test
  void twoJobsOnOneTableDoNotHinderEachOther() throws Exception {
    List<JobClient> clients = new ArrayList<>();
    for (String prefix : List.of("orders", "returns")) {
      SinkJob job = job("/shared").sink(sink -> sink.withIdPrefix(prefix));
      clients.add(job.build().executeAsync());
    }
    for (JobClient client : clients) {
      client.getJobExecutionResult().get();
    }

    TableHistory history = history("/shared");
    history.hasEachFileOnce();
    assertThat(history.sinkIds()).hasSize(2);
    assertThat(history.ids()).hasSize(600);
    assertThat(history.ids().stream().distinct()).hasSize(300);
  }

  @Test
  void ofEightWritersOneWins() throws Exception {
    StoreRace race = new StoreRace(() -> TableStorages.open(HDFS.path("/race"), HDFS.options()), 8);
    assertThat(race.run(20)).isEmpty();
  }

  private static SinkJob job(String table) {
    return new SinkJob(HDFS.path(table), HDFS.options());
  }

  private static TableHistory history(String table) throws IOException {
    return TableHistory.of(HDFS.copy(table, local));
  }
}
