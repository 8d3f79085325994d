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
package io.github.flinkcomments.examples.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in one line how far the sources are, and how fast they were since the line before. */
final class ProgressLines {

  private static final double NANOS_PER_SECOND = 1e9;

  private List<SourceProgress> last = List.of();
  private long lastNanos;

  /**
   * @param nanos when the run began, by a clock that only goes forward
   */
  ProgressLines(long nanos) {
    this.lastNanos = nanos;
  }

  /** A line, unless it would say the same as the one before, or nothing is known yet. */
  Optional<String> line(List<SourceProgress> sources, long nanos) {
    boolean news =
        !sources.isEmpty()
            && sources.stream().anyMatch(source -> source.caughtUp() || source.isUnderWay())
            && !standing(sources).equals(standing(last));
    if (!news) {
      return Optional.empty();
    }
    double seconds = Math.max(1, nanos - lastNanos) / NANOS_PER_SECOND;
    String line =
        sources.stream()
            .map(source -> text(source, sources.size() > 1, seconds))
            .collect(Collectors.joining("; "));
    last = List.copyOf(sources);
    lastNanos = nanos;
    return Optional.of(line);
  }

  /** The subject of a line. */
  private static List<List<Object>> standing(List<SourceProgress> sources) {
    return sources.stream()
        .map(source -> List.<Object>of(source.name(), source.done(), source.known()))
        .toList();
  }

  private String text(SourceProgress source, boolean named, double seconds) {
    Optional<SourceProgress> before =
        last.stream().filter(earlier -> earlier.name().equals(source.name())).findAny();
    // Rows of earlier runs do not count for the speed of this one.
    String speed =
        before
            .map(earlier -> Math.round((source.done() - earlier.done()) / seconds))
            .map(", %,d rows/s"::formatted)
            .orElse("");
    String of = source.known().isPresent() ? " of %,d".formatted(source.known().getAsLong()) : "";
    return "%s%,d%s rows%s".formatted(named ? source.name() + ": " : "", source.done(), of, speed);
  }
}
