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

import io.github.flinkcomments.connector.delta.simulation.Schedule.Result;
import io.github.flinkcomments.connector.delta.simulation.Schedule.Step;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Many schedules, each from its seed. */
final class Simulation {

  /**
   * What became of them.
   *
   * @param schedules how many ran
   * @param stopped in how many a job stopped for good, as it must
   * @param steps how often each kind was taken
   * @param faults how often each kind of access took place, and failed
   */
  record Report(int schedules, int stopped, Map<Step, Integer> steps, Tally faults) {

    static Report nothing() {
      return new Report(0, 0, Map.of(), Tally.nothing());
    }

    Report with(Result result) {
      return plus(new Report(1, result.stopped() ? 1 : 0, result.steps(), result.faults()));
    }

    Report plus(Report other) {
      Map<Step, Integer> allSteps = new EnumMap<>(Step.class);
      steps.forEach((step, count) -> allSteps.merge(step, count, Integer::sum));
      other.steps.forEach((step, count) -> allSteps.merge(step, count, Integer::sum));
      return new Report(
          schedules + other.schedules,
          stopped + other.stopped,
          allSteps,
          faults.plus(other.faults));
    }

    @Override
    public String toString() {
      return "%,d schedules, 0 violations; in %,d of them a job stopped for good, as it must%nsteps: %s%nfaults:%n%s"
          .formatted(schedules, stopped, steps, faults);
    }
  }

  private Simulation() {}

  /** What the sink broke in one schedule, if it did. */
  static Optional<Violation> violation(long seed, Variant.Source variants) {
    try {
      Schedule.run(seed, variants);
      return Optional.empty();
    } catch (Violation e) {
      return Optional.of(e);
    }
  }

  /**
   * Runs schedules on all processors.
   *
   * @throws Violation of one of those that broke something
   */
  static Report run(long firstSeed, int schedules, Variant.Source variants) {
    return LongStream.range(firstSeed, firstSeed + schedules)
        .parallel()
        .mapToObj(seed -> Schedule.run(seed, variants))
        .map(Report.nothing()::with)
        .reduce(Report.nothing(), Report::plus);
  }
}
