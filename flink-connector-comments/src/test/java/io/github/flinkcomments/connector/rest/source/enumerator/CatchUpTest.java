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

import java.util.Set;
import org.junit.jupiter.api.Test;

class CatchUpTest {

  private static final boolean ALL_ASSIGNED = true;

  private final CatchUp catchUp = new CatchUp();

  @Test
  void waitsForEveryReaderToStart() {
    catchUp.started(0, Set.of());
    assertReached(false, ALL_ASSIGNED);
    catchUp.started(1, Set.of());
    assertReached(true, ALL_ASSIGNED);
  }

  @Test
  void waitsForRestoredAndAssignedSplits() {
    catchUp.started(0, Set.of("restored"));
    catchUp.started(1, Set.of());
    catchUp.assigned(1, "new");
    assertReached(false, ALL_ASSIGNED);
    catchUp.caughtUp(0, "restored");
    assertReached(false, ALL_ASSIGNED);
    catchUp.caughtUp(1, "new");
    assertReached(true, ALL_ASSIGNED);
  }

  @Test
  void waitsForASplitThatIsAssignedBeforeItsReaderIsKnown() {
    catchUp.assigned(0, "early");
    catchUp.started(1, Set.of());
    assertReached(false, ALL_ASSIGNED);
    catchUp.caughtUp(0, "early");
    assertReached(true, ALL_ASSIGNED);
  }

  @Test
  void waitsWhileSomethingIsNotAssigned() {
    catchUp.started(0, Set.of());
    catchUp.started(1, Set.of());
    assertReached(false, !ALL_ASSIGNED);
  }

  @Test
  void aFailedReaderHasToStartAgainWithWhatItIsRestoredWith() {
    catchUp.started(0, Set.of());
    catchUp.started(1, Set.of());
    catchUp.assigned(1, "new");
    catchUp.gone(1);
    assertReached(false, ALL_ASSIGNED);
    catchUp.started(1, Set.of("restored"));
    assertReached(false, ALL_ASSIGNED);
    catchUp.caughtUp(1, "restored");
    assertReached(true, ALL_ASSIGNED);
  }

  @Test
  void staysReachedWhenMoreComes() {
    catchUp.started(0, Set.of());
    catchUp.started(1, Set.of());
    assertReached(true, ALL_ASSIGNED);
    catchUp.assigned(0, "later");
    assertReached(true, !ALL_ASSIGNED);
  }

  private void assertReached(boolean expected, boolean everythingAssigned) {
    catchUp.decide(2, everythingAssigned);
    assertThat(catchUp.isReached()).isEqualTo(expected);
  }
}
