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
package io.github.flinkcomments.connector.delta.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinkIdTest {

  private static final String DRAWN = "01234567-89ab-cdef-0123-456789abcdef";

  private final SinkId first = new SinkId("sink");
  private final SinkId second = first.atEpoch(1, "run1");

  @Test
  void isWhatTheTableRecords() {
    assertThat(first).hasToString("sink");
    assertThat(second).hasToString("sink~1-run1");
    assertThat(second.atEpoch(2, "run2")).isEqualTo(new SinkId("sink~2-run2"));
  }

  @Test
  void epochsAreOfOneId() {
    assertThat(first.base()).isEqualTo(first);
    assertThat(second.base()).isEqualTo(first);
    assertThat(first.epoch()).isZero();
    assertThat(second.epoch()).isEqualTo(1);
    assertThat(new SinkId("sink~12-run").epoch()).isEqualTo(12);
    assertThat(new SinkId("sink~1").epoch()).as("a tilde in a prefix").isZero();
  }

  @Test
  void epochTellsTheRunThatHasOpenedIt() {
    assertThat(second.isOpenedBy("run1")).isTrue();
    assertThat(second.isOpenedBy("run2")).isFalse();
    assertThat(first.isOpenedBy("run1")).isFalse();
  }

  @Test
  void ownsItsEpochsAlone() {
    assertThat(first.owns("sink")).isTrue();
    assertThat(first.owns("sink~7-other")).isTrue();
    assertThat(second.owns("sink")).isTrue();
    assertThat(first.owns("sink2")).isFalse();
    assertThat(first.owns("sink2~1-run1")).isFalse();
    assertThat(first.owns(" ")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    DRAWN + ", , true",
    DRAWN + "~1-run1, , true",
    "prefix-" + DRAWN + ", prefix, true",
    "prefix-" + DRAWN + "~2-run1, prefix, true",
    "prefix-" + DRAWN + ", , false",
    DRAWN + ", prefix, false",
    "other-" + DRAWN + ", prefix, false",
    "prefix-sink, prefix, false",
    "sink, , false",
    "' ', , false"
  })
  void isKnownByItsPrefix(String applicationId, String prefix, boolean drawn) {
    assertThat(SinkId.isDrawn(applicationId, Optional.ofNullable(prefix))).isEqualTo(drawn);
  }

  @Test
  void isAnotherForEachStart() {
    for (Optional<String> prefix : List.of(Optional.<String>empty(), Optional.of("p"))) {
      SinkId one = SinkId.random(prefix);
      assertThat(SinkId.isDrawn(one.value(), prefix)).isTrue();
      assertThat(SinkId.random(prefix)).isNotEqualTo(one);
    }
  }

  @Test
  void runsCanBeToldApartWithinAnEpoch() {
    String run = SinkId.randomRun();
    assertThat(first.atEpoch(1, run).isOpenedBy(run)).isTrue();
    assertThat(SinkId.randomRun()).isNotEqualTo(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void isNotBlank(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new SinkId(value));
  }
}
