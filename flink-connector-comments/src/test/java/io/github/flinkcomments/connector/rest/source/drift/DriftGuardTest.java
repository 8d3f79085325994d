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
package io.github.flinkcomments.connector.rest.source.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.testutils.logging.LoggerAuditingExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.Level;

class DriftGuardTest {

  @RegisterExtension
  final LoggerAuditingExtension log = new LoggerAuditingExtension(DriftGuard.class, Level.WARN);

  /** Where records are known by their content, one that was edited looks like another. */
  @Test
  void recordKeyIsNamedWhereAnEditLooksLikeDrift() {
    assertThat(messageOf(false, Optional.of("b")))
        .contains("Or the record there was edited", "'record.key-pointer'", "'/id'");
    assertThat(messageOf(true, Optional.of("b"))).doesNotContain("record.key");
    assertThat(messageOf(false, Optional.empty())).doesNotContain("record.key");
  }

  @Test
  void bothRecordsAreNamed() {
    assertThat(messageOf(true, Optional.of("b")))
        .startsWith(
            "The listing listing has shifted: expected record a at offset 5, found record b.");
    assertThat(messageOf(true, Optional.empty()))
        .startsWith(
            "The listing listing has shifted: expected record a at offset 5, found the end of the listing.");
  }

  @Test
  void anotherReasonIsNamedIfThereIsOne() {
    Drift drift = new Drift(5, "a", Optional.of("b"), Optional.of("Or the sort order changes"));
    assertThat(messageOf(true, drift))
        .contains("would skip or repeat rows. Or the sort order changes. Read the listing again");
  }

  @Test
  void sameRecordIsNoDrift() {
    guard(DriftCheck.FAIL, true).compare(5, "a", "a");
    assertThatThrownBy(() -> guard(DriftCheck.FAIL, true).compare(5, "a", "b"))
        .rootCause()
        .hasMessageContaining("expected record a at offset 5, found record b");
  }

  @Test
  void driftIsLoggedWhereTheJobGoesOn() {
    guard(DriftCheck.WARN, true).compare(5, "a", "b");
    assertThat(log.getMessages())
        .containsExactly(
            "The listing listing has shifted: expected record a at offset 5, found record b. Going on.");
  }

  @Test
  void driftIsPassedOverWhereNobodyLooks() {
    guard(DriftCheck.OFF, true).compare(5, "a", "b");
    assertThat(log.getMessages()).isEmpty();
    assertThat(guard(DriftCheck.OFF, true).isOn()).isFalse();
    assertThat(guard(DriftCheck.WARN, true).isOn()).isTrue();
    assertThat(guard(DriftCheck.FAIL, true).isOn()).isTrue();
  }

  @Test
  void contentThatIsNotKnownIsNotCompared() {
    guard(DriftCheck.FAIL, true).compareContent(5, "a", Optional.empty(), Optional.of("x"));
    guard(DriftCheck.FAIL, true).compareContent(5, "a", Optional.of("x"), Optional.empty());
    assertThat(log.getMessages()).isEmpty();
    guard(DriftCheck.FAIL, true).compareContent(5, "a", Optional.of("x"), Optional.of("y"));
    assertThat(log.getMessages())
        .singleElement()
        .asString()
        .startsWith("Record a at offset 5 of the listing listing has another content");
  }

  private static DriftGuard guard(DriftCheck check, boolean keyed) {
    return new DriftGuard("listing", check, keyed);
  }

  private static String messageOf(boolean keyed, Optional<String> found) {
    return messageOf(keyed, new Drift(5, "a", found));
  }

  private static String messageOf(boolean keyed, Drift drift) {
    DriftGuard guard = guard(DriftCheck.FAIL, keyed);
    Throwable[] cause = new Throwable[1];
    assertThatThrownBy(() -> guard.report(drift))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(ListingDriftException.class)
        .satisfies(thrown -> cause[0] = thrown);
    return cause[0].getMessage();
  }
}
