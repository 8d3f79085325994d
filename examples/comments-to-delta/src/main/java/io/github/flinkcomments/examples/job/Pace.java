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
package io.github.flinkcomments.examples.job;

import io.github.flinkcomments.examples.checkpoint.Progress;
import java.util.Optional;
import java.util.OptionalLong;

/** Says in one line how far the job is, and how fast it was since the progress before. */
final class Pace {

  private static final double NANOS_PER_SECOND = 1e9;

  /** The subject of a line; a line that says the same as the one before is left out. */
  private record Standing(long done, OptionalLong known, OptionalLong tableVersion) {}

  private Standing last;
  private long lastNanos;

  /**
   * @param start the progress that this run started from
   * @param nanos when, by a clock that only goes forward
   */
  Pace(Progress start, OptionalLong tableVersion, long nanos) {
    this.last = new Standing(start.done(), start.known(), tableVersion);
    this.lastNanos = nanos;
  }

  Optional<String> line(Progress progress, OptionalLong tableVersion, long nanos) {
    Standing now = new Standing(progress.done(), progress.known(), tableVersion);
    double seconds = Math.max(1, nanos - lastNanos) / NANOS_PER_SECOND;
    long rowsPerSecond = Math.round((now.done() - last.done()) / seconds);
    boolean news = !now.equals(last);
    last = now;
    lastNanos = nanos;
    return news ? Optional.of(line(now, rowsPerSecond)) : Optional.empty();
  }

  private static String line(Standing now, long rowsPerSecond) {
    return "%,d of %s rows, %,d rows/s, table version %s"
        .formatted(
            now.done(),
            text(now.known(), "an unknown number of"),
            rowsPerSecond,
            text(now.tableVersion(), "none yet"));
  }

  private static String text(OptionalLong number, String otherwise) {
    return number.isPresent() ? "%,d".formatted(number.getAsLong()) : otherwise;
  }
}
