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
package io.github.flinkcomments.examples.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;

class SnapshotTest {

  private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-01-02T00:00:00Z");

  @Test
  void theHigherNumberIsNewerWhateverTheClocksSaid() {
    Snapshot lower = new Snapshot(new Path("/lower"), 9, LATE);
    Snapshot higher = new Snapshot(new Path("/higher"), 10, EARLY);

    assertThat(Stream.of(higher, lower).max(Snapshot.BY_AGE)).hasValue(higher);
  }

  @Test
  void theLaterOneIsNewerOfTwoWithOneNumber() {
    Snapshot early = new Snapshot(new Path("/early"), 9, EARLY);
    Snapshot late = new Snapshot(new Path("/late"), 9, LATE);

    assertThat(Stream.of(late, early).max(Snapshot.BY_AGE)).hasValue(late);
  }
}
