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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.log.entry.LogEntry;
import io.github.flinkcomments.connector.delta.log.entry.LogTail;
import io.github.flinkcomments.connector.delta.log.entry.StepBack;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is decided about a job that was restored from checkpoint 1, without a table. */
class RewindDecisionTest {

  private static final SinkId SINK = new SinkId("sink");
  private static final SinkId SECOND = SINK.atEpoch(1, "run1");
  private static final SinkId THIRD = SINK.atEpoch(2, "run2");
  private static final LogEntry GOAL = ours(1, "a");

  @Test
  void snapshotKnowsOfItsOwnEarlierCommits() {
    assertThat(Rewind.isOfSnapshot(ours(2, "b"), SINK, 2)).isTrue();
    assertThat(Rewind.isOfSnapshot(ours(2, "b"), SINK, 1)).isFalse();
    assertThat(Rewind.isOfSnapshot(foreign(2), SINK, 2)).isFalse();
    assertThat(Rewind.isOfSnapshot(ours(2, "b"), SECOND, 2)).isFalse();
  }

  @Test
  void newestEpochIsTheOneThatWasOpenedLast() {
    assertThat(rewind(Map.of(), tail()).newestEpoch()).isEqualTo(SINK);
    Rewind twice = rewind(Map.of(SINK, 5L, THIRD, 1L, SECOND, 9L), tail());
    assertThat(twice.newestEpoch()).isEqualTo(THIRD);
    assertThat(twice.nextEpoch("run3")).isEqualTo(SINK.atEpoch(3, "run3"));
  }

  @Test
  void versionOfTheSnapshotIsThatOfItsLastCommit() {
    assertThat(rewind(Map.of(SINK, 2L), tail(ours(2, "b"))).versionOfSnapshot()).hasValue(1);
  }

  /** Others may have committed before this sink did for the first time. */
  @Test
  void snapshotWithoutACommitBelongsToTheVersionBeforeTheFirst() {
    LogTail tail = tailWithoutGoal(false, ours(5, "c"), foreign(4), ours(3, "b"), foreign(2));
    Rewind rewind = rewind(Map.of(SINK, 5L), tail);
    assertThat(rewind.versionOfSnapshot()).hasValue(2);
    assertThat(rewind(Map.of(), tailWithoutGoal(false, foreign(2))).versionOfSnapshot()).isEmpty();
    LogTail cleaned = tailWithoutGoal(true, ours(5, "c"));
    assertThat(rewind(Map.of(SINK, 5L), cleaned).versionOfSnapshot()).isEmpty();
  }

  @Test
  void jobGoesOnFromWhatTheTableStillHolds() {
    LogTail tail = tail(ours(2, "b"));
    assertThat(rewind(Map.of(SINK, 2L), tail).objectionToGoingOn()).isEmpty();
    assertThat(rewind(Map.of(SINK, Fence.keepingUpTo(1)), tail).objectionToGoingOn()).isEmpty();
    assertThat(rewind(Map.of(SINK, Fence.keepingNone()), tail).objectionToGoingOn())
        .hasValue(
            "the table was taken back to checkpoint 0 since, so what checkpoint 1 builds on is no longer there");
    assertThat(rewind(Map.of(), tail).objectionToGoingOn()).as("forgotten").isEmpty();
  }

  @Test
  void logThatWasCleanedSaysTooLittle() {
    LogTail tail = tailWithoutGoal(true, ours(5, "c"), ours(4, "b"));
    assertThat(rewind(Map.of(SINK, 5L), tail).objectionToGoingOn())
        .hasValue("the log entries of that time, up to version 3, have been cleaned away");
  }

  @Test
  void rowsOfTheSnapshotMustHaveComeIntoTheTable() {
    LogTail tail = tail(ours(2, "b"));
    assertThat(new Rewind(SINK, 3, OptionalLong.of(2), Map.of(), tail).objectionToGoingOn())
        .hasValueSatisfying(
            reason -> assertThat(reason).startsWith("the rows of its checkpoint 2 never came"));
    assertThat(new Rewind(SINK, 3, OptionalLong.of(1), Map.of(), tail).objectionToGoingOn())
        .isEmpty();
    assertThat(new Rewind(SINK, 3, OptionalLong.empty(), Map.of(), tail).objectionToGoingOn())
        .isEmpty();
  }

  @Test
  void versionsOfThisSinkAloneAreTakenBack() {
    assertThat(objectionTo(ours(2, "b"))).isEmpty();
    assertThat(objectionTo(epoch(SECOND, 2, "b"))).isEmpty();
    assertThat(objectionTo(foreign(2))).hasValue("version 2 is not of this sink");
    assertThat(objectionTo(entry(SINK, 2, Set.of("b"), Set.of(), true)))
        .hasValue("version 2 changed the table's schema or properties");
    assertThat(objectionTo(entry(SINK, 2, Set.of("b"), Set.of("a"), false)))
        .hasValue("version 2 took older rows out");
    assertThat(objectionTo(entry(SINK, 3, Set.of(), Set.of("b"), false), ours(2, "b"))).isEmpty();
  }

