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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real enumerator, readers and walks against APIs that seeds draw, through everything that can
 * happen to them. Each failure tells its seed; {@code -Dwalks.seed} repeats it with its steps.
 */
@Tag("slow")
class WalkSimulationTest {

  /** Fewer cannot have met everything. */
  private static final int ENOUGH_SCHEDULES = 20_000;

  private static final int SCHEDULES = Integer.getInteger("walks.schedules", ENOUGH_SCHEDULES);

  /** In every build. */
  private static final int FEW_SCHEDULES = Math.min(1_000, SCHEDULES);

  private static final int LEAST = 100;

  @Test
  @DisabledIfSystemProperty(named = "walks.seed", matches = ".*")
  void everyRecordIsEmittedOnceOrAnErrorSaysWhyNot() {
    run(FEW_SCHEDULES);
  }

  /** Those of {@link #everyRecordIsEmittedOnceOrAnErrorSaysWhyNot} and many more. */
  @Test
  @Tag("heavy")
  @DisabledIfSystemProperty(named = "walks.seed", matches = ".*")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void manySchedulesMeetEverything() {
    Tally tally = run(SCHEDULES);
    System.out.printf("%,d schedules of walks:%n%s%n", SCHEDULES, tally);
    if (SCHEDULES >= ENOUGH_SCHEDULES) {
      assertThat(everything())
          .allSatisfy(
              value ->
                  assertThat(tally.count(value))
                      .as("%s %s", value.getDeclaringClass().getSimpleName(), value)
                      .isGreaterThanOrEqualTo(LEAST));
    }
  }

  private static Tally run(int schedules) {
    Tally tally = new Tally();
    for (long seed = 1; seed <= schedules; seed++) {
      tally.add(Schedule.run(seed, SeededBug.NONE).tally());
    }
    return tally;
  }

  private static List<Enum<?>> everything() {
    return Stream.<Enum<?>[]>of(
            Shape.Paging.values(),
            Shape.End.values(),
            Shape.TokenFrom.values(),
            Shape.TokenTo.values(),
            Shape.SizeTold.values(),
            Shape.Hidden.values(),
            Shape.Totals.values(),
            Shape.PastTheEnd.values(),
            Shape.Keys.values(),
            Shape.Sharing.values(),
            Shape.Drift.values(),
            Event.values())
        .flatMap(Stream::of)
        .toList();
  }

  @Test
  @EnabledIfSystemProperty(named = "walks.seed", matches = ".*")
  void oneSeedRepeats() {
    System.out.println(
        String.join("\n", Schedule.run(Long.getLong("walks.seed"), SeededBug.NONE).trace()));
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 9, 29})
  void aSeedDoesTheSameAgain(long seed) {
    assertThat(Schedule.run(seed, SeededBug.NONE).trace())
        .isEqualTo(Schedule.run(seed, SeededBug.NONE).trace());
  }
}
