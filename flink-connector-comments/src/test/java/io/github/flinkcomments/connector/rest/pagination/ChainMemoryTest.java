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
package io.github.flinkcomments.connector.rest.pagination;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChainMemoryTest {

  private static final long UNKNOWN = 0;

  private final ChainMemory memory = new ChainMemory();

  @Test
  void pageIsFullOnceAnotherHasComeBehindIt() {
    see(1, "a", "b", "c");
    assertThat(memory.fullSize()).isZero();
    assertThat(memory.isFull(page("d"))).isTrue();
    assertThat(memory.isKnownToBeFull(page("d", "e", "f"))).isFalse();
    see(2, "d");
    assertThat(memory.fullSize()).isEqualTo(3);
    assertThat(memory.isFull(page("d", "e"))).isFalse();
    assertThat(memory.isFull(page("d", "e", "f"))).isTrue();
    assertThat(memory.isKnownToBeFull(page("d", "e"))).isFalse();
    assertThat(memory.isKnownToBeFull(page("d", "e", "f"))).isTrue();
  }

  @Test
  void pageThatWasAskedForTwiceIsNotTheOneBehind() {
    see(1, "a", "b");
    see(1, "a", "b", "c");
    assertThat(memory.fullSize()).isZero();
  }

  /** As servers do past the end. */
  @Test
  void pageThatEndsWithARecordOfTheOneBeforeIsNotTheOneBehind() {
    see(1, "a", "b", "c");
    see(2, "b", "c");
    assertThat(memory.fullSize()).isZero();
  }

  @Test
  void emptyPageIsNotTheOneBehind() {
    see(1, "a", "b");
    see(2);
    assertThat(memory.fullSize()).isZero();
    assertThat(memory.isFull(page())).isFalse();
  }

  @Test
  void pageOfAsManyRecordsAsWereWantedIsFull() {
    memory.answered(address(1), page("a", "b"), 3);
    assertThat(memory.fullSize()).isZero();
    memory.answered(address(1), page("a", "b", "c"), 3);
    assertThat(memory.fullSize()).isEqualTo(3);
    memory.answered(address(1), page("a", "b", "c", "d"), 3);
    assertThat(memory.fullSize()).isEqualTo(3);
    assertThat(memory.isKnownToBeFull(page("a", "b", "c"))).as("one had more").isFalse();
  }

  @Test
  void largestPageIsRemembered() {
    assertThat(memory.hasSeenRecords()).isFalse();
    see(1, "a", "b");
    assertThat(memory.hasSeenRecords()).isTrue();
    assertThat(memory.isLargest(page("c"))).isFalse();
    assertThat(memory.isLargest(page("c", "d"))).isTrue();
  }

  @Test
  void pageRepeatsAnotherOneOnly() {
    assertThat(memory.repeats(address(1), page())).isFalse();
    see(1, "a", "b");
    assertThat(memory.repeats(address(1), page("a", "b"))).as("asked for again").isFalse();
    assertThat(memory.repeats(address(2), page("a", "b"))).isTrue();
    assertThat(memory.repeats(address(2), page("a", "b", "c"))).isFalse();
    assertThat(memory.repeats(address(2), page())).isFalse();
  }

  @Test
  void pageThatHasGrownBeginsLikeItself() {
    assertThat(memory.beginsAgain(address(1), page("a"))).isFalse();
    see(1, "a", "b");
    assertThat(memory.beginsAgain(address(1), page("a", "b"))).as("asked for again").isFalse();
    assertThat(memory.beginsAgain(address(2), page("a", "b", "c"))).isTrue();
    assertThat(memory.beginsAgain(address(2), page("a"))).isTrue();
    assertThat(memory.beginsAgain(address(2), page("a", "c"))).isFalse();
    assertThat(memory.beginsAgain(address(2), page())).isFalse();
  }

  /** Pages without records may stand between a page and the one that repeats it. */
  @Test
  void emptyPageIsNoneToCompareWith() {
    see(1, "a", "b");
    see(2);
    assertThat(memory.repeats(address(3), page("a", "b"))).isTrue();
  }

  @Test
  void walkIsBarrenAfterAThousandEmptyPagesInARow() {
    for (int number = 0; number < 999; number++) {
      see(number);
    }
    assertThat(memory.isBarren()).isFalse();
    see(999);
    assertThat(memory.isBarren()).isTrue();
    see(1000, "a");
    assertThat(memory.isBarren()).isFalse();
  }

  @Test
  void restartedWalkForgetsTheWayAndNoSizes() {
    see(1, "a", "b");
    see(2, "c");
    for (int number = 0; number < 1000; number++) {
      see(3);
    }
    memory.totalReached();
    memory.closesCircle(address(3));
    assertThat(memory.hasReachedTotal()).isTrue();

    memory.restarted();
    assertThat(memory.isBarren()).isFalse();
    assertThat(memory.hasReachedTotal()).isFalse();
    assertThat(memory.closesCircle(address(3))).isFalse();
    assertThat(memory.repeats(address(4), page("c"))).isFalse();
    assertThat(memory.fullSize()).isEqualTo(2);
  }

  @Test
  void recordsOfAWholeWalkAreCountedUnlessTheyWereInferred() {
    assertThat(memory.hasCounted()).isTrue();
    assertThat(new ChainMemory(false).hasCounted()).isFalse();
  }

  private void see(int number, String... records) {
    memory.answered(address(number), page(records), UNKNOWN);
    memory.passed(address(number), page(records));
  }

  private static PageAddress address(int number) {
    return new PageAddress.Numbered(number);
  }

  private static PageFacts page(String... records) {
    return new PageFacts(
        URI.create("http://host/"),
        Map.of(),
        Map.of(),
        OptionalLong.empty(),
        List.of(records),
        List.of(),
        false);
  }
}
