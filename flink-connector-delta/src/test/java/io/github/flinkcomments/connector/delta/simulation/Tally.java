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

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often a store was used, and failed.
 *
 * @param accesses of each kind, whether or not it failed
 * @param hits those that failed
 */
record Tally(Map<FaultPoint, Integer> accesses, Map<FaultPoint, Integer> hits) {

  static Tally nothing() {
    return new Tally(Map.of(), Map.of());
  }

  Tally plus(Tally other) {
    return new Tally(sum(accesses, other.accesses), sum(hits, other.hits));
  }

  private static Map<FaultPoint, Integer> sum(
      Map<FaultPoint, Integer> some, Map<FaultPoint, Integer> others) {
    Map<FaultPoint, Integer> all = new HashMap<>(some);
    others.forEach((point, count) -> all.merge(point, count, Integer::sum));
    return all;
  }

  int hits(FaultPoint point) {
    return hits.getOrDefault(point, 0);
  }

  /** A table, one kind of access a line. */
  @Override
  public String toString() {
    return new TreeMap<>(accesses)
        .entrySet().stream()
            .map(met -> row(met.getKey(), met.getValue()))
            .collect(Collectors.joining("\n"));
  }

  private String row(FaultPoint point, int count) {
    return "  %-32s %,9d of %,11d".formatted(point, hits(point), count);
  }
}
