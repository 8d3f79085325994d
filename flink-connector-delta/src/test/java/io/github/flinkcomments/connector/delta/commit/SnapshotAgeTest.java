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

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotAgeTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** A tenth is left for clocks that differ. */
  @ParameterizedTest
  @CsvSource({"0, true", "89999, true", "90000, false", "200000, false", "-1000, true"})
  void isSafeForMostOfTheRetention(long milliseconds, boolean safe) {
    SnapshotAge age = new SnapshotAge(Optional.of(NOW.minusMillis(milliseconds)), NOW);
    assertThat(age.value()).contains(Duration.ofMillis(milliseconds));
    assertThat(age.isSafe(Optional.of(Duration.ofSeconds(100)))).isEqualTo(safe);
  }

  @Test
  void isSafeWhereTransactionsAreRememberedForEver() {
    assertThat(new SnapshotAge(Optional.of(Instant.EPOCH), NOW).isSafe(Optional.empty())).isTrue();
    assertThat(new SnapshotAge(Optional.empty(), NOW).isSafe(Optional.empty())).isTrue();
  }

  @Test
  void isNotSafeIfItIsNotTold() {
    SnapshotAge unknown = new SnapshotAge(Optional.empty(), NOW);
    assertThat(unknown.value()).isEmpty();
    assertThat(unknown.isSafe(Optional.of(Duration.ofDays(30)))).isFalse();
  }
}
