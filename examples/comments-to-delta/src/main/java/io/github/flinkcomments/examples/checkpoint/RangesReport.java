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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.flinkcomments.connector.rest.source.enumerator.ListingEnd;
import io.github.flinkcomments.connector.rest.source.enumerator.RangeEnumeratorState;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A source that reads ranges of offsets: the number that a progress file holds, and what such a
 * file leaves out.
 *
 * @param current the lowest offset that was not read yet; every row below it is in the table, or
 *     comes into it when the snapshot is restored
 * @param openRanges ranges above that, which are being read, by offset
 * @param frontier the first offset that was never handed to a reader
 * @param end how far the listing was known to reach
 */
record RangesReport(
    String source,
    String listing,
    long current,
    List<RangeSplit> openRanges,
    OptionalLong frontier,
    OptionalLong end)
    implements SourceReport {

  static RangesReport of(SourceState<RangeEnumeratorState, RangeSplit> state) {
    RangeEnumeratorState enumerator = state.enumerator();
    return new RangesReport(
        state.name(),
        enumerator.fingerprint(),
        Progress.of(state).current(),
        Progress.openRanges(state).stream()
            .sorted(Comparator.comparingLong(RangeSplit::start))
            .toList(),
        enumerator.frontier(),
        enumerator
            .end()
            .map(ListingEnd::offset)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty()));
  }

  @Override
  public void addTo(ObjectNode json) {
    json.put("current", current);
    ArrayNode ranges = json.putArray("openRanges");
    openRanges.forEach(
        range ->
            ranges
                .addObject()
                .put("start", range.start())
                .put("end", range.end())
                .put("position", range.position()));
    frontier.ifPresent(offset -> json.put("frontier", offset));
    end.ifPresent(offset -> json.put("end", offset));
    json.put("listing", listing);
  }
}
