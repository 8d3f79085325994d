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

import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.drift.DriftGuard;
import io.github.flinkcomments.connector.rest.source.drift.ListingDriftException;
import io.github.flinkcomments.connector.rest.source.drift.UnusableOffsetsException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.testutils.logging.LoggerAuditingExtension;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

class EndDiscoveryTest {

  @RegisterExtension
  final LoggerAuditingExtension log = new LoggerAuditingExtension(DriftGuard.class, Level.WARN);

  private final FakeListing listing = new FakeListing();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 100, 1023, 1024, 1025})
  void findsTheEndByTotal(int rows) throws Exception {
    listing.grow(rows);
    assertThat(discovery().discover(0, false)).isEqualTo(listing.end());
    // The third makes sure of the anchor.
    assertThat(listing.probes()).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 100, 1023, 1024, 1025})
  void findsTheEndWithoutTotal(int rows) throws Exception {
    listing.grow(rows).hideTotal();
    assertThat(discovery().discover(0, false)).isEqualTo(listing.end());
    assertThat(listing.probes()).isLessThan(25);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99, 100, 101, 5000})
  void findsTheEndFromAHintOnEitherSideOfIt(long hint) throws Exception {
    listing.grow(100).hideTotal();
    assertThat(discovery().discover(hint, false)).isEqualTo(listing.end());
  }

  @Test
  void oneLookTellsWhetherThereAreEnoughRows() throws Exception {
    listing.grow(100);
    assertThat(discovery().reaches(6, false)).hasValue(new ListingEnd(7, Optional.of("7")));
    assertThat(discovery().reaches(99, false)).hasValue(listing.end());
    assertThat(discovery().reaches(100, false)).isEmpty();
    assertThat(listing.probes()).isEqualTo(3);
  }

  /**
   * Any end that it has had will do: the next poll finds the rest, and a bounded read has to end.
   */
  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void aListingThatGrowsAllTheTimeHasAnEnd(boolean lasting, boolean totalHidden) throws Exception {
    listing.grow(100).growAllTheTime();
    if (totalHidden) {
      listing.hideTotal();
    }
    EndDiscovery discovery = discovery();
    ListingEnd end = discovery.discover(0, lasting);
    assertThat(end.offset()).isGreaterThan(100);
    assertThat(end.anchor()).hasValue(String.valueOf(end.offset()));
    assertThat(discovery.poll(end, lasting).offset()).isGreaterThan(end.offset());
  }

  @Test
  void confirmsALastingEnd() throws Exception {
    listing.grow(100).hideTotal();
    discovery().discover(0, true);
    assertThat(listing.pauses()).isEqualTo(EndDiscovery.CONFIRMATIONS);
  }

  /** A total that the last row and the absence of a next one agree with. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void anEndThatTheTotalAgreesWithIsNotWaitedFor(int rows) throws Exception {
    listing.grow(rows);
    assertThat(discovery().discover(0, true)).isEqualTo(listing.end());
    assertThat(discovery().poll(listing.end(), true)).isEqualTo(listing.end());
    assertThat(listing.pauses()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 120})
  void anEndThatItDoesNotAgreeWithIsLookedAtAgain(int total) throws Exception {
    listing.grow(100).setTotal(total);
    assertThat(discovery().discover(0, true)).isEqualTo(listing.end());
    assertThat(listing.pauses()).isEqualTo(EndDiscovery.CONFIRMATIONS);
  }

  @Test
  void aReplicaThatLagsDoesNotShortenALastingEnd() throws Exception {
    listing.grow(100).hideTotal().absentOnce(64);
    assertThat(discovery().discover(0, true)).isEqualTo(listing.end());
  }

  @Test
  void aTotalThatLagsDoesNotShortenALastingEnd() throws Exception {
    listing.grow(100).setTotal(90);
    assertThat(discovery().discover(0, true)).isEqualTo(listing.end());
  }

  @Test
  void aTotalThatRunsAheadIsAcceptedWhenItsLastRowIsThere() throws Exception {
    listing.grow(100).setTotal(120);
    assertThat(discovery().discover(0, false)).isEqualTo(listing.end());
  }

  @Test
  void aListingThatStandsStillCostsOneLook() throws Exception {
    listing.grow(100);
    EndDiscovery discovery = discovery();
    // A run learns from one probe more what it has to know of the API.
    assertThat(discovery.poll(listing.end(), false)).isEqualTo(listing.end());
    assertThat(listing.probes()).isEqualTo(2);
    assertThat(discovery.poll(listing.end(), false)).isEqualTo(listing.end());
    assertThat(listing.probes()).isEqualTo(3);
  }

  @Test
  void nothingHasToBeLearntAfterASearch() throws Exception {
    listing.grow(100);
    EndDiscovery discovery = discovery();
    discovery.discover(0, false);
    int before = listing.probes();
    assertThat(discovery.poll(listing.end(), false)).isEqualTo(listing.end());
    assertThat(listing.probes()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 29})
  void aTotalThatIsTooLowDoesNotEndTheListing(int total) throws Exception {
    listing.grow(30).setTotal(total);
    EndDiscovery discovery = discovery();
    ListingEnd end = discovery.discover(0, false);
    assertThat(end).isEqualTo(listing.end());
    listing.grow(1);
    assertThat(discovery.poll(end, false)).isEqualTo(listing.end());
  }

  /** A member such as "count" or "limit" that was taken for the total. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void norDoesACountOfThePagesRows(boolean lasting) throws Exception {
    listing.grow(30).countRowsOfPages();
    EndDiscovery discovery = discovery();
    ListingEnd end = discovery.discover(0, lasting);
    assertThat(end).isEqualTo(listing.end());
    listing.grow(1);
    assertThat(discovery.poll(end, lasting)).isEqualTo(listing.end());
  }

  @Test
  void norWhereOneRowWasKnown() throws Exception {
    listing.grow(1).countRowsOfPages();
    ListingEnd known = listing.end();
    listing.grow(29);
    assertThat(discovery().poll(known, false)).isEqualTo(listing.end());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void norWhereTheApiGivesOneRowAtATime(int total) throws Exception {
    listing.grow(30).setTotal(total).limitCap(1);
    ListingEnd end = discovery().discover(0, false);
    assertThat(end).isEqualTo(listing.end());
    listing.grow(1);
    assertThat(discovery().poll(end, false)).isEqualTo(listing.end());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListingThatCountsFromOneIsReadToItsLastRow(boolean totalHidden) throws Exception {
    listing.countFromOne().grow(30);
    if (totalHidden) {
      listing.hideTotal();
    }
    EndDiscovery discovery = discoveryFrom(1);
    ListingEnd end = discovery.discover(1, false);
    assertThat(end).isEqualTo(listing.end());
    listing.grow(1);
    assertThat(discovery.poll(end, false)).isEqualTo(listing.end());
    assertThat(discoveryFrom(1).poll(end, false)).as("restored").isEqualTo(listing.end());
  }

  @Test
  void anEmptyListingThatCountsFromOneIsNotAskedForOffsetZero() throws Exception {
    listing.countFromOne();
    EndDiscovery discovery = discoveryFrom(1);
    ListingEnd end = discovery.discover(1, true);
    assertThat(end).isEqualTo(ListingEnd.EMPTY);
    listing.grow(2);
    assertThat(discovery.poll(end, false)).isEqualTo(listing.end());
  }

  @ParameterizedTest
  @CsvSource({"true,1", "true,100", "false,1", "false,100"})
  void anOffsetWithoutEffectIsNamed(boolean totalHidden, int limitCap) {
    listing.grow(30).ignoreOffsets().limitCap(limitCap);
    if (totalHidden) {
      listing.hideTotal();
    }
    assertWithoutEffect(() -> discovery(DriftCheck.OFF).discover(0, false));
    assertWithoutEffect(() -> discovery().discover(0, true));
    assertWithoutEffect(() -> discovery().reaches(20, true));
    assertWithoutEffect(() -> discovery().poll(new ListingEnd(30, Optional.of("30")), false));
    assertWithoutEffect(
        () -> discovery(DriftCheck.OFF).poll(new ListingEnd(30, Optional.of("30")), false));
  }

  @Test
  void aLastPageThatIsServedAgainPastTheEndIsNamed() {
    listing.grow(30).repeatLastPage().hideTotal();
    assertWithoutEffect(() -> discovery().discover(0, false));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withATotalItDoesNoHarm(boolean lasting) throws Exception {
    listing.grow(30).repeatLastPage();
    assertThat(discovery().discover(0, lasting)).isEqualTo(listing.end());
    assertThat(discovery().poll(listing.end(), lasting)).isEqualTo(listing.end());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void recordsThatAreAllTheSameAreNoIgnoredOffset(boolean totalHidden) throws Exception {
    listing.growTwins(30);
    if (totalHidden) {
      listing.hideTotal();
    }
    assertThat(discovery().discover(0, false)).isEqualTo(listing.end());
    assertThat(discovery().poll(listing.end(), false)).isEqualTo(listing.end());
  }

  /** Holes at the start, of one row, of more than a page, and at the very place of a probe. */
  @ParameterizedTest
  @CsvSource({"0,1", "0,150", "500,650", "7,8", "10,20"})
  void recordsLeftOutOfPagesAreTold(int from, int to) {
    listing.grow(1000).hideTotal();
    for (int hole = from; hole < 1000; hole += 2 * (to - from)) {
      listing.hide(hole, hole + to - from);
    }
    assertThatThrownBy(() -> discovery().discover(0, false))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(UnusableOffsetsException.class)
        .hasMessageContaining("leaves records out of its pages");
  }

  @Test
  void aRowThatComesWhileTheEndIsSearchedForIsNoGap() throws Exception {
    listing.grow(100).hideTotal().absentOnce(70).absentOnce(71);
    assertThat(discovery().discover(0, false)).isEqualTo(listing.end());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRestoredEndIsConfirmedWhereItShallLast(boolean totalHidden) throws Exception {
    listing.grow(100);
    ListingEnd known = listing.end();
    listing.grow(50).absentOnce(100);
    if (totalHidden) {
      listing.hideTotal();
    } else {
      listing.setTotal(100);
    }
    assertThat(discovery().poll(known, true)).isEqualTo(listing.end());
  }

  @Test
  void anAnchorOfAnotherKindIsSetAnew() throws Exception {
    listing.grow(100);
    ListingEnd known = new ListingEnd(100, Optional.of("a hash"), Optional.empty());
    assertThat(discovery().anchorAnew(known)).isEqualTo(listing.end());
  }

  private static void assertWithoutEffect(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(UnusableOffsetsException.class)
        .hasMessageContaining("the same records at any offset")
        .hasMessageContaining("'_start'");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void growthIsSeen(boolean totalHidden) throws Exception {
    listing.grow(100);
    ListingEnd known = listing.end();
    listing.grow(57);
    if (totalHidden) {
      listing.hideTotal();
    }
    assertThat(discovery().poll(known, false)).isEqualTo(listing.end());
  }

  @Test
  void aListingThatWasEmptyGrows() throws Exception {
    listing.hideTotal();
    ListingEnd known = discovery().discover(0, false);
    assertThat(known).isEqualTo(ListingEnd.EMPTY);
    listing.grow(3);
    assertThat(discovery().poll(known, false)).isEqualTo(listing.end());
  }

  @Test
  void aFallenTotalIsNoDriftWhileTheAnchorStands() throws Exception {
    listing.grow(100).setTotal(90);
    assertThat(discovery().poll(listing.end(), false)).isEqualTo(listing.end());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 99})
  void aDeletedRowIsDrift(int deleted) {
    listing.grow(100);
    ListingEnd known = listing.end();
    listing.delete(deleted);
    assertThatThrownBy(() -> discovery().poll(known, false))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(ListingDriftException.class)
        .hasMessageContaining("expected record 100 at offset 99, found the end of the listing");
    assertThat(listing.pauses()).isEqualTo(EndDiscovery.CONFIRMATIONS);
  }

  @Test
  void aDeletedRowIsDriftEvenIfAnotherWasAppended() {
    listing.grow(100);
    ListingEnd known = listing.end();
    listing.delete(50).grow(1);
    assertThatThrownBy(() -> discovery().poll(known, false))
        .hasRootCauseInstanceOf(ListingDriftException.class)
        .rootCause()
        .hasMessageContaining("expected record 100 at offset 99, found record 101");
  }

  @Test
  void anInsertedRowIsDrift() {
    listing.grow(100);
    ListingEnd known = listing.end();
    listing.insert(10);
    assertThatThrownBy(() -> discovery().poll(known, false))
        .rootCause()
        .hasMessageContaining("expected record 100 at offset 99, found record 99");
  }

  /** Every later probe would contradict an anchor that came out of it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOldAnswerIsNoAnchor(boolean total) throws Exception {
    listing.grow(100);
    if (!total) {
      listing.hideTotal();
    }
    listing.oldAnswerOnce(99, 40).oldAnswerOnce(100, 40);
    EndDiscovery discovery = discovery();
    ListingEnd end = discovery.discover(0, false);
    assertThat(end).isEqualTo(listing.end());
    listing.grow(10).oldAnswerOnce(109, 40).oldAnswerOnce(110, 40);
    ListingEnd grown = discovery.poll(end, false);
    assertThat(grown).isEqualTo(listing.end());
    assertThat(discovery.poll(grown, false)).isEqualTo(listing.end());
  }

  @Test
  void anAnchorThatIsAnotherAtEachLookIsTakenInTheEnd() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    Probe unsteady =
        (offset, rows) ->
            new Probe.Answer(
                offset == 0
                    ? List.of(new Probe.Row("row " + looks.incrementAndGet(), Optional.empty()))
                    : List.of(),
                OptionalLong.of(1));
    assertThat(discovery(unsteady, DriftCheck.FAIL, 0).discover(0, false).offset()).isEqualTo(1);
    assertThat(listing.pauses()).isEqualTo(EndDiscovery.CONFIRMATIONS);
  }

  @Test
  void anAnchorThatIsBackAtASecondLookIsNoDrift() throws Exception {
    listing.grow(100).absentOnce(99);
    assertThat(discovery().poll(listing.end(), false)).isEqualTo(listing.end());
  }

  /** A deleted record whose key is used again looks like the one before by its key. */
  @ParameterizedTest
  @CsvSource({"before, FAIL, 0", "after, FAIL, 1", "after, WARN, 1", "after, OFF, 0"})
  void anotherContentUnderTheKeyOfTheAnchorIsTold(String content, DriftCheck check, int warnings)
      throws Exception {
    Probe oneRow =
        (offset, rows) ->
            new Probe.Answer(
                offset == 0 ? List.of(new Probe.Row("key", Optional.of(content))) : List.of(),
                OptionalLong.of(1));
    ListingEnd known = new ListingEnd(1, Optional.of("key"), Optional.of("before"));

    assertThat(discovery(oneRow, check, 0).poll(known, false).content()).hasValue(content);
    assertThat(log.getMessages()).hasSize(warnings);
    assertThat(log.getMessages())
        .allMatch(message -> message.contains("Record key at offset 0 of the listing the listing"));
  }

  @Test
  void goesOnAtADriftIfToldTo() throws Exception {
    listing.grow(100);
    ListingEnd known = listing.end();
    listing.delete(50);
    EndDiscovery warning = discovery(DriftCheck.WARN);
    assertThat(warning.poll(known, false)).isEqualTo(known);
    listing.grow(1);
    assertThat(warning.poll(known, false)).isEqualTo(new ListingEnd(100, Optional.of("101")));
  }

  private EndDiscovery discovery() {
    return discovery(DriftCheck.FAIL);
  }

  private EndDiscovery discovery(DriftCheck check) {
    return discovery(check, 0);
  }

  private EndDiscovery discoveryFrom(long first) {
    return discovery(DriftCheck.FAIL, first);
  }

  private EndDiscovery discovery(DriftCheck check, long first) {
    return discovery(listing, check, first);
  }

  private EndDiscovery discovery(Probe probe, DriftCheck check, long first) {
    return new EndDiscovery(
        probe,
        listing::pause,
        new DriftGuard("the listing", check, true),
        new ProbedListing("the listing", "_start", first, 100));
  }
}
