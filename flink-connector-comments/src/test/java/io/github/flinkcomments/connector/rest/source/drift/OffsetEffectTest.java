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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;

/** A listing whose offsets begin at 1. */
class OffsetEffectTest {

  private final Map<Long, String> rows = new HashMap<>();
  private final List<Long> asked = new ArrayList<>();
  private boolean refusesFarOffsets;
  private final OffsetEffect effect = new OffsetEffect("the listing", "skip", 1, this::at);

  @Test
  void anotherRecordAtAnotherOffsetShowsIt() {
    effect.saw(10, "a");
    effect.saw(10, "b");
    assertThat(effect.isShown()).as("the row was replaced").isFalse();
    effect.saw(20, "a");
    assertThat(effect.isShown()).as("it may be ignored").isFalse();
    effect.saw(20, "b");
    assertThat(effect.isShown()).isTrue();
  }

  @Test
  void theFirstRowHasNothingToBeComparedWith() throws Exception {
    effect.require(1, "a");
    assertThat(asked).isEmpty();
    assertThat(effect.isShown()).isFalse();
  }

  @Test
  void theFirstRowIsLookedUpOnce() throws Exception {
    rows.put(1L, "a");
    effect.require(20, "b");
    effect.require(30, "c");
    assertThat(asked).containsExactly(1L);
    assertThat(effect.isShown()).isTrue();
  }

  @Test
  void noRowAtTheFirstOffsetShowsItToo() throws Exception {
    effect.require(20, "b");
    assertThat(asked).containsExactly(1L);
    assertThat(effect.isShown()).isTrue();
  }

  @Test
  void sameRecordEverywhereIsRefused() {
    rows.put(1L, "a");
    rows.put(OffsetEffect.FAR, "a");
    assertThatThrownBy(() -> effect.require(20, "a"))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(UnusableOffsetsException.class)
        .hasMessageStartingWith(
            "The listing the listing gives the same records at any offset: record a stands at offset 1 as well as at offset 2000000000.")
        .hasMessageContaining("does not know the query parameter 'skip'");
    assertThat(effect.isShown()).isFalse();
  }

  /** Records without a key are known by their content, and two may have the same. */
  @Test
  void twinsAreToldByARowFarAway() throws Exception {
    rows.put(1L, "twin");
    effect.require(20, "twin");
    assertThat(asked).containsExactly(1L, OffsetEffect.FAR);
    assertThat(effect.isShown()).isTrue();
  }

  @Test
  void offsetThatIsRefusedWasUnderstood() throws Exception {
    rows.put(1L, "a");
    refusesFarOffsets = true;
    effect.require(20, "a");
    assertThat(effect.isShown()).isTrue();
  }

  @Test
  void rowFarAwayIsLookedUpOnce() throws Exception {
    rows.put(OffsetEffect.FAR, "a");
    assertThat(effect.isAlsoFar("a")).isTrue();
    assertThat(effect.isAlsoFar("b")).isFalse();
    assertThat(asked).containsExactly(OffsetEffect.FAR);
  }

  private Optional<String> at(long offset) {
    asked.add(offset);
    if (refusesFarOffsets && offset == OffsetEffect.FAR) {
      throw new SuppressRestartsException(new IllegalArgumentException("status 400"));
    }
    return Optional.ofNullable(rows.get(offset));
  }
}
