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

import io.github.flinkcomments.connector.rest.source.enumerator.ListingEnd;
import io.github.flinkcomments.connector.rest.source.enumerator.RangeEnumeratorState;
import io.github.flinkcomments.connector.rest.source.enumerator.RestEnumeratorState;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import io.github.flinkcomments.connector.rest.source.split.RestSplit;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How far a source had come in a snapshot.
 *
 * @param current the lowest offset that was not read yet; everything below it was
 * @param done how many rows were read, those of ranges ahead of {@code current} included
 * @param known how far the listing was known to reach; empty before the first probe
 * @param probes how many times the end was probed, over all restores
 */
public record Progress(long current, long done, OptionalLong known, long probes) {

  /**
   * The state of a source that reads ranges of offsets.
   *
   * @throws IOException if it reads page after page: there is no offset to tell
   */
  static SourceState<RangeEnumeratorState, RangeSplit> ofRanges(
      SourceState<RestEnumeratorState, RestSplit> state) throws IOException {
    if (!(state.enumerator() instanceof RangeEnumeratorState ranges)) {
      throw new IOException(
          "The source of the job reads page after page, and has no offset that would tell its progress.");
    }
    return new SourceState<>(
        state.name(), ranges, state.splits().stream().map(RangeSplit.class::cast).toList());
  }

  /** Everything below an offset counts as read, and nothing is known of the listing. */
  public static Progress startingAt(long offset) {
    return new Progress(offset, offset, OptionalLong.empty(), 0);
  }

  static Progress of(SourceState<RangeEnumeratorState, RangeSplit> state) {
    RangeEnumeratorState enumerator = state.enumerator();
    long frontier = enumerator.frontier().orElse(0);
    List<RangeSplit> open = openRanges(state);
    return new Progress(
        open.stream().mapToLong(RangeSplit::position).min().orElse(frontier),
        frontier - open.stream().mapToLong(RangeSplit::remaining).sum(),
        enumerator.end().map(ListingEnd::offset).map(OptionalLong::of).orElse(OptionalLong.empty()),
        enumerator.probes());
  }

  /** Ranges that were handed out and have rows left, in no particular order. */
  static List<RangeSplit> openRanges(SourceState<RangeEnumeratorState, RangeSplit> state) {
    return Stream.concat(state.splits().stream(), state.enumerator().returned().stream())
        .filter(range -> range.remaining() > 0)
        .toList();
  }
}
