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

import io.github.flinkcomments.connector.delta.commit.DeltaCommittable;
import io.github.flinkcomments.connector.delta.commit.WriteResult;
import io.github.flinkcomments.connector.delta.simulation.TaskHarness.Place;
import io.github.flinkcomments.connector.delta.simulation.TaskHarness.Restored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.JobType;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * The tasks of a job between two failovers: writers, aggregator, committer.
 *
 * <p>Any method may throw what the sink throws; nothing but {@link #close} may be called then.
 */
final class Attempt {

  /**
   * A snapshot of all tasks.
   *
   * @param checkpoint its number
   * @param position of the source: the first row that is not in it
   */
  record Snapshot(
      long checkpoint,
      long position,
      int parallelism,
      OperatorSubtaskState writers,
      OperatorSubtaskState aggregator,
      OperatorSubtaskState committer) {}

  private final Variant variant;
  private final List<TaskHarness<RowData, CommittableMessage<WriteResult>>> writers =
      new ArrayList<>();
  private final TaskHarness<CommittableMessage<WriteResult>, CommittableMessage<DeltaCommittable>>
      aggregator;
  private final TaskHarness<
          CommittableMessage<DeltaCommittable>, CommittableMessage<DeltaCommittable>>
      committer;
  private final List<Integer> reading;
  private final OptionalLong restored;
  private int checkpointsInDoubt;

  Attempt(
      SinkOperators sink,
      Variant variant,
      JobID job,
      JobType type,
      int parallelism,
      Optional<Snapshot> from)
      throws Exception {
    this.variant = variant;
    this.restored = from.map(s -> OptionalLong.of(s.checkpoint())).orElse(OptionalLong.empty());
    this.reading = new ArrayList<>(IntStream.range(0, parallelism).boxed().toList());
    for (int subtask = 0; subtask < parallelism; subtask++) {
      writers.add(sink.writer(new Place(job, type, subtask, parallelism)));
    }
    this.aggregator = sink.aggregator(new Place(job, type, 0, 1));
    this.committer = sink.committer(new Place(job, type, 0, 1), variant);
  }

  /** The aggregator comes first, since writers of a restored job wait for what it finds. */
  void start(Optional<Snapshot> from) throws Exception {
    aggregator.start(from.map(s -> new Restored(s.checkpoint(), s.aggregator(), 1)));
    committer.start(from.map(s -> new Restored(s.checkpoint(), s.committer(), 1)));
    for (TaskHarness<RowData, CommittableMessage<WriteResult>> writer : writers) {
      writer.start(from.map(s -> new Restored(s.checkpoint(), s.writers(), s.parallelism())));
    }
  }

  int parallelism() {
    return writers.size();
  }

  /** Writers that have not come to their end. */
  List<Integer> reading() {
    return reading;
  }

  void write(int subtask, long id) throws Exception {
    writers.get(subtask).receive(List.of(GenericRowData.of(id)));
  }

  /** One writer has no more rows. With the last of them the others end too. */
  void end(int subtask) throws Exception {
    writers.get(subtask).endInput();
    reading.remove(Integer.valueOf(subtask));
    toAggregator(subtask);
    if (reading.isEmpty()) {
      aggregator.endInput();
      committer.receive(variant.toCommitter(aggregator.takeOutput(), true));
      committer.endInput();
    }
  }

  Snapshot snapshot(long checkpoint, long position) throws Exception {
    checkpointsInDoubt++;
    OperatorSubtaskState[] states = new OperatorSubtaskState[writers.size()];
    for (int subtask = 0; subtask < states.length; subtask++) {
      writers.get(subtask).prepareSnapshotPreBarrier(checkpoint);
      states[subtask] = writers.get(subtask).snapshot(checkpoint, checkpoint);
      toAggregator(subtask);
    }
    aggregator.prepareSnapshotPreBarrier(checkpoint);
    OperatorSubtaskState aggregated = aggregator.snapshot(checkpoint, checkpoint);
    committer.receive(variant.toCommitter(aggregator.takeOutput(), false));
    committer.prepareSnapshotPreBarrier(checkpoint);
    return new Snapshot(
        checkpoint,
        position,
        writers.size(),
        AbstractStreamOperatorTestHarness.repackageState(states),
        aggregated,
        committer.snapshot(checkpoint, checkpoint));
  }

  private void toAggregator(int subtask) throws Exception {
    aggregator.receive(variant.toAggregator(writers.get(subtask).takeOutput()));
  }

  /** The newest checkpoint is one that a failover would restore. */
  void completed() {
    checkpointsInDoubt = 0;
  }

  /** What the tasks do when they hear of it. */
  void announce(long checkpoint) throws Exception {
    committer.notifyOfCompletedCheckpoint(checkpoint);
  }

  OptionalLong restored() {
    return restored;
  }

  /** Files that may be left behind if the tasks end now. */
  int mostOrphans() {
    return writers.size() * (checkpointsInDoubt + 1);
  }

  /** As after a failure: whatever else goes wrong does not matter any more. */
  void close() {
    writers.forEach(Attempt::close);
    close(aggregator);
    close(committer);
  }

  private static void close(AutoCloseable task) {
    try {
      task.close();
    } catch (Exception e) {
      // Flink logs it.
    }
  }
}
