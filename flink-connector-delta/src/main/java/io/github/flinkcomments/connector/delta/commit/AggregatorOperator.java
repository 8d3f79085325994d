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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.checkpoint.CheckpointIDCounter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.util.SimpleVersionedListState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gathers the files of all writers into one committable per checkpoint, and keeps the sink's
 * identity. It runs once per sink, on the task's thread.
 *
 * <p>What arrived before a barrier belongs to that checkpoint, whoever sent it. The operator does
 * not count the writers: one that came to its end sends nothing more, and its last files are
 * labelled with a checkpoint of its own reckoning.
 *
 * <p>All that was received is sent on before the snapshot, so the identity is the whole state.
 */
final class AggregatorOperator extends AbstractStreamOperator<CommittableMessage<DeltaCommittable>>
    implements OneInputStreamOperator<
            CommittableMessage<WriteResult>, CommittableMessage<DeltaCommittable>>,
        BoundedOneInput {

  private static final ListStateDescriptor<byte[]> IDENTITY =
      new ListStateDescriptor<>("identity", BytePrimitiveArraySerializer.INSTANCE);

  private static final int ONLY_SUBTASK = 0;

  private final CommitScope scope;
  private final SinkStart start;
  private final List<DataFile> files = new ArrayList<>();
  private final Set<FileOrigin> restoredWriters = new HashSet<>();

  private ListState<SinkIdentity> identityState;
  private SinkIdentity identity;
  private boolean neverWentBack;
  private long lastCheckpoint;

  AggregatorOperator(
      StreamOperatorParameters<CommittableMessage<DeltaCommittable>> parameters,
      CommitScope scope,
      SinkStart start) {
    super(parameters);
    this.scope = scope;
    this.start = start;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    OptionalLong restored = context.getRestoredCheckpointId();
    lastCheckpoint = restored.orElse(CheckpointIDCounter.INITIAL_CHECKPOINT_ID - 1);
    identityState =
        new SimpleVersionedListState<>(
            context.getOperatorStateStore().getListState(IDENTITY), new SinkIdentitySerializer());
    Optional<SinkIdentity> kept = firstOf(identityState.get());
    identity = start.identity(kept, restored, now());
    neverWentBack =
        kept.map(SinkIdentity::sinkId).equals(Optional.of(identity.sinkId()))
            && identity.sinkId().epoch() == 0;
    LOG.info("Writing to {} as sink {}", start.target(), identity.sinkId());
  }

  private static Optional<SinkIdentity> firstOf(Iterable<SinkIdentity> kept) {
    Iterator<SinkIdentity> iterator = kept.iterator();
    return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<WriteResult>> element) {
    if (element.getValue() instanceof CommittableWithLineage<WriteResult> result) {
      files.addAll(result.getCommittable().files());
      if (neverWentBack) {
        restoredWriters.addAll(result.getCommittable().restoredWriters());
      }
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    emit(checkpoint);
    lastCheckpoint = checkpoint;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    identityState.update(List.of(identity.keptAt(now())));
  }

  private Instant now() {
    return Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime());
  }

  /**
   * The remainder belongs to the next checkpoint, which is the first that can complete with it.
   * Numbers never start again: the table would take a low one for committed already.
   */
  @Override
  public void endInput() {
    emit(lastCheckpoint + 1);
  }

  private void emit(long checkpoint) {
    if (files.isEmpty()) {
      return;
    }
    DeltaCommittable committable =
        new DeltaCommittable(
            scope,
            identity.sinkId(),
            identity.tableId(),
            checkpoint,
            identity.newestCommittable(),
            files,
            restoredWriters);
    output.collect(new StreamRecord<>(new CommittableSummary<>(ONLY_SUBTASK, 1, checkpoint, 1, 0)));
    output.collect(
        new StreamRecord<>(new CommittableWithLineage<>(committable, checkpoint, ONLY_SUBTASK)));
    files.clear();
    restoredWriters.clear();
    identity = identity.withCommittableOf(checkpoint);
  }
}
