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
package io.github.flinkcomments.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.checkpoint.Progress;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CatchUpTest {

  @Test
  void isReachedWhenEverythingBelowTheEndWasRead() {
    CatchUp catchUp = new CatchUp(Progress.startingAt(0));

    assertThat(catchUp.reachedBy(Progress.startingAt(0))).isFalse();
    assertThat(catchUp.reachedBy(progress(499, 500, 1))).isFalse();
    assertThat(catchUp.reachedBy(progress(500, 500, 1))).isTrue();
  }

  @Test
  void aRestoredEndDoesNotCount() {
    CatchUp catchUp = new CatchUp(progress(500, 500, 7));

    assertThat(catchUp.reachedBy(progress(500, 500, 7))).isFalse();
    assertThat(catchUp.reachedBy(progress(500, 525, 8))).isFalse();
    assertThat(catchUp.reachedBy(progress(525, 525, 8))).isTrue();
  }

  @Test
  void anEndThatMovesOnIsNotChased() {
    CatchUp catchUp = new CatchUp(Progress.startingAt(0));

    assertThat(catchUp.reachedBy(progress(100, 500, 1))).isFalse();
    assertThat(catchUp.reachedBy(progress(500, 900, 2))).isTrue();
  }

  @Test
  void rowsAheadOfAGapDoNotCount() {
    CatchUp catchUp = new CatchUp(Progress.startingAt(0));

    assertThat(catchUp.reachedBy(new Progress(300, 499, OptionalLong.of(500), 1))).isFalse();
  }

  @Test
  void anEmptyListingIsCaughtUpWithAtOnce() {
    assertThat(new CatchUp(Progress.startingAt(0)).reachedBy(progress(0, 0, 1))).isTrue();
  }

  private static Progress progress(long current, long known, long probes) {
    return new Progress(current, current, OptionalLong.of(known), probes);
  }
}
