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

import static io.github.flinkcomments.connector.delta.commit.CommitDecision.ALREADY_COMMITTED;
import static io.github.flinkcomments.connector.delta.commit.CommitDecision.COMMIT;
import static io.github.flinkcomments.connector.delta.commit.CommitDecision.FOREIGN_WRITER;
import static io.github.flinkcomments.connector.delta.commit.CommitDecision.REWIND;
import static io.github.flinkcomments.connector.delta.commit.CommitScope.CHECKPOINT;
import static io.github.flinkcomments.connector.delta.commit.CommitScope.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CommitRuleTest {

  private static final OptionalLong NOTHING = OptionalLong.empty();

  private final CommitRule fresh = CommitRule.startingFrom(NOTHING);
  private final CommitRule restoredFrom5 = CommitRule.startingFrom(OptionalLong.of(5));

  @Test
  void aFreshRunCommits() {
    assertThat(fresh.decide(CHECKPOINT, 1, NOTHING)).isEqualTo(COMMIT);
  }

  @Test
  void aRunGoesOnAfterItsOwnCommits() {
    assertThat(fresh.afterCommitOf(1).decide(CHECKPOINT, 2, OptionalLong.of(1))).isEqualTo(COMMIT);
  }

  @Test
  void whatTheRestoredStateHoldsIsCommittedIfTheTableHasItNot() {
    assertThat(restoredFrom5.decide(CHECKPOINT, 5, OptionalLong.of(4))).isEqualTo(COMMIT);
    assertThat(restoredFrom5.decide(CHECKPOINT, 5, NOTHING)).isEqualTo(COMMIT);
  }

  @Test
  void whatTheRestoredStateHoldsIsSkippedIfTheTableHasIt() {
    assertThat(restoredFrom5.decide(CHECKPOINT, 5, OptionalLong.of(5)))
        .isEqualTo(ALREADY_COMMITTED);
    assertThat(restoredFrom5.decide(CHECKPOINT, 4, OptionalLong.of(5)))
        .isEqualTo(ALREADY_COMMITTED);
  }

  @Test
  void anOlderSnapshotThanTheTableIsARewind() {
    assertThat(restoredFrom5.isRewind(OptionalLong.of(6))).isTrue();
    assertThat(restoredFrom5.isRewind(OptionalLong.of(5))).isFalse();
    assertThat(restoredFrom5.isRewind(NOTHING)).isFalse();
    assertThat(fresh.isRewind(NOTHING)).isFalse();
  }

  @Test
  void aRewindIsNeverTakenForCommittedAlready() {
    assertThat(restoredFrom5.decide(CHECKPOINT, 5, OptionalLong.of(6))).isEqualTo(REWIND);
  }

  @Test
  void anotherJobUnderOurIdIsNoticedAtItsOwnNumber() {
    assertThat(restoredFrom5.decide(CHECKPOINT, 6, OptionalLong.of(6))).isEqualTo(FOREIGN_WRITER);
  }

  /** A fork whose last checkpoint was empty has no such number in the table, and is one still. */
  @Test
  void anotherJobUnderOurIdIsNoticedAtALowerNumberThatIsNotOurs() {
    assertThat(restoredFrom5.decide(CHECKPOINT, 7, OptionalLong.of(6))).isEqualTo(FOREIGN_WRITER);
  }

  @Test
  void aBatchJobThatIsDoneIsDone() {
    assertThat(fresh.decide(JOB, 1, NOTHING)).isEqualTo(COMMIT);
    assertThat(fresh.decide(JOB, 1, OptionalLong.of(1))).isEqualTo(ALREADY_COMMITTED);
  }

  @Test
  void aCommitThatTheRunKnowsOfTellsNothingNew() {
    assertThat(restoredFrom5.afterCommitOf(5)).isEqualTo(restoredFrom5);
    assertThat(restoredFrom5.afterCommitOf(4)).isEqualTo(restoredFrom5);
    assertThat(restoredFrom5.afterCommitOf(6))
        .isEqualTo(CommitRule.startingFrom(OptionalLong.of(6)));
  }

  @Test
  void anotherNumberThanThatOfTheCommitBeforeIsAnInterruption() {
    assertThat(CommitRule.isInterrupted(OptionalLong.of(4), OptionalLong.of(5))).isTrue();
    assertThat(CommitRule.isInterrupted(OptionalLong.of(4), OptionalLong.of(4))).isFalse();
    assertThat(CommitRule.isInterrupted(OptionalLong.of(4), NOTHING)).as("forgotten").isFalse();
    assertThat(CommitRule.isInterrupted(NOTHING, OptionalLong.of(5))).as("the first").isFalse();
  }
}
