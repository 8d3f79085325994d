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
package io.github.flinkcomments.connector.rest.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ListingProgressTest {

  private static final int SPLIT_SIZE = 10;

  @Test
  void cutsRangesUpToTheEndThatIsKnown() {
    ListingProgress progress = progress(new StartingOffset.Earliest(), false);
    assertThat(progress.next()).isEmpty();

    assertThat(progress.found(end(15))).isTrue();
    assertThat(progress.unassignedSplits()).isEqualTo(2);
    assertThat(progress.unassignedRecords()).isEqualTo(15);
    assertThat(progress.next()).contains(RangeSplit.of(0, 10));
    assertThat(progress.next()).contains(RangeSplit.of(10, 15));
    assertThat(progress.next()).isEmpty();
    assertThat(progress.isFixedEndReached()).isFalse();
    assertThat(progress.found(end(15))).isFalse();
  }

  @Test
  void whatIsAddedBehindTheAnchorHasToFollowIt() {
    ListingProgress progress = progress(new StartingOffset.Earliest(), false);
    progress.found(end(5));
    progress.next();
    progress.found(end(8));
    assertThat(progress.next()).contains(RangeSplit.of(5, 8).behind("row 4", "id"));
  }

  @Test
  void onlyTheRangeBehindTheAnchorHasToFollowIt() {
    ListingProgress progress = progress(new StartingOffset.Earliest(), false);
    progress.found(end(15));
    progress.found(end(18));
    assertThat(progress.end()).contains(end(18));
    assertThat(progress.next()).contains(RangeSplit.of(0, 10));
  }

  /** An identity of another kind tells a reader nothing. */
  @Test
  void anchorOfAnotherKindIsNotHandedOn() {
    RangeEnumeratorState state =
        new RangeEnumeratorState(
            "f",
            Optional.of("another kind"),
            OptionalLong.of(5),
            Optional.empty(),
            List.of(),
            Optional.of(end(5)),
            1);
    ListingProgress progress =
        new ListingProgress(
            options(new StartingOffset.Earliest(), false), state, "id", () -> SPLIT_SIZE);
    progress.found(end(8));
    assertThat(progress.next()).contains(RangeSplit.of(5, 8));
  }

  @Test
  void whatCameAfterTheStartIsNotWaitedFor() {
    ListingProgress progress = progress(new StartingOffset.Earliest(), false);
    progress.found(end(5));
    assertThat(progress.wasThereAtStart(progress.next().orElseThrow())).isTrue();
    assertThat(progress.isEverythingAtStartAssigned()).isTrue();
    progress.found(end(8));
    assertThat(progress.wasThereAtStart(progress.next().orElseThrow())).isFalse();
  }

  @Test
  void boundedReadingStopsAtTheFirstEnd() {
    ListingProgress progress = progress(new StartingOffset.Earliest(), true);
    assertThat(progress.isEndFixed()).isFalse();
    progress.found(end(5));
    progress.found(end(8));
    assertThat(progress.isEndFixed()).isTrue();
    assertThat(progress.isFixedEndReached()).isTrue();
    assertThat(progress.knownEnd()).isEqualTo(5);
  }

  @Test
  void startAtTheLatestRowIsResolvedByTheFirstEnd() {
    ListingProgress progress = progress(new StartingOffset.Latest(), false);
    assertThat(progress.state("f").frontier()).isEmpty();
    progress.found(end(5));
    assertThat(progress.state("f").frontier()).hasValue(5);
    assertThat(progress.next()).isEmpty();
  }

  @Test
  void whatWasThereAtTheStartIsAssignedOnceItHasReaders() {
    ListingProgress progress = progress(new StartingOffset.Earliest(), false);
    assertThat(progress.isEverythingAtStartAssigned()).isFalse();
    progress.found(end(5));
    progress.found(end(8));
    RangeSplit first = progress.next().orElseThrow();
    assertThat(progress.wasThereAtStart(first)).isTrue();
    assertThat(progress.isEverythingAtStartAssigned()).isTrue();
    progress.addBack(List.of(first));
    assertThat(progress.isEverythingAtStartAssigned()).isFalse();
  }

  @Test
  void goesOnFromItsState() {
    ListingProgress progress = progress(new StartingOffset.Earliest(), false);
    progress.found(end(15));
    RangeSplit first = progress.next().orElseThrow();
    progress.addBack(List.of(first));
    RangeEnumeratorState state = progress.state("f");
    assertThat(state)
        .isEqualTo(
            new RangeEnumeratorState(
                "f",
                Optional.of("id"),
                OptionalLong.of(10),
                Optional.empty(),
                List.of(first),
                Optional.of(end(15)),
                1));

    ListingProgress restored =
        new ListingProgress(
            options(new StartingOffset.Earliest(), false), state, "id", () -> SPLIT_SIZE);
    assertThat(restored.next()).contains(first);
    assertThat(restored.next()).contains(RangeSplit.of(10, 15));
  }

  private static ListingProgress progress(StartingOffset start, boolean bounded) {
    return new ListingProgress(
        options(start, bounded),
        RangeEnumeratorState.initial(start, "f", "id"),
        "id",
        () -> SPLIT_SIZE);
  }

  private static ListingEnd end(long offset) {
    return new ListingEnd(offset, Optional.of("row " + (offset - 1)));
  }

  private static RangeEnumeratorOptions options(StartingOffset start, boolean bounded) {
    return new RangeEnumeratorOptions(
        start,
        bounded,
        RangeEnumeratorOptions.NO_LIMIT,
        Duration.ofSeconds(10),
        Duration.ofHours(1),
        false,
        SPLIT_SIZE,
        Long.MAX_VALUE,
        DriftCheck.FAIL,
        true);
  }
}
