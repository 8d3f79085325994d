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
package io.github.flinkcomments.connector.delta.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.TaskStateSnapshot;
import org.apache.flink.runtime.io.disk.iomanager.IOManager;
import org.apache.flink.runtime.io.disk.iomanager.IOManagerAsync;
import org.apache.flink.runtime.jobgraph.JobType;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.TestTaskStateManager;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Drives one operator as a task does. */
final class TaskHarness<I, O> extends OneInputStreamOperatorTestHarness<I, O> {

  static final int MOST_SUBTASKS = 8;

  /** It has threads, and nobody here uses it. */
  private static final IOManager ONE_FOR_ALL = new IOManagerAsync();

  /**
   * Which task of which job.
   *
   * @param job its id
   * @param subtask from zero
   * @param parallelism of the operator
   */
  record Place(JobID job, JobType type, int subtask, int parallelism) {}

  /**
   * What an operator had in a snapshot.
   *
   * @param checkpoint its number
   * @param state of all subtasks together
   * @param parallelism that they had
   */
  record Restored(long checkpoint, OperatorSubtaskState state, int parallelism) {}

  private final Place place;

  TaskHarness(OneInputStreamOperatorFactory<I, O> factory, Place place, TypeInformation<O> output)
      throws Exception {
    super(factory, environment(place));
    this.place = place;
    setup(output.createSerializer(new SerializerConfigImpl()));
  }

  void start(Optional<Restored> restored) throws Exception {
    if (restored.isPresent()) {
      Restored from = restored.get();
      ((NumberedState) taskStateManager).checkpoint = from.checkpoint();
      initializeState(
          repartitionOperatorState(
              from.state(),
              MOST_SUBTASKS,
              from.parallelism(),
              place.parallelism(),
              place.subtask()));
    } else {
      initializeEmptyState();
    }
    open();
  }

  void receive(List<I> values) throws Exception {
    for (I value : values) {
      processElement(new StreamRecord<>(value));
    }
  }

  List<O> takeOutput() {
    List<O> values = List.copyOf(extractOutputValues());
    getOutput().clear();
    return values;
  }

  private static MockEnvironment environment(Place place) {
    MockEnvironment environment =
        new MockEnvironmentBuilder()
            .setJobID(place.job())
            .setIOManager(ONE_FOR_ALL)
            .setJobType(place.type())
            .setTaskStateManager(new NumberedState())
            .setMaxParallelism(MOST_SUBTASKS)
            .setParallelism(place.parallelism())
            .setSubtaskIndex(place.subtask())
            .build();
    environment
        .getJobConfiguration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
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
