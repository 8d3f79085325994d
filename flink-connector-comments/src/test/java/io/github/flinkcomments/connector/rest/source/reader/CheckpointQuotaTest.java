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
package io.github.flinkcomments.connector.rest.source.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;

class CheckpointQuotaTest {

  private final CheckpointQuota quota = CheckpointQuota.shareOf(10, 0, 1);

  @Property
  void sharesAddUpToTheLimit(
      @ForAll @IntRange(min = 1, max = 100) int limit,
      @ForAll @IntRange(min = 1, max = 20) int parallelism) {
    int sum =
        IntStream.range(0, parallelism)
            .map(subtask -> CheckpointQuota.shareOf(limit, subtask, parallelism).acquire(limit))
            .sum();
    assertThat(sum).isEqualTo(limit);
  }

  @Test
  void givesTheShareAndThenNothing() {
    assertThat(quota.acquire(6)).isEqualTo(6);
    assertThat(quota.acquire(6)).isEqualTo(4);
    assertThat(quota.acquire(6)).isZero();
    assertThat(quota.opened()).isNotDone();
  }

  @Test
  void opensWhenACheckpointCompletes() {
    emit(quota.acquire(10));
    quota.checkpointStarted(1);
    assertThat(quota.acquire(1)).isZero();
    quota.checkpointCompleted(1);
    assertThat(quota.opened()).isDone();
    assertThat(quota.acquire(20)).isEqualTo(10);
  }

  @Test
  void staysShutWhenACheckpointIsDeclined() {
    emit(quota.acquire(10));
    quota.checkpointStarted(1);
    quota.checkpointStarted(2);
    assertThat(quota.acquire(1)).isZero();
    quota.checkpointCompleted(2);
    assertThat(quota.acquire(20)).isEqualTo(10);
  }

  @Test
  void rowsHandedOverButNotYetEmittedCountForTheNextCheckpoint() {
    emit(quota.acquire(10) - 4);
    quota.checkpointStarted(1);
    quota.checkpointCompleted(1);
    assertThat(quota.acquire(20)).isEqualTo(6);
  }

  @Test
  void aCheckpointThatCompletesBeforeTheFirstRecordGivesNothingAway() {
    quota.checkpointStarted(1);
    quota.checkpointCompleted(1);
    assertThat(quota.acquire(20)).isEqualTo(10);
  }

  @Test
  void aNotificationOfAnEarlierAttemptIsIgnored() {
    emit(quota.acquire(10));
    quota.checkpointCompleted(77);
    assertThat(quota.acquire(1)).isZero();
  }

  @Property
  void noTwoCompletedCheckpointsAreFurtherApartThanTheLimit(
      @ForAll List<@IntRange(min = 0, max = 3) Integer> actions) {
    CheckpointQuota tested = CheckpointQuota.shareOf(10, 0, 1);
    long handedOver = 0;
    long emitted = 0;
    long checkpoint = 0;
    long emittedAtCompleted = 0;
    for (int action : actions) {
      switch (action) {
        case 0 -> handedOver += tested.acquire(7);
        case 1 -> {
          for (; emitted < handedOver - handedOver % 3; emitted++) {
            tested.recordEmitted();
          }
        }
        case 2 -> tested.checkpointStarted(++checkpoint);
        default -> {
          tested.checkpointStarted(++checkpoint);
          assertThat(emitted - emittedAtCompleted).isLessThanOrEqualTo(10);
          emittedAtCompleted = emitted;
          tested.checkpointCompleted(checkpoint);
        }
      }
    }
  }

  @Test
  void aReaderWithoutShareRefusesARange() {
    assertThatThrownBy(() -> CheckpointQuota.shareOf(2, 2, 3).requireShare())
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessageContaining("scan.max-records-per-checkpoint");
  }

  private void emit(int records) {
    IntStream.range(0, records).forEach(i -> quota.recordEmitted());
  }
}
