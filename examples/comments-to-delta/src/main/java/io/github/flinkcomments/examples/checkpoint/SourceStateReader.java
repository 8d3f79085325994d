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
package io.github.flinkcomments.examples.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.DefaultOperatorStateBackend;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.apache.flink.streaming.api.operators.util.SimpleVersionedListState;

/**
 * Reads the state of a FLIP-27 source out of a snapshot on disk, without running a job.
 *
 * <p>Flink has no public way to do this. The enumerator's state is the coordinator state of the
 * source's operator, framed as {@code SourceCoordinator} writes it; the readers' splits are the
 * operator list state that {@code SourceOperator} calls {@code SourceReaderState}.
 */
public final class SourceStateReader<EnumeratorT, SplitT> {

  private static final ListStateDescriptor<byte[]> SPLITS =
      new ListStateDescriptor<>("SourceReaderState", BytePrimitiveArraySerializer.INSTANCE);

  /** The newest framing that {@code SourceCoordinatorSerdeUtils} of Flink 2 writes. */
  private static final int NEWEST_FRAMING = 1;

  private final String sourceUid;
  private final SimpleVersionedSerializer<EnumeratorT> enumeratorSerializer;
  private final SimpleVersionedSerializer<SplitT> splitSerializer;

  /**
   * @param sourceUid the uid that the job gave its source
   */
  public SourceStateReader(
      String sourceUid,
      SimpleVersionedSerializer<EnumeratorT> enumeratorSerializer,
      SimpleVersionedSerializer<SplitT> splitSerializer) {
    this.sourceUid = sourceUid;
    this.enumeratorSerializer = enumeratorSerializer;
    this.splitSerializer = splitSerializer;
  }

  /**
   * Reads the state.
   *
   * @throws IOException if the snapshot cannot be read, or holds no state of the source
   */
  public SourceState<EnumeratorT, SplitT> read(Snapshot snapshot) throws IOException {
    OperatorState source = source(snapshot, SnapshotFinder.read(snapshot.directory()));
    return new SourceState<>(enumerator(snapshot, source), splits(snapshot, source));
  }

  private OperatorState source(Snapshot snapshot, CheckpointMetadata metadata) throws IOException {
    return metadata.getOperatorStates().stream()
        .filter(operator -> operator.getOperatorUid().filter(sourceUid::equals).isPresent())
        .findAny()
        .orElseThrow(
            () ->
                new IOException(
                    "Snapshot %s holds no operator with the uid '%s'."
                        .formatted(snapshot.directory(), sourceUid)));
  }

  private EnumeratorT enumerator(Snapshot snapshot, OperatorState source) throws IOException {
    ByteStreamStateHandle handle = source.getCoordinatorState();
    if (handle == null) {
      throw new IOException(
          "Operator '%s' of snapshot %s is no source: it has no coordinator."
              .formatted(sourceUid, snapshot.directory()));
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(handle.getData()))) {
      int framing = in.readInt();
      if (framing > NEWEST_FRAMING) {
        throw new IOException(
            "Snapshot %s was written by a newer Flink: its coordinator state has version %d."
                .formatted(snapshot.directory(), framing));
      }
      int version = in.readInt();
      return enumeratorSerializer.deserialize(version, in.readNBytes(in.readInt()));
    }
  }

  private List<SplitT> splits(Snapshot snapshot, OperatorState source) throws IOException {
    List<OperatorStateHandle> handles = new ArrayList<>();
    source.getStates().forEach(subtask -> handles.addAll(subtask.getManagedOperatorState()));
    try (CloseableRegistry open = new CloseableRegistry();
        DefaultOperatorStateBackend backend =
            new DefaultOperatorStateBackendBuilder(
                    getClass().getClassLoader(), new ExecutionConfig(), false, handles, open)
                .build()) {
      ListState<SplitT> state =
          new SimpleVersionedListState<>(backend.getListState(SPLITS), splitSerializer);
      List<SplitT> splits = new ArrayList<>();
      state.get().forEach(splits::add);
      return splits;
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("The splits in " + snapshot.directory() + " cannot be read.", e);
    }
  }
}
