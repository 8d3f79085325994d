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

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often each event, and each value of each axis, was met. */
final class Tally {

  private final Map<Enum<?>, Long> counts =
      new TreeMap<>(
          Comparator.<Enum<?>, String>comparing(value -> value.getDeclaringClass().getSimpleName())
              .thenComparing(Enum::ordinal));

  void add(Enum<?> met) {
    counts.merge(met, 1L, Long::sum);
  }

  void add(Shape shape) {
    add(shape.paging());
    add(shape.end());
    add(shape.tokenFrom());
    add(shape.tokenTo());
    add(shape.sizeTold());
    add(shape.hidden());
    add(shape.totals());
    add(shape.pastTheEnd());
    add(shape.keys());
    add(shape.sharing());
    add(shape.drift());
  }

  void add(Tally other) {
    other.counts.forEach((met, count) -> counts.merge(met, count, Long::sum));
  }

  long count(Enum<?> met) {
    return counts.getOrDefault(met, 0L);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tally tally && counts.equals(tally.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  /** A table, one value a line. */
  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(
            met ->
                "  %-12s %-34s %,11d"
                    .formatted(
                        met.getKey().getDeclaringClass().getSimpleName(),
                        met.getKey(),
                        met.getValue()))
        .collect(Collectors.joining("\n"));
  }
}
