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

import io.github.flinkcomments.connector.rest.source.simulation.Shape.Paging;
import io.github.flinkcomments.connector.rest.source.simulation.Shape.Sharing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a table would hold: records in the order in which they were emitted, without those that a
 * failure takes back. Each has to be the one that follows in its slice.
 */
final class Line {

  private record Emitted(int subtask, String slice, String id) {}

  private final SimulatedApi api;
  private final boolean snapshots;
  private final boolean unordered;
  private final List<Emitted> emitted = new ArrayList<>();
  private int committed;

  Line(SimulatedApi api, Shape shape) {
    this.api = api;
    this.snapshots = shape.paging() == Paging.NONE;
    // Where records may be passed over, no one has to follow.
    this.unordered = shape.sharing() != Sharing.WHOLE || shape.fullPageIsUnknown();
  }

  void emit(int subtask, String id) {
    String slice = id.substring(0, id.lastIndexOf('-'));
    if (!api.hasShrunk(slice)) {
      check(slice, id);
    }
    emitted.add(new Emitted(subtask, slice, id));
  }

  private void check(String slice, String id) {
    List<String> expected = api.visible(slice, api.rows(slice));
    if (unordered) {
      if (of(slice).contains(id) || !expected.contains(id)) {
        throw new Violation("record %s was emitted twice, or is hidden".formatted(id));
      }
      return;
    }
    int next = read(slice, expected);
    boolean follows = next < expected.size() && expected.get(next).equals(id);
    boolean beginsAgain = snapshots && expected.get(0).equals(id);
    if (!follows && !beginsAgain) {
      throw new Violation(
          of(slice).contains(id)
              ? "record %s was emitted twice, after %s".formatted(id, of(slice))
              : "record %s was emitted where %s follows"
                  .formatted(id, next < expected.size() ? expected.get(next) : "none"));
    }
  }

  /** How many of a slice's first rows are not there. */
  int missing(String slice, int rows) {
    List<String> expected = api.visible(slice, rows);
    if (snapshots) {
      return Math.max(0, expected.size() - read(slice));
    }
    Set<String> there = new HashSet<>(of(slice));
    return (int) expected.stream().filter(id -> !there.contains(id)).count();
  }

  /** Whether the last record of a slice that is there is none that the API has. */
  boolean lastIsDeleted(String slice) {
    List<String> there = of(slice);
    return !there.isEmpty()
        && !api.visible(slice, api.rows(slice)).contains(there.get(there.size() - 1));
  }

  private List<String> of(String slice) {
    return emitted.stream()
        .filter(record -> record.slice().equals(slice))
        .map(Emitted::id)
        .toList();
  }

  int size() {
    return emitted.size();
  }

  /**
   * A checkpoint that was started after so many records is complete.
   *
   * @return whether no record more was allowed
   */
  boolean commit(int records, long quota) {
    int since = records - committed;
    if (since > quota) {
      throw new Violation(
          "%d records came between two completed checkpoints, and the quota is %d"
              .formatted(since, quota));
    }
    committed = records;
    return since == quota;
  }

  /** What a reader has emitted since the last completed checkpoint is taken back. */
  void takeBack(int subtask) {
    emitted.subList(committed, emitted.size()).removeIf(record -> record.subtask() == subtask);
  }

  /** What was emitted since a checkpoint is taken back. */
  void takeBackTo(int records) {
    emitted.subList(records, emitted.size()).clear();
    committed = records;
  }

  /** Records of a slice that are there; of the last snapshot, where there are snapshots. */
  int read(String slice) {
    return read(slice, api.visible(slice, api.rows(slice)));
  }

  private int read(String slice, List<String> expected) {
    int read = 0;
    for (int i = emitted.size() - 1; i >= 0; i--) {
      if (emitted.get(i).slice().equals(slice)) {
        if (snapshots) {
          return expected.indexOf(emitted.get(i).id()) + 1;
        }
        read++;
      }
    }
    return read;
  }

  /** Checks that the last snapshot, which is whole, was not emitted twice. */
  void checkSnapshots() {
    Map<String, Integer> run = new HashMap<>();
    Map<String, Integer> runBefore = new HashMap<>();
    for (Emitted record : emitted) {
      String slice = record.slice();
      if (record.id().equals(slice + "-0")) {
        runBefore.put(slice, run.getOrDefault(slice, 0));
        run.put(slice, 0);
      }
      run.merge(slice, 1, Integer::sum);
    }
    run.forEach(
        (slice, records) -> {
          if (records.equals(runBefore.get(slice))) {
            throw new Violation("an unchanged snapshot of %s was emitted again".formatted(slice));
          }
        });
  }
}
