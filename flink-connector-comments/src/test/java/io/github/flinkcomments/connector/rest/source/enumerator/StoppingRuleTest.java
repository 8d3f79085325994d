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
import io.github.flinkcomments.connector.rest.source.enumerator.FixedEnd.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StoppingRuleTest {

  private static final boolean FIRST = true;
  private static final long NO_LIMIT = RangeEnumeratorOptions.NO_LIMIT;

  @Test
  void sourceThatGoesOnStopsNowhere() {
    StoppingRule rule = fresh(false, NO_LIMIT);
    rule.found(100, 0, FIRST);
    assertThat(rule.fixedEnd()).isEmpty();
    assertThat(rule.cap(100)).isEqualTo(100);
    assertThat(rule.isReached(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void boundedSourceStopsAtTheFirstEnd() {
    StoppingRule rule = fresh(true, NO_LIMIT);
    assertThat(rule.isReached(100)).isFalse();
    rule.found(100, 0, FIRST);
    rule.found(200, 100, !FIRST);
    assertThat(rule.fixedEnd()).contains(new FixedEnd(100, Reason.LISTING));
    assertThat(rule.cap(200)).isEqualTo(100);
    assertThat(rule.cap(50)).isEqualTo(50);
    assertThat(rule.isReached(99)).isFalse();
    assertThat(rule.isReached(100)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"50, 70", "70, 70", "100, 70"})
  void limitCountsFromTheFrontierWhetherItsRowsAreThereOrNot(long reached, long end) {
    StoppingRule rule = fresh(false, 60);
    rule.found(reached, 10, FIRST);
    assertThat(rule.fixedEnd()).contains(new FixedEnd(end, Reason.LIMIT));
    assertThat(rule.isReached(reached)).isEqualTo(reached >= end);
  }

  @ParameterizedTest
  @CsvSource({"69, 69, LISTING", "70, 70, LIMIT", "71, 70, LIMIT"})
  void boundedSourceStopsAtWhicheverComesFirst(long reached, long end, Reason reason) {
    StoppingRule rule = fresh(true, 60);
    rule.found(reached, 10, FIRST);
    assertThat(rule.fixedEnd()).contains(new FixedEnd(end, reason));
  }

  /** What was handed out before is not known, so there is nothing to count from. */
  @Test
  void limitThatIsNewToARestoredJobDoesNotCount() {
    StoppingRule rule = restored(false, 60, Optional.empty(), 100);
    rule.found(120, 100, !FIRST);
    assertThat(rule.fixedEnd()).isEmpty();
  }

  @Test
  void endOfABoundedRunSaysNothingToOneThatGoesOn() {
    FixedEnd ofListing = new FixedEnd(100, Reason.LISTING);
    assertThat(restored(false, NO_LIMIT, Optional.of(ofListing), 100).fixedEnd()).isEmpty();
    StoppingRule limited = restored(false, 500, Optional.of(ofListing), 100);
    limited.found(150, 100, !FIRST);
    assertThat(limited.fixedEnd()).isEmpty();
    assertThat(restored(true, NO_LIMIT, Optional.of(ofListing), 50).fixedEnd()).contains(ofListing);
  }

  @ParameterizedTest
  @EnumSource(names = "LISTING", mode = EnumSource.Mode.EXCLUDE)
  void limitIsKeptAsLongAsTheJobIsMeantToStop(Reason reason) {
    FixedEnd limit = new FixedEnd(100, reason);
    assertThat(restored(false, 60, Optional.of(limit), 50).fixedEnd()).contains(limit);
    assertThat(restored(false, NO_LIMIT, Optional.of(limit), 50).fixedEnd()).isEmpty();
    assertThat(restored(true, NO_LIMIT, Optional.of(limit), 100).fixedEnd()).contains(limit);
  }

  @ParameterizedTest
  @CsvSource({"99, 99, LISTING", "100, 100, LIMIT", "150, 100, LIMIT"})
  void boundedRunThatHasNotSeenTheRowsOfALimitLooksAgain(long reached, long end, Reason reason) {
    StoppingRule rule = restored(true, NO_LIMIT, Optional.of(new FixedEnd(100, Reason.LIMIT)), 50);
    assertThat(rule.fixedEnd()).isEmpty();
    rule.found(reached, 50, !FIRST);
    assertThat(rule.fixedEnd()).contains(new FixedEnd(end, reason));
  }

  private static StoppingRule fresh(boolean bounded, long limit) {
    return new StoppingRule(
        options(bounded, limit),
        RangeEnumeratorState.initial(new StartingOffset.Earliest(), "f", "id"));
  }

  private static StoppingRule restored(
      boolean bounded, long limit, Optional<FixedEnd> fixedEnd, long seen) {
    return new StoppingRule(
        options(bounded, limit),
        new RangeEnumeratorState(
            "f",
            Optional.of("id"),
            OptionalLong.of(seen),
            fixedEnd,
            List.of(),
            Optional.of(new ListingEnd(seen, Optional.of("row"))),
            1));
  }

  private static RangeEnumeratorOptions options(boolean bounded, long limit) {
    return new RangeEnumeratorOptions(
        new StartingOffset.Earliest(),
        bounded,
        limit,
        Duration.ofSeconds(10),
        Duration.ofHours(1),
        false,
        10,
        Long.MAX_VALUE,
        DriftCheck.FAIL,
        true);
  }
}
