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
import org.junit.jupiter.api.Test;

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

  private GapCheck byUrl(int lagInPauses) {
    AtomicInteger pauses = new AtomicInteger();
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
