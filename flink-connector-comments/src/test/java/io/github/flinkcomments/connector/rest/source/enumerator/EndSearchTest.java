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

import io.github.flinkcomments.connector.rest.source.drift.UnusableOffsetsException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;

class EndSearchTest {

  private static final ListingEnd AFTER_FIRST = new ListingEnd(1, Optional.of("1"));

  private final FakeListing listing = new FakeListing();
  private final ProbedListing probed = new ProbedListing("the listing", "_start", 0, 100);
  private final PairProbes probes = new PairProbes(listing, listing::pause, probed);

  @Test
  void bisectsBetweenARowThatIsThereAndOneThatIsMissing() throws Exception {
    listing.grow(37).hideTotal();
    assertThat(search(false).bisect(AFTER_FIRST, 1000)).isEqualTo(listing.end());
  }

  @Test
  void goesOnInStepsAsLongAsAPage() throws Exception {
    listing.grow(1000).hideTotal();
    assertThat(search(false).byPages(AFTER_FIRST)).isEqualTo(listing.end());
  }

  @Test
  void aTotalAheadOfTheRowsIsNoEnd() throws Exception {
    listing.grow(37).setTotal(50);
    assertThat(search(false).toTotal(AFTER_FIRST)).isEqualTo(listing.end());
  }

  @Test
  void aLastingSearchConfirmsTheAbsentRow() throws Exception {
    listing.grow(37).hideTotal();
    search(false).bisect(AFTER_FIRST, 1000);
    assertThat(listing.pauses()).isZero();
    search(true).bisect(AFTER_FIRST, 1000);
    assertThat(listing.pauses()).isEqualTo(EndDiscovery.CONFIRMATIONS);
  }

  @Test
  void aListingWithoutAnEndIsTold() {
    Probe endless =
        (offset, rows) ->
            new Probe.Answer(
                List.of(new Probe.Row("row " + offset, Optional.empty())), OptionalLong.empty());
    PairProbes pairs = new PairProbes(endless, listing::pause, probed);
    GapCheck gaps = new GapCheck(endless, listing::pause, probed, pairs.effect());
    assertThatThrownBy(() -> new EndSearch(pairs, gaps, pairs.at(0), false).byPages(AFTER_FIRST))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(UnusableOffsetsException.class)
        .hasMessageContaining("the listing still has records at offset 18014398509481984");
  }

  private EndSearch search(boolean lasting) throws Exception {
    GapCheck gaps = new GapCheck(listing, listing::pause, probed, probes.effect());
    return new EndSearch(probes, gaps, probes.at(0), lasting);
  }
}