  @Test
  void restoringTakesOutWhatCameLaterAndIsStillThere() {
    LogTail tail = tail(entry(SINK, 4, Set.of(), Set.of("b"), false), ours(3, "c"), ours(2, "b"));
    StepBack step = rewind(Map.of(SINK, 4L), tail).restoring(SECOND);
    assertThat(step)
        .isEqualTo(
            new StepBack(
                4,
                new TransactionId("sink~1-run1", 1),
                List.of(new TransactionId("sink", Fence.keepingUpTo(1))),
                Set.of("c")));
  }

  @Test
  void appendingClosesTheOldLineAndLeavesItsRows() {
    StepBack step = rewind(Map.of(SINK, 2L), tail(ours(2, "b"))).appending(SECOND);
    assertThat(step)
        .isEqualTo(
            new StepBack(
                2,
                new TransactionId("sink~1-run1", 1),
                List.of(new TransactionId("sink", Fence.keepingAll())),
                Set.of()));
  }

  @Test
  void newEpochBeginsWithTheLastCommitOfItsOwnSink() {
    LogEntry shared =
        new LogEntry(
            1,
            List.of(new TransactionId("sink", 1), new TransactionId("other", 7)),
            Set.of("a"),
            Set.of(),
            false);
    LogTail tail = new LogTail(1, Optional.of(shared), List.of(), false);
    assertThat(rewind(Map.of(SINK, 1L), tail).appending(SECOND).transaction().version())
        .isEqualTo(1);
  }

  @Test
  void laterEpochsLoseAllAndEarlierOnesNothing() {
    Map<SinkId, Long> epochs = Map.of(SINK, 1L, SECOND, 4L, THIRD, 3L);
    Rewind rewind = new Rewind(SECOND, 2, OptionalLong.empty(), epochs, tail(ours(2, "b")));
    assertThat(rewind.restoring(SINK.atEpoch(3, "run3")).others())
        .containsExactlyInAnyOrder(
            new TransactionId(SECOND.value(), Fence.keepingUpTo(2)),
            new TransactionId(THIRD.value(), Fence.keepingNone()));
  }

  /** Numbers only rise. */
  @Test
  void fenceThatIsHigherStays() {
    Map<SinkId, Long> epochs = Map.of(SINK, Fence.keepingUpTo(1), SECOND, 3L);
    assertThat(rewind(epochs, tail(ours(2, "b"))).restoring(THIRD).others())
        .containsExactly(new TransactionId(SECOND.value(), Fence.keepingNone()));
  }

  @Test
  void epochThatThisRunHasOpenedIsTakenUpAgain() {
    Map<SinkId, Long> opened = Map.of(SINK, Fence.keepingUpTo(1), SECOND, 1L);
    assertThat(rewind(opened, tail()).openedBefore("run1")).contains(SECOND);
    assertThat(rewind(opened, tail()).openedBefore("run2")).isEmpty();
    Map<SinkId, Long> committed = Map.of(SINK, Fence.keepingUpTo(1), SECOND, 2L);
    assertThat(rewind(committed, tail()).openedBefore("run1")).isEmpty();
    assertThat(rewind(Map.of(), tail()).openedBefore("run1")).isEmpty();
  }

  private static Optional<String> objectionTo(LogEntry... later) {
    Rewind rewind = rewind(Map.of(SINK, 2L), tail(later));
    assertThat(rewind.objectionToGoingOn()).isEmpty();
    return rewind.objectionToRestoring();
  }

  private static Rewind rewind(Map<SinkId, Long> epochs, LogTail tail) {
    return new Rewind(SINK, 1, OptionalLong.of(1), epochs, tail);
  }

  private static LogTail tail(LogEntry... later) {
    long version = later.length == 0 ? GOAL.version() : later[0].version();
    return new LogTail(version, Optional.of(GOAL), Arrays.asList(later), false);
  }

  private static LogTail tailWithoutGoal(boolean cleaned, LogEntry... later) {
    return new LogTail(later[0].version(), Optional.empty(), Arrays.asList(later), cleaned);
  }

  private static LogEntry ours(long version, String file) {
    return epoch(SINK, version, file);
  }

  private static LogEntry foreign(long version) {
    return epoch(new SinkId("other"), version, "foreign");
  }

  private static LogEntry epoch(SinkId sink, long version, String file) {
    return entry(sink, version, Set.of(file), Set.of(), false);
  }

  private static LogEntry entry(
      SinkId sink, long version, Set<String> added, Set<String> removed, boolean changesTable) {
    return new LogEntry(
        version, List.of(new TransactionId(sink.value(), version)), added, removed, changesTable);
  }
}
