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

import io.github.flinkcomments.connector.rest.RestSource;
import io.github.flinkcomments.connector.rest.source.ReadJob.Identified;
import io.github.flinkcomments.connector.rest.source.enumerator.RestEnumeratorState;
import io.github.flinkcomments.connector.rest.source.split.RestSplit;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.connector.testutils.source.reader.TestingReaderContext;
import org.apache.flink.connector.testutils.source.reader.TestingReaderOutput;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The real source, enumerator, readers, client and serializers, and around them what Flink does at
 * a checkpoint, a failure, a restore and a rescale. What they tell each other arrives later and in
 * order, as it does between processes.
 */
final class SourceWithoutFlink implements AutoCloseable {

  private static final long AWHILE_MILLIS = 20;

  private final RestSource<Identified> source;
  private final SimpleVersionedSerializer<RestSplit> splitSerializer;
  private final SimpleVersionedSerializer<RestEnumeratorState> stateSerializer;
  private final List<Integer> committed = new ArrayList<>();
  private final Deque<Runnable> messages = new ArrayDeque<>();
  private final List<Reader> readers = new ArrayList<>();
  private Coordinator coordinator;
  private SplitEnumerator<RestSplit, RestEnumeratorState> enumerator;
  private long checkpoints;
  private byte[] enumeratorCheckpoint;
  private List<List<byte[]>> readerCheckpoints;

  SourceWithoutFlink(RestSource<Identified> source, int parallelism) throws Exception {
    this.source = source;
    this.splitSerializer = source.getSplitSerializer();
    this.stateSerializer = source.getEnumeratorCheckpointSerializer();
    coordinator = new Coordinator(parallelism);
    enumerator = source.createEnumerator(coordinator);
    enumerator.start();
    for (int i = 0; i < parallelism; i++) {
      readers.add(new Reader(i, parallelism));
      readers.get(i).start(List.of());
    }
    checkpoint();
  }

  /** Delivers assignments, which are serialized on the way, and events. */
  private final class Coordinator extends TestingCoordinator<RestSplit> {

    Coordinator(int parallelism) {
      super(parallelism);
    }

    @Override
    public void assignSplits(SplitsAssignment<RestSplit> assignment) {
      assignment
          .assignment()
          .forEach(
              (subtask, splits) -> {
                Reader reader = readers.get(subtask);
                reader.assigned.addAll(splits);
                List<byte[]> bytes = serialized(splits);
                messages.add(() -> reader.reader.addSplits(deserialized(bytes)));
              });
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
      Reader reader = readers.get(subtask);
      messages.add(() -> reader.reader.handleSourceEvents(event));
    }
  }

  /** One attempt at a reader; messages to the one before are lost with it. */
  private final class Reader extends TestingReaderContext {

    private final int subtask;
    private final int parallelism;
    private final SourceReader<Identified, RestSplit> reader;
    private final TestingReaderOutput<Identified> output = new TestingReaderOutput<>();
    private final List<RestSplit> assigned = new ArrayList<>();

    Reader(int subtask, int parallelism) throws Exception {
      this.subtask = subtask;
      this.parallelism = parallelism;
      this.reader = source.createReader(this);
    }

    void start(List<byte[]> restored) {
      if (!restored.isEmpty()) {
        reader.addSplits(deserialized(restored));
      }
      if (!coordinator.registeredReaders().containsKey(subtask)) {
        coordinator.registerReader(subtask, "localhost");
      }
      enumerator.addReader(subtask);
      reader.start();
    }

    @Override
    public int getIndexOfSubtask() {
      return subtask;
    }

    @Override
    public int currentParallelism() {
      return parallelism;
    }

    @Override
    public void sendSplitRequest() {
      toEnumerator(() -> enumerator.handleSplitRequest(subtask, "localhost"));
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent event) {
      toEnumerator(() -> enumerator.handleSourceEvent(subtask, event));
    }

    private void toEnumerator(Runnable message) {
      messages.add(
          () -> {
            if (readers.contains(this)) {
              message.run();
            }
          });
    }
  }

