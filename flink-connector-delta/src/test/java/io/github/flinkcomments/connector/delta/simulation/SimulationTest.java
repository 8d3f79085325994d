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
package io.github.flinkcomments.connector.delta.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.commit.RewindMode;
import io.github.flinkcomments.connector.delta.simulation.FaultPoint.Access;
import io.github.flinkcomments.connector.delta.simulation.FaultPoint.FileKind;
import io.github.flinkcomments.connector.delta.simulation.FaultPoint.Moment;
import io.github.flinkcomments.connector.delta.simulation.Simulation.Report;
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
 * Lives of jobs over a store that fails, from seeds: see {@code docs/simulation.md}. With {@code
 * -Dsimulation.seed=…} only that one runs, and tells its steps; {@code -Dsimulation.schedules=…}
 * says how many run otherwise.
 */
@Tag("slow")
class SimulationTest {

  private static final long FIRST_SEED = 1;

  /** Fewer cannot have met everything. */
  private static final int ENOUGH_SCHEDULES = 20_000;

  private static final int SCHEDULES = Integer.getInteger("simulation.schedules", ENOUGH_SCHEDULES);

  /** In every build. */
  private static final int FEW_SCHEDULES = Math.min(500, SCHEDULES);

  private static final int LEAST_HITS = 100;
  private static final Variant.Source SOUND = (table, writersWithState) -> new Variant();

  @Test
  @DisabledIfSystemProperty(named = "simulation.seed", matches = ".*")
  void everyLifeIsExactOrStopsAsItMust() {
    Report report = Simulation.run(FIRST_SEED, FEW_SCHEDULES, SOUND);
    assertThat(report.schedules()).isEqualTo(FEW_SCHEDULES);
  }

  /** Those of {@link #everyLifeIsExactOrStopsAsItMust} and many more. */
  @Test
  @Tag("heavy")
  @DisabledIfSystemProperty(named = "simulation.seed", matches = ".*")
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void manyLivesMeetEveryAccess() {
    Report report = Simulation.run(FIRST_SEED, SCHEDULES, SOUND);
    System.out.println(report);
    assertThat(report.schedules()).isEqualTo(SCHEDULES);
    if (SCHEDULES >= ENOUGH_SCHEDULES) {
      assertThat(report.steps()).containsOnlyKeys(Step.values());
      assertThat(report.stops()).containsOnlyKeys(StopCause.values());
      assertThat(report.wentBack()).containsOnlyKeys(RewindMode.RESTORE, RewindMode.APPEND);
      assertThat(report.faults().accesses()).containsKeys(mustBeMet());
      assertThat(report.faults().accesses().keySet())
          .allSatisfy(
              point ->
                  assertThat(report.faults().hits(point))
                      .as(point.toString())
                      .isGreaterThanOrEqualTo(LEAST_HITS));
    }
  }

  /** What a table needs of a store. Whatever else is met must fail as often. */
  private static FaultPoint[] mustBeMet() {
    return Stream.of(Moment.values())
        .flatMap(
            moment ->
                Stream.of(
                    new FaultPoint(Access.CHECK, moment, FileKind.TABLE),
                    new FaultPoint(Access.LIST, moment, FileKind.LOG),
                    new FaultPoint(Access.LOOK, moment, FileKind.LOG_ENTRY),
                    new FaultPoint(Access.OPEN, moment, FileKind.LOG_ENTRY),
                    new FaultPoint(Access.READ, moment, FileKind.LOG_ENTRY),
                    new FaultPoint(Access.PUT, moment, FileKind.LOG_ENTRY),
                    new FaultPoint(Access.WRITE, moment, FileKind.LOG_ENTRY),
                    new FaultPoint(Access.OPEN, moment, FileKind.LOG_CHECKPOINT),
                    new FaultPoint(Access.READ, moment, FileKind.LOG_CHECKPOINT),
                    new FaultPoint(Access.PUT, moment, FileKind.LOG_CHECKPOINT),
                    new FaultPoint(Access.WRITE, moment, FileKind.LOG_CHECKPOINT),
                    new FaultPoint(Access.OPEN, moment, FileKind.LAST_CHECKPOINT),
                    new FaultPoint(Access.READ, moment, FileKind.LAST_CHECKPOINT),
                    new FaultPoint(Access.PUT, moment, FileKind.LAST_CHECKPOINT),
                    new FaultPoint(Access.WRITE, moment, FileKind.LAST_CHECKPOINT),
                    new FaultPoint(Access.WRITE, moment, FileKind.CHECKSUM),
                    new FaultPoint(Access.OPEN, moment, FileKind.CHECKSUM),
                    new FaultPoint(Access.READ, moment, FileKind.CHECKSUM),
                    new FaultPoint(Access.PUT, moment, FileKind.CHECKSUM),
                    new FaultPoint(Access.CREATE, moment, FileKind.DATA_FILE),
                    new FaultPoint(Access.WRITE, moment, FileKind.DATA_FILE),
                    new FaultPoint(Access.FINISH, moment, FileKind.DATA_FILE),
                    new FaultPoint(Access.DISCARD, moment, FileKind.DATA_FILE),
                    new FaultPoint(Access.LOOK, moment, FileKind.DATA_FILE),
                    new FaultPoint(Access.LIST, moment, FileKind.TABLE),
                    new FaultPoint(Access.DELETE, moment, FileKind.DATA_FILE)))
        .toArray(FaultPoint[]::new);
  }

  @Test
  @EnabledIfSystemProperty(named = "simulation.seed", matches = ".*")
  void oneSeedRepeats() {
    System.out.println(
        String.join("\n", Schedule.run(Long.getLong("simulation.seed"), SOUND).trace()));
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 9, 29})
  void aSeedDoesTheSameAgain(long seed) {
    Tally faults = Schedule.run(seed, SOUND).faults();
    assertThat(Schedule.run(seed, SOUND).faults()).isEqualTo(faults);
  }
}
