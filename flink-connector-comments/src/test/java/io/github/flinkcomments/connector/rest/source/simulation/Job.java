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
package io.github.flinkcomments.connector.rest.source.simulation;

import io.github.flinkcomments.connector.rest.http.HttpOptions;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.record.PageFormat;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.connector.rest.record.RecordIdentity;
import io.github.flinkcomments.connector.rest.source.enumerator.ChainEnumerator;
import io.github.flinkcomments.connector.rest.source.enumerator.ChainEnumeratorOptions;
import io.github.flinkcomments.connector.rest.source.enumerator.ChainEnumeratorState;
import io.github.flinkcomments.connector.rest.source.enumerator.PageProbe;
import io.github.flinkcomments.connector.rest.source.enumerator.RestEnumeratorStateSerializer;
import io.github.flinkcomments.connector.rest.source.event.HeldSplits;
import io.github.flinkcomments.connector.rest.source.event.SplitCaughtUp;
import io.github.flinkcomments.connector.rest.source.listing.AnsweredPage;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.reader.ChainOptions;
import io.github.flinkcomments.connector.rest.source.reader.ReaderOptions;
import io.github.flinkcomments.connector.rest.source.reader.SimulatedChainReader;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import io.github.flinkcomments.connector.rest.source.split.RestSplitSerializer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A job that reads chains: the real enumerator and readers, with checkpoints as bytes, moved step
 * by step. Whatever it emits goes into one {@link Line}.
 */
final class Job {

  static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
  private static final Duration POLL_FAILURE_TIMEOUT = Duration.ofHours(1);

  /** Serialized, a chain is no larger, however much of it was read. */
  private static final int LARGEST_CHAIN = 400;

  /** A request under way. */
  record Pending(
      int subtask,
      PageAddress page,
      Map<String, String> slice,
      boolean mayLiePastTheEnd,
      CompletableFuture<AnsweredPage<String>> answer) {}

  /** The state of the enumerator and of each reader, and how many records had been emitted. */
  private record Checkpoint(
      long id, SerializedState enumerator, List<List<byte[]>> readers, int emitted) {}

  private static final class SerializedState {
    private final byte[] bytes;