  /** Looks at the API, and delivers what is under way. */
  void poll() {
    coordinator.triggerAllActions();
    deliver();
  }

  private void deliver() {
    while (!messages.isEmpty()) {
      messages.remove().run();
    }
  }

  /** Lets a reader emit so many records, or what it can in a while. */
  void read(int index, int records) throws Exception {
    Reader reader = readers.get(index % readers.size());
    int wanted = reader.output.getEmittedRecords().size() + records;
    while (reader.output.getEmittedRecords().size() < wanted) {
      if (reader.reader.pollNext(reader.output) == InputStatus.NOTHING_AVAILABLE
          && !awaited(reader.reader.isAvailable())) {
        return;
      }
    }
  }

  private static boolean awaited(CompletableFuture<Void> available) throws Exception {
    try {
      available.get(AWHILE_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Everything that was emitted before becomes visible at once. */
  void checkpoint() throws Exception {
    deliver();
    long id = ++checkpoints;
    enumeratorCheckpoint = stateSerializer.serialize(enumerator.snapshotState(id));
    readerCheckpoints = new ArrayList<>();
    for (Reader reader : readers) {
      readerCheckpoints.add(serialized(reader.reader.snapshotState(id)));
      reader.assigned.clear();
      reader.output.getEmittedRecords().forEach(record -> committed.add(record.id()));
      reader.output.clearEmittedRecords();
    }
    enumerator.notifyCheckpointComplete(id);
    for (Reader reader : readers) {
      reader.reader.notifyCheckpointComplete(id);
    }
  }

  /** One reader is restarted from the last checkpoint; what it was given since then goes back. */
  void failReader(int index) throws Exception {
    deliver();
    int subtask = index % readers.size();
    Reader failed = readers.get(subtask);
    failed.reader.close();
    Reader restarted = new Reader(subtask, readers.size());
    readers.set(subtask, restarted);
    enumerator.addSplitsBack(List.copyOf(failed.assigned), subtask);
    deliver();
    restarted.start(readerCheckpoints.get(subtask));
    deliver();
  }

  /** The job is restored from the last checkpoint, perhaps with another parallelism. */
  void restore(int parallelism) throws Exception {
    List<byte[]> splits = readerCheckpoints.stream().flatMap(List::stream).toList();
    close();
    messages.clear();
    readers.clear();
    coordinator = new Coordinator(parallelism);
    enumerator =
        source.restoreEnumerator(
            coordinator,
            stateSerializer.deserialize(stateSerializer.getVersion(), enumeratorCheckpoint));
    enumerator.start();
    for (int i = 0; i < parallelism; i++) {
      readers.add(new Reader(i, parallelism));
    }
    for (int i = 0; i < parallelism; i++) {
      int subtask = i;
      readers
          .get(i)
          .start(
              IntStream.range(0, splits.size())
                  .filter(split -> split % parallelism == subtask)
                  .mapToObj(splits::get)
                  .toList());
    }
    checkpoint();
  }

  /** Reads on until so many records are committed in all. */
  void readUntil(int records) throws Exception {
    while (committed.size() + emitted() < records) {
      poll();
      for (int i = 0; i < readers.size(); i++) {
        read(i, records);
      }
    }
    checkpoint();
  }

  private int emitted() {
    return readers.stream().mapToInt(reader -> reader.output.getEmittedRecords().size()).sum();
  }

  /** The ids that became visible, in order of their commits. */
  List<Integer> committed() {
    return committed;
  }

  private List<byte[]> serialized(List<RestSplit> splits) {
    List<byte[]> bytes = new ArrayList<>();
    for (RestSplit split : splits) {
      try {
        bytes.add(splitSerializer.serialize(split));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return bytes;
  }

  private List<RestSplit> deserialized(List<byte[]> bytes) {
    List<RestSplit> splits = new ArrayList<>();
    for (byte[] split : bytes) {
      try {
        splits.add(splitSerializer.deserialize(splitSerializer.getVersion(), split));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return splits;
  }

  @Override
  public void close() throws Exception {
    for (Reader reader : readers) {
      reader.reader.close();
    }
    enumerator.close();
  }
}
