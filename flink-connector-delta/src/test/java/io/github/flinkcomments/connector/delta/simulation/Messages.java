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
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;

/** What one operator sends to the next, falsified. */
final class Messages {

  private Messages() {}

  /** The same with other committables, under the checkpoint that these have. */
  static List<CommittableMessage<DeltaCommittable>> changed(
      List<CommittableMessage<DeltaCommittable>> messages, UnaryOperator<DeltaCommittable> change) {
    return messages.stream()
        .filter(CommittableWithLineage.class::isInstance)
        .map(message -> ((CommittableWithLineage<DeltaCommittable>) message).getCommittable())
        .map(change)
        .flatMap(committable -> alone(committable).stream())
        .toList();
  }

  private static List<CommittableMessage<DeltaCommittable>> alone(DeltaCommittable committable) {
    long checkpoint = committable.checkpoint();
    return List.of(
        new CommittableSummary<>(0, 1, checkpoint, 1, 0),
        new CommittableWithLineage<>(committable, checkpoint, 0));
  }

  /** Whether each writer has told of a checkpoint. */
  static boolean hasAllSummaries(List<? extends CommittableMessage<?>> ofOneCheckpoint) {
    List<CommittableSummary<?>> summaries =
        ofOneCheckpoint.stream()
            .filter(CommittableSummary.class::isInstance)
            .<CommittableSummary<?>>map(message -> (CommittableSummary<?>) message)
            .toList();
    return summaries.size() == summaries.get(0).getNumberOfSubtasks();
  }
}
