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

import static java.util.Comparator.comparingInt;
import static java.util.Objects.requireNonNull;

import io.github.flinkcomments.connector.delta.log.entry.LogEntry;
import io.github.flinkcomments.connector.delta.log.entry.LogTail;
import io.github.flinkcomments.connector.delta.log.entry.StepBack;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A job was restored from an older snapshot than the table has seen: what there is to know about
 * it, and the versions that would let it go on. Pure; the table is looked at and changed elsewhere.
 *
 * <p>Two lines of commits part at the restored checkpoint. The old line is closed: each epoch of it
 * gets a {@link Fence}, in the same version that takes its rows out or leaves them in. The new line
 * has an epoch of its own, which that version opens with the number of the newest checkpoint that
 * both have in common.
 *
 * @param restored the sink id of the snapshot
 * @param checkpoint the checkpoint of the snapshot
 * @param newestCommittable the newest checkpoint up to then that had rows, if it is known
 * @param epochs the transaction numbers of all epochs of the sink in the table
 * @param tail the log, back to the newest entry that {@link #isOfSnapshot}
 */
record Rewind(
    SinkId restored,
    long checkpoint,
    OptionalLong newestCommittable,
    Map<SinkId, Long> epochs,
    LogTail tail) {

  private static final long BEFORE_ALL_CHECKPOINTS = 0;

  Rewind {
    requireNonNull(restored);
    requireNonNull(tail);
    epochs = Map.copyOf(epochs);
  }

  /** Whether an entry has brought rows that the snapshot knows of. */
  static boolean isOfSnapshot(LogEntry entry, SinkId restored, long checkpoint) {
    return entry.transactions().stream()
        .anyMatch(
            transaction ->
                transaction.applicationId().equals(restored.value())
                    && transaction.version() <= checkpoint);
  }

  /** The epoch that was opened last. */
  SinkId newestEpoch() {
    return epochs.keySet().stream().max(comparingInt(SinkId::epoch)).orElse(restored);
  }

  /** The version of the table that belongs to the snapshot, unless its traces are gone. */
  OptionalLong versionOfSnapshot() {
    if (tail.goal().isPresent()) {
      return OptionalLong.of(tail.goal().get().version());
    }
    List<LogEntry> line = oldLine();
    return tail.cleaned() || line.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(line.get(line.size() - 1).version() - 1);
  }

  /** Why the job cannot go on at all, if it cannot. */
  Optional<String> objectionToGoingOn() {
    long number = epochs.getOrDefault(restored, checkpoint);
    if (!Fence.keeps(number, checkpoint)) {
      return Optional.of(
          "the table was taken back to checkpoint %d since, so what checkpoint %d builds on is no longer there"
              .formatted(Fence.keptBy(number), checkpoint));
    }
    if (tail.goal().isEmpty() && tail.cleaned()) {
      return Optional.of(
          "the log entries of that time, up to version %d, have been cleaned away"
              .formatted(tail.version() - tail.later().size()));
    }
    if (newestCommittable.isPresent() && newestCommittable.getAsLong() > lastCommon()) {
      return Optional.of(
          "the rows of its checkpoint %d never came into the table under that number, as happens to an intermediate savepoint after which the job was restarted from an earlier checkpoint"
              .formatted(newestCommittable.getAsLong()));
    }
    return Optional.empty();
  }

  /** Why the table cannot be taken back, if it cannot. */
  Optional<String> objectionToRestoring() {
    return objectionToGoingOn().or(this::foreignVersion);
  }

  private Optional<String> foreignVersion() {
    Set<String> ours = added();
    for (LogEntry entry : oldLine()) {
      if (!isOurs(entry)) {
        return Optional.of("version %d is not of this sink".formatted(entry.version()));
      }
      if (entry.changesTable()) {
        return Optional.of(
            "version %d changed the table's schema or properties".formatted(entry.version()));
      }
      if (!ours.containsAll(entry.removed())) {
        return Optional.of("version %d took older rows out".formatted(entry.version()));
      }
    }
    return Optional.empty();
  }

  /** Takes out what came after the snapshot. */
  StepBack restoring(SinkId next) {
    Set<String> files = added();
    oldLine().forEach(entry -> files.removeAll(entry.removed()));
    return step(next, files, Fence.keepingUpTo(checkpoint), Fence.keepingNone());
  }

  /** Leaves everything where it is. */
  StepBack appending(SinkId next) {
    return step(next, Set.of(), Fence.keepingAll(), Fence.keepingAll());
  }

  /** The epoch to go on under, if it has still to be opened. */
  SinkId nextEpoch(String run) {
    return restored.atEpoch(newestEpoch().epoch() + 1, run);
  }

  /**
   * The epoch that this run has opened when it started from the same snapshot before. Nothing was
   * committed under it, since then there would be a later snapshot.
   */
  Optional<SinkId> openedBefore(String run) {
    return Optional.of(newestEpoch())
        .filter(id -> id.isOpenedBy(run))
        .filter(id -> epochs.getOrDefault(id, Long.MAX_VALUE) <= checkpoint);
  }

  private StepBack step(SinkId next, Set<String> files, long onRestored, long onLater) {
    List<TransactionId> fences = new ArrayList<>();
    epochs.forEach(
        (id, number) -> {
          long fence = id.epoch() > restored.epoch() ? onLater : onRestored;
          if (id.epoch() >= restored.epoch() && fence > number) {
            fences.add(new TransactionId(id.value(), fence));
          }
        });
    TransactionId opening = new TransactionId(next.value(), lastCommon());
    return new StepBack(tail.version(), opening, fences, files);
  }

  private long lastCommon() {
    return tail.goal().stream()
        .flatMap(entry -> entry.transactions().stream())
        .filter(transaction -> transaction.applicationId().equals(restored.value()))
        .mapToLong(TransactionId::version)
        .max()
        .orElse(BEFORE_ALL_CHECKPOINTS);
  }

  private Set<String> added() {
    Set<String> files = new HashSet<>();
    oldLine().forEach(entry -> files.addAll(entry.added()));
    return files;
  }

  /** What came after the snapshot, newest first. Without a goal, that begins with our own first. */
  private List<LogEntry> oldLine() {
    List<LogEntry> later = tail.later();
    int end = later.size();
    while (tail.goal().isEmpty() && end > 0 && !isOurs(later.get(end - 1))) {
      end--;
    }
    return later.subList(0, end);
  }

  private boolean isOurs(LogEntry entry) {
    return entry.transactions().stream()
        .anyMatch(transaction -> restored.owns(transaction.applicationId()));
  }
}
