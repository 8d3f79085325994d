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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rows of one source, as one version of the table after the other brings them in and takes them
 * out.
 *
 * <p>A line is what was brought in since the table went back last, or since its beginning. Whatever
 * happens, a line has each row once and no gaps, and begins where a job was restored to.
 */
final class SourceRows {

  private final RowSource source;
  private final Map<Long, Integer> inTable = new TreeMap<>();
  private final List<Long> line = new ArrayList<>();
  private final Set<Long> versions = new HashSet<>();
  private boolean wentBack;

  SourceRows(RowSource source) {
    this.source = source;
  }

  void add(long version, List<Long> positions) {
    versions.add(version);
    positions.forEach(position -> inTable.merge(position, 1, Integer::sum));
    line.addAll(positions);
  }

  void remove(List<Long> positions) {
    positions.forEach(
        position ->
            inTable.computeIfPresent(position, (same, count) -> count > 1 ? count - 1 : null));
  }

  /** A job has closed the line that there was. */
  void goBack() {
    wentBack = true;
    line.clear();
  }

  RowSource source() {
    return source;
  }

  /** How many versions brought rows in. */
  int versions() {
    return versions.size();
  }

  boolean wentBack() {
    return wentBack;
  }

  /** How many different rows the table holds. */
  long count() {
    return inTable.size();
  }

  /** The row after the last one of the line that is open. */
  long end() {
    return line.isEmpty() || source.mode() != RewindMode.APPEND
        ? count()
        : Collections.max(line) + 1;
  }

  /** What is wrong with the rows, if anything is. */
  Optional<String> complaint() {
    long expected = 0;
    for (Map.Entry<Long, Integer> row : inTable.entrySet()) {
      if (row.getKey() != expected) {
        return Optional.of("row %d of %s is missing".formatted(expected, source));
      }
      if (row.getValue() > 1 && source.mode() != RewindMode.APPEND) {
        return Optional.of("row %d of %s is there twice".formatted(expected, source));
      }
      expected++;
    }
    return complaintAboutLine();
  }

  private Optional<String> complaintAboutLine() {
    if (line.isEmpty()) {
      return Optional.empty();
    }
    Collections.sort(line);
    long first = line.get(0);
    if (wentBack ? !source.wasRestoredTo(first) : first > 0) {
      return Optional.of("rows of %s go on with %d".formatted(source, first));
    }
    for (int index = 0; index < line.size(); index++) {
      if (line.get(index) != first + index) {
        return Optional.of(
            "row %d of %s was brought in %s since %d"
                .formatted(
                    Math.min(line.get(index), first + index),
                    source,
                    line.get(index) < first + index ? "twice" : "not at all",
                    first));
      }
    }
    return Optional.empty();
  }
}
