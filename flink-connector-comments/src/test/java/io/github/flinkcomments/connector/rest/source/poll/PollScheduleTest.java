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
package io.github.flinkcomments.connector.rest.source.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollScheduleTest {

  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private long now = 42;
  private final PollSchedule schedule = new PollSchedule(INTERVAL, PATIENCE, () -> now);

  @Test
  void theFirstPollIsDueAtOnce() {
    assertThat(schedule.untilDue()).isZero();
  }

  @Test
  void aSlowPollIsFollowedByAPauseAndNoBurst() {
    pass(Duration.ofMinutes(10));
    schedule.succeeded();
    assertThat(schedule.untilDue()).isEqualTo(INTERVAL);
    pass(Duration.ofSeconds(4));
    assertThat(schedule.untilDue()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void aJobWhoseFirstPollFailsFails() {
    assertThat(schedule.failed()).isFalse();
  }

  @Test
  void pollsThatFailLaterAreTriedOnAtGrowingPauses() {
    schedule.succeeded();
    assertThat(schedule.failed()).isTrue();
    assertThat(schedule.untilDue()).isEqualTo(Duration.ofSeconds(20));
    assertThat(schedule.failed()).isTrue();
    assertThat(schedule.untilDue()).isEqualTo(Duration.ofSeconds(40));
    assertThat(schedule.failed()).isTrue();
    assertThat(schedule.untilDue()).isEqualTo(Duration.ofMinutes(1));
    assertThat(schedule.failures()).isEqualTo(3);
    assertThat(schedule.succeeded()).isEqualTo(3);
    assertThat(schedule.failures()).isZero();
    assertThat(schedule.untilDue()).isEqualTo(INTERVAL);
  }

  @Test
  void butNotForEver() {
    schedule.succeeded();
    assertThat(schedule.failed()).isTrue();
    pass(PATIENCE.minusSeconds(1));
    assertThat(schedule.failed()).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(schedule.failed()).isFalse();
  }

  @Test
  void aSuccessBetweenThemBeginsAnew() {
    schedule.succeeded();
    schedule.failed();
    pass(PATIENCE);
    schedule.succeeded();
    assertThat(schedule.failed()).isTrue();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
