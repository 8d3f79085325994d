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
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndDiscoveryTest {

  private final FakeListing listing = new FakeListing();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 100, 1023, 1024, 1025})
  void findsTheEndByTotal(int rows) throws Exception {
    listing.grow(rows);
    assertThat(discovery().discover(0, false)).isEqualTo(listing.end());
    assertThat(listing.looks()).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 100, 1023, 1024, 1025})
  void findsTheEndWithoutTotal(int rows) throws Exception {
    listing.grow(rows).hideTotal();
    assertThat(discovery().discover(0, false)).isEqualTo(listing.end());
    assertThat(listing.looks()).isLessThan(25);
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
    assertThat(discovery().reaches(6)).hasValue(new ListingEnd(7, Optional.of("7")));
    assertThat(discovery().reaches(99)).hasValue(listing.end());
    assertThat(discovery().reaches(100)).isEmpty();
    assertThat(listing.looks()).isEqualTo(3);
  }

  @Test
  void confirmsALastingEnd() throws Exception {
    listing.grow(100).hideTotal();
    discovery().discover(0, true);
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
    assertThat(discovery().poll(listing.end())).isEqualTo(listing.end());
    assertThat(listing.looks()).isEqualTo(1);
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
    assertThat(discovery().poll(known)).isEqualTo(listing.end());
  }

  @Test
  void aListingThatWasEmptyGrows() throws Exception {
    listing.hideTotal();
    ListingEnd known = discovery().discover(0, false);
    assertThat(known).isEqualTo(ListingEnd.EMPTY);
    listing.grow(3);
    assertThat(discovery().poll(known)).isEqualTo(listing.end());
  }

  @Test
  void aFallenTotalIsNoDriftWhileTheAnchorStands() throws Exception {
    listing.grow(100).setTotal(90);
    assertThat(discovery().poll(listing.end())).isEqualTo(listing.end());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 99})
  void aDeletedRowIsDrift(int deleted) {
    listing.grow(100);
    ListingEnd known = listing.end();
    listing.delete(deleted);
    assertThatThrownBy(() -> discovery().poll(known))
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
    assertThatThrownBy(() -> discovery().poll(known))
        .hasRootCauseInstanceOf(ListingDriftException.class)
        .rootCause()
        .hasMessageContaining("expected record 100 at offset 99, found record 101");
  }

  @Test
  void anInsertedRowIsDrift() {
    listing.grow(100);
    ListingEnd known = listing.end();
    listing.insert(10);
    assertThatThrownBy(() -> discovery().poll(known))
        .rootCause()
        .hasMessageContaining("expected record 100 at offset 99, found record 99");
  }

  @Test
  void anAnchorThatIsBackAtASecondLookIsNoDrift() throws Exception {
    listing.grow(100).absentOnce(99);
    assertThat(discovery().poll(listing.end())).isEqualTo(listing.end());
  }

  @Test
  void goesOnAtADriftIfToldTo() throws Exception {
    listing.grow(100);
    ListingEnd known = listing.end();
    listing.delete(50);
    EndDiscovery warning = discovery(DriftCheck.WARN);
    assertThat(warning.poll(known)).isEqualTo(known);
    listing.grow(1);
    assertThat(warning.poll(known)).isEqualTo(new ListingEnd(100, Optional.of("101")));
  }

  private EndDiscovery discovery() {
    return discovery(DriftCheck.FAIL);
  }

  private EndDiscovery discovery(DriftCheck check) {
    return new EndDiscovery(listing, listing::pause, new DriftGuard("the listing", check));
  }
}
