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
package io.github.flinkcomments.connector.delta.commit;

import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.TaskStateSnapshot;
import org.apache.flink.runtime.jobgraph.JobType;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.TestTaskStateManager;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Drives one operator as a task does. */
final class AggregatorHarness
    extends OneInputStreamOperatorTestHarness<
        CommittableMessage<WriteResult>, CommittableMessage<DeltaCommittable>> {

  /** All operators are of one job. */
  private static final JobID JOB_ID = new JobID();

  AggregatorHarness(AggregatorOperatorFactory factory, JobType jobType, Duration checkpointInterval)
      throws Exception {
    super(factory, environment(jobType, checkpointInterval));
  }

  void receive(int subtask, long checkpoint, String... paths) throws Exception {
    int results = paths.length == 0 ? 0 : 1;
    processElement(
        new StreamRecord<>(new CommittableSummary<>(subtask, 3, checkpoint, results, 0)));
    if (results > 0) {
      WriteResult result =
          new WriteResult(List.of(paths).stream().map(AggregatorHarness::file).toList(), Set.of());
      processElement(new StreamRecord<>(new CommittableWithLineage<>(result, checkpoint, subtask)));
    }
  }

  void receiveRestoredWriter(int subtask, long checkpoint, FileOrigin origin) throws Exception {
    WriteResult result = new WriteResult(List.of(), Set.of(origin));
    processElement(new StreamRecord<>(new CommittableWithLineage<>(result, checkpoint, subtask)));
  }

  OperatorSubtaskState checkpoint(long checkpoint) throws Exception {
    prepareSnapshotPreBarrier(checkpoint);
    return snapshot(checkpoint, checkpoint);
  }

  void restore(long checkpoint, OperatorSubtaskState state) throws Exception {
    ((NumberedState) taskStateManager).checkpoint = checkpoint;
    initializeState(state);
    open();
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  List<CommittableMessage<DeltaCommittable>> messages() {
    return extractOutputValues();
  }

  List<DeltaCommittable> committables() {
    return messages().stream()
        .filter(CommittableWithLineage.class::isInstance)
        .map(message -> ((CommittableWithLineage<DeltaCommittable>) message).getCommittable())
        .toList();
  }

  static DataFile file(String path) {
    return new DataFile(path, List.of(), 1, 1, 1, "{\"numRecords\":1}");
  }

  private static MockEnvironment environment(JobType jobType, Duration checkpointInterval) {
    MockEnvironment environment =
        new MockEnvironmentBuilder()
            .setJobID(JOB_ID)
            .setJobType(jobType)
            .setTaskStateManager(new NumberedState())
            .build();
    environment
        .getJobConfiguration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    return environment;
  }

  /** Tells the operator the number of the checkpoint: Flink 2.0's harness restores number 0. */
  private static final class NumberedState extends TestTaskStateManager {

    private long checkpoint;

    @Override
    public void setReportedCheckpointId(long number) {
      super.setReportedCheckpointId(checkpoint);
    }

    @Override
    public void setJobManagerTaskStateSnapshotsByCheckpointId(
        Map<Long, TaskStateSnapshot> snapshots) {
      TaskStateSnapshot only = snapshots.values().iterator().next();
      super.setJobManagerTaskStateSnapshotsByCheckpointId(Map.of(checkpoint, only));
    }
  }
}
