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

import io.github.flinkcomments.connector.delta.commit.RewindMode;
import io.github.flinkcomments.connector.delta.simulation.Schedule.Result;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Many schedules, each from its seed. */
final class Simulation {

  /**
   * What became of them.
   *
   * @param schedules how many ran
   * @param stops in how many a job stopped for good, as it must, and for what
   * @param wentBack in how many a job went back, and how
   * @param steps how often each kind was taken
   * @param faults how often each kind of access took place, and failed
   */
  record Report(
      int schedules,
      Map<StopCause, Integer> stops,
      Map<RewindMode, Integer> wentBack,
      Map<Step, Integer> steps,
      Tally faults) {

    static Report nothing() {
      return new Report(0, Map.of(), Map.of(), Map.of(), Tally.nothing());
    }

    Report with(Result result) {
      return plus(
          new Report(
              1, once(result.stops()), once(result.wentBack()), result.steps(), result.faults()));
    }

    Report plus(Report other) {
      return new Report(
          schedules + other.schedules,
          sum(stops, other.stops),
          sum(wentBack, other.wentBack),
          sum(steps, other.steps),
          faults.plus(other.faults));
    }

    private static <K> Map<K, Integer> once(Set<K> kinds) {
      return kinds.stream().collect(Collectors.toMap(kind -> kind, kind -> 1));
    }

    private static <K extends Comparable<K>> Map<K, Integer> sum(
        Map<K, Integer> some, Map<K, Integer> others) {
      Map<K, Integer> all = new TreeMap<>(some);
      others.forEach((kind, count) -> all.merge(kind, count, Integer::sum));
      return all;
    }

    @Override
    public String toString() {
      return "%,d schedules, 0 violations%njobs stopped for good, as they must, in: %s%njobs went back in: %s%nsteps: %s%nfaults:%n%s"
          .formatted(schedules, stops, wentBack, steps, faults);
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
