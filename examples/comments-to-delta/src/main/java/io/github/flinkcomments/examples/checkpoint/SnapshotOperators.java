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
import org.apache.flink.runtime.state.DefaultOperatorStateBackend;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.streaming.api.operators.util.SimpleVersionedListState;

/**
 * The operators of a snapshot on disk and the lists of serialized values that they keep. Flink has
 * no public way to look at them.
 */
record SnapshotOperators(Snapshot snapshot, List<OperatorState> operators) {

  static SnapshotOperators of(Snapshot snapshot) throws IOException {
    return new SnapshotOperators(
        snapshot, List.copyOf(SnapshotFinder.read(snapshot.directory()).getOperatorStates()));
  }

  /** The operators that keep a list of this name. */
  List<OperatorState> keeping(String listName) {
    return operators.stream()
        .filter(
            operator ->
                handles(operator).stream()
                    .anyMatch(
                        handle -> handle.getStateNameToPartitionOffsets().containsKey(listName)))
        .toList();
  }

  /**
   * The values in a list of an operator, those of all its subtasks, in no particular order.
   *
   * @throws IOException if the list cannot be read
   */
  <T> List<T> list(OperatorState operator, String name, SimpleVersionedSerializer<T> serializer)
      throws IOException {
    ListStateDescriptor<byte[]> descriptor =
        new ListStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE);
    try (CloseableRegistry open = new CloseableRegistry();
        DefaultOperatorStateBackend backend =
            new DefaultOperatorStateBackendBuilder(
                    getClass().getClassLoader(),
                    new ExecutionConfig(),
                    false,
                    handles(operator),
                    open)
                .build()) {
      ListState<T> state =
          new SimpleVersionedListState<>(backend.getListState(descriptor), serializer);
      List<T> values = new ArrayList<>();
      state.get().forEach(values::add);
      return values;
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(
          "The state '%s' in %s cannot be read.".formatted(name, snapshot.directory()), e);
    }
  }

  private static List<OperatorStateHandle> handles(OperatorState operator) {
    List<OperatorStateHandle> handles = new ArrayList<>();
    operator.getStates().forEach(subtask -> handles.addAll(subtask.getManagedOperatorState()));
    return handles;
  }
}
