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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says in one line how far the sources are, and how fast they were since the line before.
 *
 * <p>A source and its readers are not looked at in the same moment: a range that was handed out
 * just now may look as if it were read, until its reader has got it. So what was handed out since
 * the last line counts for the next one, and no line says less than the one before.
 */
final class ProgressLines {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Map<String, Long> handedOut = new HashMap<>();
  private List<SourceProgress> last = List.of();
  private long lastNanos;

  /**
   * @param nanos when the run began, by a clock that only goes forward
   */
  ProgressLines(long nanos) {
    this.lastNanos = nanos;
  }

  /** Remembers where sources begin; to be told often, so that they have not come far. */
  void see(List<SourceProgress> sources) {
    sources.forEach(source -> handedOut.putIfAbsent(source.name(), source.handedOut().orElse(0)));
  }

  /** A line, unless it would say the same as the one before, or nothing is known yet. */
  Optional<String> line(List<SourceProgress> sources, long nanos) {
    see(sources);
    Optional<String> line =
        lastLine(
            sources.stream().map(source -> source.since(handedOut.get(source.name()))).toList(),
            nanos);
    sources.forEach(source -> handedOut.put(source.name(), source.handedOut().orElse(0)));
    return line;
  }

  /** The line for sources that have nothing on its way to their readers any more. */
  Optional<String> lastLine(List<SourceProgress> seen, long nanos) {
    List<SourceProgress> sources = seen.stream().map(this::notBelowLast).toList();
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

  private SourceProgress notBelowLast(SourceProgress source) {
    return before(source)
        .map(
            earlier ->
                source
                    .withDone(Math.max(earlier.done(), source.done()))
                    .withLeftOut(earlier.leftOut()))
        .orElse(source);
  }

  private Optional<SourceProgress> before(SourceProgress source) {
    return last.stream().filter(earlier -> earlier.name().equals(source.name())).findAny();
  }

  /** The subject of a line. */
  private static List<List<Object>> standing(List<SourceProgress> sources) {
    return sources.stream()
        .map(
            source ->
                List.<Object>of(source.name(), source.done(), source.known(), source.leftOut()))
        .toList();
  }

  private String text(SourceProgress source, boolean named, double seconds) {
    // Rows of earlier runs do not count for the speed of this one.
    String speed =
        before(source)
            .map(earlier -> Math.round((source.done() - earlier.done()) / seconds))
            .map(", %,d rows/s"::formatted)
            .orElse("");
    String of = source.known().isPresent() ? " of %,d".formatted(source.known().getAsLong()) : "";
    String leftOut =
        source.leftOut() > 0 ? ", %,d malformed records left out".formatted(source.leftOut()) : "";
    String rows = source.done() == 1 && of.isEmpty() ? "row" : "rows";
    return "%s%,d%s %s%s%s"
        .formatted(named ? source.name() + ": " : "", source.done(), of, rows, speed, leftOut);
  }
}
