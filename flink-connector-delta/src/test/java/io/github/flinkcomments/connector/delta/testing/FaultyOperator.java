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
package io.github.flinkcomments.connector.delta.testing;

import io.github.flinkcomments.connector.delta.testing.Fault.Moment;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Forwards what it gets, and dies where its {@link Fault} says. */
final class FaultyOperator<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private int snapshots;
  private boolean ended;

  FaultyOperator(Fault fault) {
    this.fault = fault;
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    fault.at(Moment.AT_THE_FIRST_ROW);
    if (snapshots == 2) {
      fault.at(Moment.BETWEEN_TWO_CHECKPOINTS);
    }
    if (fault.hasVersion(2)) {
      fault.at(Moment.WHEN_A_VERSION_HAS_APPEARED);
    }
    output.collect(element);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    if (++snapshots == 3) {
      fault.at(Moment.IN_A_SNAPSHOT);
    }
    if (ended) {
      fault.at(Moment.IN_THE_SNAPSHOT_AFTER_THE_END_OF_INPUT);
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    super.notifyCheckpointComplete(checkpoint);
    if (checkpoint == 2) {
      fault.at(Moment.WHEN_A_CHECKPOINT_IS_COMPLETE);
    }
  }

  @Override
  public void endInput() {
    ended = true;
    fault.at(Moment.AT_THE_END_OF_INPUT);
  }
}
