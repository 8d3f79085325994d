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

import io.github.flinkcomments.connector.rest.source.enumerator.ListingEnd;
import io.github.flinkcomments.connector.rest.source.enumerator.RangeEnumeratorState;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void isTheFrontierWhereNothingIsOpen() {
    assertThat(progress(OptionalLong.of(500), List.of(), List.of(at(400, 500, 500))))
        .isEqualTo(new Progress(500, 500, OptionalLong.of(900), 3));
  }

  @Test
  void stopsAtTheLowestOpenRangeAndCountsRowsBeyondIt() {
    assertThat(
            progress(
                OptionalLong.of(400),
                List.of(RangeSplit.of(300, 400)),
                List.of(at(100, 200, 130), at(200, 300, 290))))
        .isEqualTo(new Progress(130, 400 - 70 - 10 - 100, OptionalLong.of(900), 3));
  }

  @Test
  void isNothingBeforeTheStartIsKnown() {
    assertThat(progress(OptionalLong.empty(), List.of(), List.of()).done()).isZero();
  }

  private static RangeSplit at(long start, long end, long position) {
    return new RangeSplit(start, end, position, Optional.empty());
  }

  private static Progress progress(
      OptionalLong frontier, List<RangeSplit> returned, List<RangeSplit> held) {
    RangeEnumeratorState enumerator =
        new RangeEnumeratorState(
            "listing",
            Optional.of("key /id"),
            frontier,
            Optional.empty(),
            returned,
            Optional.of(new ListingEnd(900, Optional.of("900"))),
            3);
    return Progress.of(new SourceState<>("comments", enumerator, held));
  }
}
