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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.source.drift.OffsetEffect;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GapCheckTest {

  private final FakeListing recent = new FakeListing().grow(3);
  private final FakeListing lagging = new FakeListing().grow(2);
  private int requests;

  /** Two replicas in turn: one of them would answer all pages, and the other one all rows. */
  private final Probe inTurn =
      (offset, rows) -> (requests++ % 2 == 0 ? recent : lagging).at(offset, rows);

  private final GapCheck gaps =
      new GapCheck(
          inTurn,
          () -> {},
          new ProbedListing("the listing", "_start", 0, 100),
          new OffsetEffect("the listing", "_start", 0, offset -> inTurn.at(offset, 1).identity()));

  @Test
  void aReplicaThatLagsIsNoGapAtTheEnd() throws Exception {
    assertThat(gaps.rowsAfter(2))
        .hasValueSatisfying(rows -> assertThat(rows.identity()).hasValue("3"));
  }

  @Test
  void norInAPage() throws Exception {
    assertThat(gaps.pageAt(0).size()).isEqualTo(3);
  }

  /** A balancer that takes them by the URL gets all pages from one, and all rows from the other. */
  @Test
  void norIsOneThatLagsForSeconds() throws Exception {
    assertThat(byUrl(10).rowsAfter(2))
        .hasValueSatisfying(rows -> assertThat(rows.identity()).hasValue("3"));
    assertThat(byUrl(10).pageAt(0).size()).isEqualTo(3);
  }

  @Test
  void aGapThatStaysIsTold() {
    assertThatThrownBy(() -> byUrl(Integer.MAX_VALUE).rowsAfter(2))
        .hasStackTraceContaining("leaves records out of its pages");
    assertThatThrownBy(() -> byUrl(Integer.MAX_VALUE).pageAt(0))
        .hasStackTraceContaining("leaves records out of its pages");
  }

  /** Most lags are short, and some take seconds. */
  @Test
  void aGapIsBelievedAfterShortPausesAndALongOne() {
    AtomicInteger pauses = new AtomicInteger();
    assertThatThrownBy(() -> byUrl(Integer.MAX_VALUE, pauses).rowsAfter(2))
        .isInstanceOf(SuppressRestartsException.class);
    assertThat(pauses.getAndSet(0)).isEqualTo(25);
    assertThatThrownBy(() -> byUrl(Integer.MAX_VALUE, pauses).pageAt(0))
        .isInstanceOf(SuppressRestartsException.class);
    assertThat(pauses).hasValue(25);
  }

  @ParameterizedTest
  @ValueSource(ints = {99, 100, 399, 400, 1_600, 6_400})
  void hiddenRowsAreNoticedAsFarAsSixtyFourPages(int hidden) {
    FakeListing listing = new FakeListing().grow(3 + hidden + 100).hide(3, 3 + hidden);
    assertThatThrownBy(() -> over(listing).rowsAfter(3))
        .hasStackTraceContaining("leaves records out of its pages");
  }

  @Test
  void pagesFarBehindTheEndAreReadOnceInARun() throws Exception {
    FakeListing listing = new FakeListing().grow(3);
    GapCheck gaps = over(listing);
    assertThat(gaps.rowsAfter(3)).isEmpty();
    assertThat(listing.probes()).isEqualTo(5);
    assertThat(gaps.rowsAfter(3)).isEmpty();
    assertThat(listing.probes()).isEqualTo(6);
  }

  /** Nothing stands where one row is the first and the last. */
  @Test
  void aPageOfOneRowNeedsNoOtherLook() throws Exception {
    FakeListing listing = new FakeListing().grow(2);
    assertThat(over(listing).pageAt(1).size()).isEqualTo(1);
    assertThat(listing.probes()).isEqualTo(1);
    assertThat(over(listing).pageAt(0).size()).isEqualTo(2);
    assertThat(listing.probes()).isEqualTo(3);
  }

  private static GapCheck over(FakeListing listing) {
    return new GapCheck(
        listing,
        listing::pause,
        new ProbedListing("the listing", "_start", 0, 100),
        new OffsetEffect("the listing", "_start", 0, offset -> listing.at(offset, 1).identity()));
  }

  private GapCheck byUrl(int lagInPauses) {
    return byUrl(lagInPauses, new AtomicInteger());
  }

  private GapCheck byUrl(int lagInPauses, AtomicInteger pauses) {
    Probe probe =
        (offset, rows) ->
            (rows > 1 || pauses.get() >= lagInPauses ? recent : lagging).at(offset, rows);
    return new GapCheck(
        probe,
        pauses::incrementAndGet,
        new ProbedListing("the listing", "_start", 0, 100),
        new OffsetEffect("the listing", "_start", 0, offset -> probe.at(offset, 1).identity()));
  }
}
