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
package io.github.flinkcomments.connector.rest.record;

import com.fasterxml.jackson.core.JsonStreamContext;
import java.util.List;
import java.util.Optional;

/**
 * How far one body goes along a {@link RecordPath}. It counts the values at each stage, so that no
 * record goes missing because something on its way is missing.
 */
final class RecordTrail {

  /** What a value is to the path. */
  enum Visit {
    ELSEWHERE,
    ON_THE_WAY,
    RECORDS
  }

  private final RecordPath path;
  private final List<RecordPath.Stage> stages;
  private final int[] counts;

  RecordTrail(RecordPath path) {
    this.path = path;
    this.stages = path.stages();
    this.counts = new int[stages.size()];
  }

  RecordPath path() {
    return path;
  }

  /**
   * Takes notice of a value.
   *
   * @param holder context of the value
   * @throws PageWalk.ShapeException if the body has two values where the path begins
   */
  Visit visit(JsonStreamContext holder) throws PageWalk.ShapeException {
    for (int i = stages.size() - 1; i >= 0; i--) {
      if (stages.get(i).pointer().matches(holder, 0)) {
        counts[i]++;
        if (i == 0 && counts[0] > 1) {
          throw PageWalk.notRecords(path, "several");
        }
        return i == stages.size() - 1 ? Visit.RECORDS : Visit.ON_THE_WAY;
      }
    }
    return Visit.ELSEWHERE;
  }

  /** Says what the body lacks of the path; nothing if it has all. */
  Optional<String> lack() {
    if (counts[0] == 0) {
      return Optional.of(
          "The body has nothing at '%s', where the records should be"
              .formatted(stages.get(0).pointer()));
    }
    for (int i = 1; i < counts.length; i++) {
      if (!stages.get(i).element() && counts[i] != counts[i - 1]) {
        return Optional.of(
            "The body has %d values at '%s', but %d at '%s', where each of them should have records"
                .formatted(
                    counts[i - 1],
                    stages.get(i - 1).pointer(),
                    counts[i],
                    stages.get(i).pointer()));
      }
    }
    return Optional.empty();
  }
}
