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
package io.github.flinkcomments.connector.rest.source.event;

import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.util.Objects;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Reader to enumerator: what a finished range saw at its two edges.
 *
 * <p>Advisory: it is not consistent with checkpoints. Losing one loses a check, never a row.
 *
 * @param start first offset of the range
 * @param end offset after its last
 * @param opening identity of the row at {@code start - 1}, or null if it was not read
 * @param closing identity of the row at {@code end - 1}
 */
@Internal
public record RangeReport(long start, long end, String opening, String closing)
    implements SourceEvent {

  /** Requires a closing identity; a finished range has one. */
  public RangeReport {
    Objects.requireNonNull(closing, "closing");
  }

  /** The report of a range that was emitted to its end. */
  public static RangeReport of(RangeSplit finished, String opening) {
    return new RangeReport(
        finished.start(), finished.end(), opening, finished.lastIdentity().orElseThrow());
  }
}
