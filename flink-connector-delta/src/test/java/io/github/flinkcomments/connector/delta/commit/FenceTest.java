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

import java.util.List;
import org.junit.jupiter.api.Test;

class FenceTest {

  private static final long NEWEST_CHECKPOINT = (1L << 62) - 1;

  @Test
  void fencesAreAboveAllCheckpoints() {
    assertThat(
            List.of(
                Fence.keepingAll(),
                Fence.keepingUpTo(1),
                Fence.keepingUpTo(NEWEST_CHECKPOINT),
                Fence.keepingNone()))
        .allMatch(Fence::isFence);
    assertThat(List.of(0L, 1L, NEWEST_CHECKPOINT)).noneMatch(Fence::isFence);
  }

  @Test
  void theLessOneKeepsTheHigherItIs() {
    assertThat(
            List.of(
                Fence.keepingAll(),
                Fence.keepingUpTo(4),
                Fence.keepingUpTo(3),
                Fence.keepingNone()))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void tellsWhatTheTableStillHolds() {
    assertThat(Fence.keptBy(Fence.keepingUpTo(3))).isEqualTo(3);
    assertThat(Fence.keeps(Fence.keepingUpTo(3), 3)).isTrue();
    assertThat(Fence.keeps(Fence.keepingUpTo(3), 4)).isFalse();
    assertThat(Fence.keeps(Fence.keepingAll(), NEWEST_CHECKPOINT)).isTrue();
    assertThat(Fence.keeps(Fence.keepingNone(), 1)).isFalse();
  }

  @Test
  void anEpochThatIsOpenHoldsWhatItHasCommitted() {
    assertThat(Fence.keeps(3, 2)).isTrue();
    assertThat(Fence.keeps(NEWEST_CHECKPOINT, NEWEST_CHECKPOINT)).isTrue();
  }
}
