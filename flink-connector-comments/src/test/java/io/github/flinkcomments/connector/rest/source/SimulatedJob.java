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
package io.github.flinkcomments.connector.rest.source;

import io.github.flinkcomments.connector.rest.source.enumerator.RangeAssigner;
import io.github.flinkcomments.connector.rest.source.enumerator.RangeEnumeratorState;
import io.github.flinkcomments.connector.rest.source.enumerator.RangeEnumeratorStateSerializer;
import io.github.flinkcomments.connector.rest.source.reader.SimulatedReader;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import io.github.flinkcomments.connector.rest.source.split.RangeSplitSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A job without Flink and without an API: the source's real arithmetic and serializers, and around
 * them what Flink does at a checkpoint, a failure, a restore and a rescale. Rows are their offsets.
 */
final class SimulatedJob {

  private final RangeEnumeratorStateSerializer enumeratorSerializer =
      new RangeEnumeratorStateSerializer();
  private final RangeSplitSerializer splitSerializer = new RangeSplitSerializer();
  private final int splitSize;
  private final int pageSize;
  private final List<Long> committed = new ArrayList<>();
  private final List<SimulatedReader> readers = new ArrayList<>();
  private RangeAssigner assigner;
  private long rows;

  /** The last completed checkpoint: the enumerator's state, and the splits of each reader. */
  private byte[] enumeratorCheckpoint;

  private List<List<byte[]>> readerCheckpoints;

  SimulatedJob(int parallelism, int splitSize, int pageSize) throws IOException {
    this.splitSize = splitSize;
    this.pageSize = pageSize;
    this.assigner = new RangeAssigner(splitSize, 0, List.of());
    setParallelism(parallelism);
    checkpoint();
  }

  private void setParallelism(int parallelism) {
    readers.clear();
    for (int i = 0; i < parallelism; i++) {
      readers.add(new SimulatedReader(pageSize));
    }
  }

  void grow(int count) {
    rows += count;
  }

  void request(int index) {
    SimulatedReader reader = reader(index);
    if (reader.held() < 2) {
      assigner.next(rows).ifPresent(reader::assign);
    }
  }

  void page(int index, int cap) {
    reader(index).page(cap);
  }

  /** Everything that was emitted before becomes visible at once. */
  void checkpoint() throws IOException {
    enumeratorCheckpoint =
        enumeratorSerializer.serialize(
            new RangeEnumeratorState(
                "listing",
                Optional.of("content"),
                OptionalLong.of(assigner.frontier()),
                Optional.empty(),
                assigner.returned(),
                Optional.empty(),
                0));
    readerCheckpoints = new ArrayList<>();
    for (SimulatedReader reader : readers) {
      List<byte[]> splits = new ArrayList<>();
      for (RangeSplit split : reader.snapshot()) {
        splits.add(splitSerializer.serialize(split));
      }
      readerCheckpoints.add(splits);
      committed.addAll(reader.takeEmitted());
    }
  }

  /** One reader is restarted from the last checkpoint; what it was given since then goes back. */
  void failReader(int index) throws IOException {
    int subtask = index % readers.size();
    assigner.addBack(readers.get(subtask).assignedSinceSnapshot());
    SimulatedReader restarted = new SimulatedReader(pageSize);
    for (byte[] split : readerCheckpoints.get(subtask)) {
      restarted.restore(read(split));
    }
    readers.set(subtask, restarted);
  }

  /** The job is restored from the last checkpoint, perhaps with another parallelism. */
  void restore(int parallelism) throws IOException {
    RangeEnumeratorState state =
        enumeratorSerializer.deserialize(enumeratorSerializer.getVersion(), enumeratorCheckpoint);
    assigner = new RangeAssigner(splitSize, state.frontier().orElseThrow(), state.returned());
    List<byte[]> splits = readerCheckpoints.stream().flatMap(List::stream).toList();
    setParallelism(parallelism);
    for (int i = 0; i < splits.size(); i++) {
      reader(i).restore(read(splits.get(i)));
    }
    checkpoint();
  }

  private RangeSplit read(byte[] split) throws IOException {
    return splitSerializer.deserialize(splitSerializer.getVersion(), split);
  }

  /** Reads to the end. */
  void drain() throws IOException {
    for (boolean idle = false; !idle; ) {
      idle = true;
      for (int i = 0; i < readers.size(); i++) {
        request(i);
        while (reader(i).held() > 0) {
          idle = false;
          page(i, Integer.MAX_VALUE);
        }
      }
    }
    checkpoint();
  }

  /** The offsets that became visible, in order of their commits. */
  List<Long> committed() {
    return committed;
  }

  long rows() {
    return rows;
  }

  private SimulatedReader reader(int index) {
    return readers.get(index % readers.size());
  }
}