    SerializedState(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  /** One subtask, with what Flink's side of a reader keeps. */
  private final class Subtask {
    private final SimulatedChainReader reader;
    private final Set<String> busy = new HashSet<>();

    Subtask(int number) {
      this.reader =
          new SimulatedChainReader(
              pagination,
              new ReaderOptions(
                  plan.maxInFlight(),
                  ReaderOptions.PAGE_SIZE,
                  plan.quota(),
                  bug.driftCheck(plan.shape().drift().check())),
              new ChainOptions(
                  bug.bounded(plan.shape().bounded()),
                  POLL_INTERVAL,
                  POLL_FAILURE_TIMEOUT,
                  plan.maxRecords()),
              number,
              parallelism,
              (page, slice, mayLiePastTheEnd) -> {
                CompletableFuture<AnsweredPage<String>> answer = new CompletableFuture<>();
                pending.add(new Pending(number, page, slice, mayLiePastTheEnd, answer));
                return answer;
              },
              () -> nanoTime,
              bug.positionOfTheFetcher());
    }

    void add(ChainSplit split) {
      busy.add(split.splitId());
      reader.add(split);
    }
  }

  private static final PageFormat<Identified> FORMAT =
      PageFormat.of(PojoRecordFormat.of(Identified.class))
          .withIdentity(new RecordIdentity.Key("/id"));

  /** A record as the listing declares it; never read. */
  record Identified(String id) {}

  private final Plan plan;
  private final SeededBug.Variant bug;
  private final ChainedPagination pagination;
  private final Listing<?> listing;
  private final Line line;
  private final PageProbe probe;
  private final Tally tally;
  private final RestSplitSerializer splits = new RestSplitSerializer();
  private final RestEnumeratorStateSerializer states = new RestEnumeratorStateSerializer();

  private final List<Pending> pending = new ArrayList<>();
  private final List<Subtask> subtasks = new ArrayList<>();
  private final List<Checkpoint> completed = new ArrayList<>();
  private final TreeMap<Long, Checkpoint> started = new TreeMap<>();

  /** What was assigned before each checkpoint that is not complete, or is still to come. */
  private final TreeMap<Long, Map<Integer, List<ChainSplit>>> assigned = new TreeMap<>();

  /** What each subtask is restored with if it fails. */
  private List<List<byte[]>> restorable = new ArrayList<>();

  private int parallelism;
  private long nanoTime;
  private long nextCheckpoint = 1;
  private Coordinator coordinator;
  private ChainEnumerator enumerator;

  Job(Plan plan, SeededBug.Variant bug, Line line, PageProbe probe, Tally tally)
      throws IOException {
    this.plan = plan;
    this.bug = bug;
    this.line = line;
    this.probe = probe;
    this.tally = tally;
    this.pagination = bug.pagination(plan.shape().pagination());
    this.listing =
        new Listing<>(
            "the listing",
            URI.create("http://api/"),
            plan.shape().request(),
            pagination,
            FORMAT,
            HttpOptions.DEFAULT);
    this.parallelism = plan.parallelism();
    byte[] state =
        states.serialize(
            new ChainEnumeratorState(
                listing.fingerprint(),
                !plan.beginsByItself(),
                Optional.empty(),
                plan.chains(pagination)));
    completed.add(new Checkpoint(0, new SerializedState(state), List.of(), 0));
    start(completed.get(0), parallelism);
  }

  private void start(Checkpoint from, int newParallelism) throws IOException {
    parallelism = newParallelism;
    completed.removeIf(checkpoint -> checkpoint.id() > from.id());
    started.clear();
    assigned.clear();
    pending.clear();
    subtasks.clear();
    line.takeBackTo(from.emitted());
    coordinator = new Coordinator(parallelism);
    enumerator =
        new ChainEnumerator(
            coordinator,
            listing,
            new ChainEnumeratorOptions(
                plan.ends(), plan.maxRecords(), plan.quota(), plan.recordsOfRange(), true),
            bug.restored(
                (ChainEnumeratorState)
                    states.deserialize(states.getVersion(), from.enumerator().bytes)),
            () -> probe);
    enumerator.start();
    restorable = distributed(from.readers());
    for (int i = 0; i < parallelism; i++) {
      subtasks.add(new Subtask(i));
    }
    for (int i = 0; i < parallelism; i++) {
      startReader(i);
    }
  }

  private List<List<byte[]>> distributed(List<List<byte[]>> readers) {
    List<List<byte[]>> distributed = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      distributed.add(new ArrayList<>());
    }
    int next = 0;
    for (int i = 0; i < readers.size() && (i < parallelism || !bug.statesBySubtask()); i++) {
      for (byte[] split : readers.get(i)) {
        distributed.get(next++ % parallelism).add(split);
      }
    }
    return distributed;
  }

  private void startReader(int number) throws IOException {
    Subtask subtask = subtasks.get(number);
    for (byte[] split : restorable.get(number)) {
      subtask.add(bug.restored((ChainSplit) splits.deserialize(splits.getVersion(), split)));
    }
    coordinator.register(number);
    enumerator.addReader(number);
    enumerator.handleSourceEvent(number, HeldSplits.of(subtask.busy));
    request(number);
  }

  /** A reader asks as long as it has room. */
  private void request(int number) {
    if (!coordinator.hasNoMore(number)
        && subtasks.get(number).busy.size() < Math.max(2, plan.maxInFlight())) {
      enumerator.handleSplitRequest(number, "localhost");
      assign();
    }
  }

  private void assign() {
    coordinator
        .takeAssigned()
        .forEach(
            (number, chains) -> {
              assigned
                  .computeIfAbsent(nextCheckpoint, none -> new TreeMap<>())
                  .computeIfAbsent(number, none -> new ArrayList<>())
                  .addAll(chains);
              chains.forEach(subtasks.get(number)::add);
              request(number);
            });
  }

  // ------------------------------------------------------------------------------- steps

  /** Requests that wait for an answer. */
  List<Pending> pending() {
    return pending;
  }

  void answer(Pending request, AnsweredPage<String> page) {
    bug.answered(pending, request).answer().complete(page);
    pending.remove(bug.answered(pending, request));
  }

