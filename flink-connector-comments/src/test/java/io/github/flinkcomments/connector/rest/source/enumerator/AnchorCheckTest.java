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
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;

class AnchorCheckTest {

  private final FakeListing listing = new FakeListing().grow(10);
  private final ListingEnd end = listing.end();
  private final AnchorCheck check = check(DriftCheck.FAIL);

  @Test
  void anchorThatStandsIsReadOnce() throws Exception {
    assertThat(check.compare(end).identity()).isEqualTo(end.anchor());
    assertThat(listing.probes()).isOne();
  }

  @Test
  void anotherRowIsReadAgainBeforeItIsDrift() {
    listing.delete(3).grow(1);
    assertThatThrownBy(() -> check.compare(end)).isInstanceOf(SuppressRestartsException.class);
    assertThat(listing.pauses()).isEqualTo(EndDiscovery.CONFIRMATIONS);
  }

  @Test
  void anyRowWillDoWhereDriftIsOff() throws Exception {
    listing.delete(3).grow(1);
    assertThat(check(DriftCheck.OFF).compare(end).identity()).hasValue("11");
    assertThat(check(DriftCheck.OFF).isFoundAgain(end)).isTrue();
    assertThat(check.isFoundAgain(end)).isFalse();
  }

  @Test
  void anchorIsRenewedByWhatStandsThere() throws Exception {
    ListingEnd otherIdentity = new ListingEnd(10, Optional.of("ten"));
    assertThat(check.renew(otherIdentity)).isEqualTo(end);
    assertThat(check.renew(ListingEnd.EMPTY)).isEqualTo(ListingEnd.EMPTY);
  }

  @Test
  void anchorToRenewMayBeMissingForAWhile() throws Exception {
    listing.absentOnce(9);
    assertThat(check.renew(new ListingEnd(10, Optional.of("ten")))).isEqualTo(end);
    assertThat(listing.pauses()).isEqualTo(1);
  }

  @Test
  void anchorThatIsGoneIsDrift() throws Exception {
    listing.delete(3);
    assertThatThrownBy(() -> check.renew(end))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("expected record 10 at offset 9, found the end of the listing");
    assertThat(listing.pauses()).isEqualTo(EndDiscovery.CONFIRMATIONS);
    assertThat(check(DriftCheck.WARN).renew(end)).isEqualTo(end);
  }

  private AnchorCheck check(DriftCheck drift) {
    return new AnchorCheck(
        new PairProbes(listing, listing::pause, new ProbedListing("the listing", "_start", 0, 100)),
        new DriftGuard("the listing", drift, true));
  }
}
