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

import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RangeAssignerTest {

  private final RangeAssigner assigner = new RangeAssigner(100, 0, List.of());

  @Test
  void cutsRangesUpToTheEnd() {
    assertThat(assigner.next(250)).contains(RangeSplit.of(0, 100));
    assertThat(assigner.next(250)).contains(RangeSplit.of(100, 200));
    assertThat(assigner.next(250)).contains(RangeSplit.of(200, 250));
    assertThat(assigner.next(250)).isEmpty();
    assertThat(assigner.next(251)).contains(RangeSplit.of(250, 251));
  }

  @Test
  void handsOutReturnedRangesFirstAndInOrder() {
    RangeSplit half = new RangeSplit(100, 200, 150, Optional.of("150"));
    assigner.next(300);
    assigner.next(300);
    assigner.addBack(List.of(half, RangeSplit.of(0, 100)));
    assertThat(assigner.returned()).containsExactly(RangeSplit.of(0, 100), half);
    assertThat(assigner.next(300)).contains(RangeSplit.of(0, 100));
    assertThat(assigner.next(300)).contains(half);
    assertThat(assigner.next(300)).contains(RangeSplit.of(200, 300));
  }

  @Test
  void countsWhatIsLeft() {
    assertThat(assigner.unassigned(250)).isEqualTo(3);
    assertThat(assigner.unassigned(200)).isEqualTo(2);
    assigner.next(250);
    assigner.addBack(List.of(RangeSplit.of(0, 100)));
    assertThat(assigner.unassigned(250)).isEqualTo(3);
    assertThat(assigner.unassigned(0)).isEqualTo(1);
    assertThat(assigner.unassignedRecords(250)).isEqualTo(250);
    assertThat(assigner.unassignedRecords(0)).isEqualTo(100);
  }

  /** As somebody may write who wants one range. */
  @Test
  void aRangeMayBeAsLargeAsNumbersGo() {
    RangeAssigner huge = new RangeAssigner(Long.MAX_VALUE, 0, List.of());
    assertThat(huge.unassigned(250)).isEqualTo(1);
    assertThat(huge.next(250)).contains(RangeSplit.of(0, 250));
    assertThat(huge.next(250)).isEmpty();
    assertThat(huge.unassigned(300)).isEqualTo(1);
    assertThat(huge.next(300)).contains(RangeSplit.of(250, 300));
  }

  @Test
  void soMayARangeOfPages() {
    PageFrontier pages = new PageFrontier(1, 5, 9, 1);
    assertThat(pages.rest(Long.MAX_VALUE)).contains(new PageFrontier(1, 9, 9, 1));
  }
}