  void fail(Pending request, Throwable failure) {
    Optional<AnsweredPage<String>> taken = bug.takenForAnswer(failure);
    if (taken.isPresent()) {
      answer(request, taken.get());
    } else {
      request.answer().completeExceptionally(failure);
      pending.remove(request);
    }
  }

  /**
   * The enumerator asks what readers can share.
   *
   * @return whether it wanted to
   * @throws RuntimeException if the job fails
   */
  boolean search() {
    boolean searched = coordinator.call();
    assign();
    return searched;
  }

  /**
   * A fetcher takes a turn.
   *
   * @throws IOException if its reader fails
   */
  void fetch(int number) throws IOException {
    subtasks.get(number % parallelism).reader.fetch();
  }

  /** A task takes a turn; returns whether there was anything to do. */
  boolean emit(int number) {
    int subtask = number % parallelism;
    SimulatedChainReader reader = subtasks.get(subtask).reader;
    boolean busy = reader.emit(record -> line.emit(subtask, record));
    for (String chain : reader.takeCaughtUp()) {
      subtasks.get(subtask).busy.remove(chain);
      enumerator.handleSourceEvent(subtask, new SplitCaughtUp(chain));
      request(subtask);
    }
    return busy;
  }

  void advance(Duration time) {
    nanoTime += time.toNanos();
  }

  void startCheckpoint() throws IOException {
    long id = nextCheckpoint++;
    byte[] state = states.serialize(enumerator.snapshotState(id));
    List<List<byte[]>> readers = new ArrayList<>();
    for (Subtask subtask : subtasks) {
      List<byte[]> held = new ArrayList<>();
      for (ChainSplit split : subtask.reader.snapshot(id)) {
        byte[] bytes = splits.serialize(split);
        if (bytes.length > LARGEST_CHAIN) {
          throw new Violation("a chain's state has %d bytes: %s".formatted(bytes.length, split));
        }
        held.add(bytes);
      }
      readers.add(held);
    }
    started.put(id, new Checkpoint(id, new SerializedState(state), readers, line.size()));
  }

  boolean hasStartedCheckpoint() {
    return !started.isEmpty();
  }

  /** All that were started before it are overtaken. */
  void completeCheckpoint() {
    Checkpoint last = started.lastEntry().getValue();
    started.clear();
    completed.add(last);
    restorable = last.readers();
    assigned.headMap(last.id(), true).clear();
    if (line.commit(last.emitted(), plan.quota())) {
      tally.add(Event.QUOTA_EXHAUSTED);
    }
    subtasks.forEach(subtask -> subtask.reader.completed(last.id()));
  }

  void declineCheckpoint() {
    long id = started.pollLastEntry().getKey();
    if (bug.declinedOpensQuota()) {
      subtasks.forEach(subtask -> subtask.reader.completed(id));
    }
  }

  /** A reader fails and is restarted from the last completed checkpoint; the others go on. */
  void failReader(int index) throws IOException {
    int number = index % parallelism;
    started.clear();
    line.takeBack(number);
    pending.removeIf(request -> request.subtask() == number);
    coordinator.unregister(number);
    subtasks.set(number, new Subtask(number));
    List<ChainSplit> back = new ArrayList<>();
    assigned.values().forEach(chains -> back.addAll(removed(chains, number)));
    if (!back.isEmpty()) {
      tally.add(Event.SPLIT_GIVEN_BACK);
    }
    enumerator.addSplitsBack(bug.givenBack(back), number);
    assign();
    startReader(number);
  }

  private static List<ChainSplit> removed(Map<Integer, List<ChainSplit>> chains, int number) {
    List<ChainSplit> removed = chains.remove(number);
    return removed == null ? List.of() : removed;
  }

  /** The job is restored from a completed checkpoint, the last one being number 0. */
  void restore(int before, int newParallelism) throws IOException {
    start(completed.get(completed.size() - 1 - before % completed.size()), newParallelism);
  }

  int parallelism() {
    return parallelism;
  }

  int completedCheckpoints() {
    return completed.size();
  }

  /** Whether all readers of a bounded job have come to their ends. */
  boolean hasEnded() {
    for (int i = 0; i < parallelism; i++) {
      if (!coordinator.hasNoMore(i) || !subtasks.get(i).reader.held().isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
