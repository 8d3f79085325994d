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

import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.testutils.logging.LoggerAuditingExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.Level;

class TotalCheckTest {

  private static final TotalLocation HEADER = new TotalLocation.Header("X-Total");
  private static final TotalLocation BODY = new TotalLocation.Body("/total");

  @RegisterExtension
  final LoggerAuditingExtension log = new LoggerAuditingExtension(TotalCheck.class, Level.WARN);

  @Test
  void totalThatTheUserHasNamedMustBeThere() {
    assertMissing(HEADER, "'pagination.total-header' is 'X-Total'");
    assertMissing(BODY, "'pagination.total-pointer' is '/total'");
  }

  @Test
  void totalThatNobodyHasNamedIsAskedForInTheLog() {
    TotalCheck check = new TotalCheck("the listing", HEADER, false);
    check.saw(false);
    check.saw(false);
    assertThat(log.getMessages())
        .singleElement()
        .asString()
        .startsWith(
            "The listing the listing answers without the total that 'pagination.total-header' is 'X-Total' would name");
  }

  @Test
  void firstPageDecides() {
    TotalCheck check = new TotalCheck("the listing", HEADER, true);
    check.saw(true);
    check.saw(false);
    assertThat(log.getMessages()).isEmpty();
  }

  @Test
  void nothingIsMissingWhereThereIsNoTotal() {
    new TotalCheck("the listing", new TotalLocation.Unknown(), true).saw(false);
    assertThat(log.getMessages()).isEmpty();
  }

  private static void assertMissing(TotalLocation location, String option) {
    assertThatThrownBy(() -> new TotalCheck("the listing", location, true).saw(false))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageStartingWith(
            "The option %s, but the listing the listing answers without such a total", option);
  }
}
