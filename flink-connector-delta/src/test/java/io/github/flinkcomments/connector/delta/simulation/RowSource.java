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
import java.util.HashSet;
import java.util.Set;

/**
 * A source that counts. Its rows belong to a job that began without state, and to all that go on
 * from a snapshot of that job.
 */
final class RowSource {

  /** Rows of different sources differ in what they are above this. */
  private static final long MOST_ROWS = 1_000_000;

  private final int number;
  private final RewindMode mode;
  private final Set<Long> restored = new HashSet<>();

  /**
   * @param number that no other source has
   * @param mode what its jobs do when the table is ahead of them
   */
  RowSource(int number, RewindMode mode) {
    this.number = number;
    this.mode = mode;
  }

  static int numberOf(long row) {
    return Math.toIntExact(row / MOST_ROWS);
  }

  static long positionOf(long row) {
    return row % MOST_ROWS;
  }

  long row(long position) {
    return number * MOST_ROWS + position;
  }

  int number() {
    return number;
  }

  RewindMode mode() {
    return mode;
  }

  /** A job is restored from a snapshot. */
  void restoredTo(long position) {
    restored.add(position);
  }

  boolean wasRestoredTo(long position) {
    return restored.contains(position);
  }

  @Override
  public String toString() {
    return "source %d, with %s".formatted(number, mode);
  }
}
