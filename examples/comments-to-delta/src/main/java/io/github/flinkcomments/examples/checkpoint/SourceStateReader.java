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
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the state of a FLIP-27 source out of a snapshot on disk, without running a job.
 *
 * <p>The enumerator's state is the coordinator state of the source's operator, framed as {@code
 * SourceCoordinator} writes it; the readers' splits are the operator list state that {@code
 * SourceOperator} calls {@code SourceReaderState}.
 */
public final class SourceStateReader<EnumeratorT, SplitT> {

  private static final Logger LOG = LoggerFactory.getLogger(SourceStateReader.class);

  private static final String SPLITS = "SourceReaderState";

  /** The newest framing that {@code SourceCoordinatorSerdeUtils} of Flink 2 writes. */
  private static final int NEWEST_FRAMING = 1;

  private final Optional<String> sourceUid;
  private final SimpleVersionedSerializer<EnumeratorT> enumeratorSerializer;
  private final SimpleVersionedSerializer<SplitT> splitSerializer;

  /**
   * @param sourceUid the uid that the job gave its source; empty for the only source of a job
   */
  public SourceStateReader(
      Optional<String> sourceUid,
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
    SnapshotOperators operators = SnapshotOperators.of(snapshot);
    return state(operators, sourceUid.isPresent() ? named(operators) : only(operators));
  }

  /**
   * What all sources of a job keep, whatever their uids.
   *
   * @param states of the sources of this kind
   * @param others names of the sources of other kinds
   */
  public record Sources<EnumeratorT, SplitT>(
      List<SourceState<EnumeratorT, SplitT>> states, List<String> others) {}

  /**
   * Reads the states of all sources of a job.
   *
   * @throws IOException if the snapshot cannot be read
   */
  public Sources<EnumeratorT, SplitT> readAll(Snapshot snapshot) throws IOException {
    SnapshotOperators operators = SnapshotOperators.of(snapshot);
    List<SourceState<EnumeratorT, SplitT>> states = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (OperatorState source : operators.keeping(SPLITS)) {
      if (isOfThisKind(snapshot, source)) {
        states.add(state(operators, source));
      } else {
        others.add(name(source));
      }
    }
    return new Sources<>(states, others);
  }

  /** Nothing but its own serializer can tell whose state it is. */
  private boolean isOfThisKind(Snapshot snapshot, OperatorState source) {
    try {
      enumerator(snapshot, source);
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.debug("The source {} is of another kind, or damaged.", name(source), e);
      return false;
    }
  }

  private SourceState<EnumeratorT, SplitT> state(SnapshotOperators operators, OperatorState source)
      throws IOException {
    return new SourceState<>(
        name(source),
        enumerator(operators.snapshot(), source),
        operators.list(source, SPLITS, splitSerializer));
  }

  private static String name(OperatorState source) {
    return source.getOperatorName().or(source::getOperatorUid).orElse("");
  }

  private OperatorState named(SnapshotOperators operators) throws IOException {
    return operators.operators().stream()
        .filter(operator -> operator.getOperatorUid().equals(sourceUid))
        .findAny()
        .orElseThrow(
            () ->
                new IOException(
                    "Snapshot %s holds no operator with the uid '%s'."
                        .formatted(operators.snapshot().directory(), sourceUid.orElseThrow())));
  }

  private static OperatorState only(SnapshotOperators operators) throws IOException {
    List<OperatorState> sources = operators.keeping(SPLITS);
    if (sources.size() != 1) {
      throw new IOException(
          "Snapshot %s holds %d sources, and nothing says which one is meant."
              .formatted(operators.snapshot().directory(), sources.size()));
    }
    return sources.get(0);
  }

  private EnumeratorT enumerator(Snapshot snapshot, OperatorState source) throws IOException {
    ByteStreamStateHandle handle = source.getCoordinatorState();
    if (handle == null) {
      throw new IOException(
          "Operator '%s' of snapshot %s is not a source: it has no coordinator."
              .formatted(source.getOperatorUid().orElse(""), snapshot.directory()));
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
}
