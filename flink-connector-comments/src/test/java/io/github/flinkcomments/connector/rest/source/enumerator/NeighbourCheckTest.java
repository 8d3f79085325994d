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

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.drift.DriftGuard;
import io.github.flinkcomments.connector.rest.source.event.RangeReport;
import org.junit.jupiter.api.Test;

class NeighbourCheckTest {

  private final NeighbourCheck check =
      new NeighbourCheck(new DriftGuard("the listing", DriftCheck.FAIL, true));

  @Test
  void neighboursThatAgreeAreFine() {
    check.add(new RangeReport(100, 200, "100", "200"));
    assertThatCode(() -> check.add(new RangeReport(0, 100, null, "100")))
        .doesNotThrowAnyException();
  }

  @Test
  void neighboursThatDisagreeAreDriftWhicheverComesFirst() {
    check.add(new RangeReport(100, 200, "101", "201"));
    assertThatThrownBy(() -> check.add(new RangeReport(0, 100, null, "100")))
        .rootCause()
        .hasMessageContaining("expected record 101 at offset 99, found record 100");
  }

  @Test
  void aLostReportLosesACheckAndNothingElse() {
    check.add(new RangeReport(0, 100, null, "100"));
    assertThatCode(() -> check.add(new RangeReport(200, 300, "999", "300")))
        .doesNotThrowAnyException();
  }

  @Test
  void remembersManyLooks() {
    check.add(new RangeReport(0, 1, null, "1"));
    for (long end = 10; end <= 10_230; end += 10) {
      check.add(new RangeReport(end - 1, end, null, "x"));
    }
    assertThatThrownBy(() -> check.add(new RangeReport(1, 2, "other", "x")))
        .rootCause()
        .hasMessageContaining("expected record 1 at offset 0, found record other");
  }

  @Test
  void forgetsTheOldestLooks() {
    check.add(new RangeReport(0, 1, null, "1"));
    for (long start = 10; start < 100_000; start += 10) {
      check.add(new RangeReport(start, start + 1, null, "x"));
    }
    assertThatCode(() -> check.add(new RangeReport(1, 2, "other", "x"))).doesNotThrowAnyException();
  }
}
