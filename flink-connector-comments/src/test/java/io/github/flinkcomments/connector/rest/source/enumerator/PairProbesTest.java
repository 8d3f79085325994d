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

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairProbesTest {

  private final FakeListing listing = new FakeListing().grow(10);
  private final PairProbes probes =
      new PairProbes(listing, listing::pause, new ProbedListing("the listing", "_start", 0, 100));

  @Test
  void learnsFromTheRowBeforeTheAnchorOnce() throws Exception {
    assertThat(probes.arePairsGiven()).isFalse();
    probes.learnFrom(listing.end());
    assertThat(probes.arePairsGiven()).isTrue();
    assertThat(probes.effect().isShown()).isTrue();
    int before = listing.probes();
    probes.learnFrom(listing.end());
    assertThat(listing.probes()).isEqualTo(before);
  }

  @Test
  void twoRowsAreNeededToLearnFrom() throws Exception {
    probes.learnFrom(new ListingEnd(1, Optional.of("1")));
    assertThat(listing.probes()).isZero();
    probes.learnFrom(new ListingEnd(2, Optional.of("2")));
    assertThat(probes.arePairsGiven()).isTrue();
  }

  @Test
  void learnsOnUntilTheOffsetHasShownAnEffect() throws Exception {
    probes.at(0);
    assertThat(probes.arePairsGiven()).isTrue();
    probes.learnFrom(listing.end());
    assertThat(probes.effect().isShown()).isTrue();
  }

  @Test
  void rowThatIsGoneTeachesNothing() throws Exception {
    probes.learnFrom(new ListingEnd(50, Optional.of("50")));
    assertThat(probes.arePairsGiven()).isFalse();
    assertThat(probes.effect().isShown()).isFalse();
  }

  @Test
  void aServerThatGivesOneRowGivesNoPairs() throws Exception {
    listing.limitCap(1);
    probes.learnFrom(listing.end());
    assertThat(probes.arePairsGiven()).isFalse();
  }
}
