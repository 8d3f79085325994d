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
package io.github.flinkcomments.connector.delta.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulation that cannot find bugs proves nothing. */
@Tag("heavy")
class SeededBugTest {

  private static final int ENOUGH_SCHEDULES = 2_000;

  @ParameterizedTest
  @EnumSource
  void isFound(SeededBug bug) {
    Optional<Violation> violation = Optional.empty();
    int schedules = 0;
    while (violation.isEmpty() && schedules < ENOUGH_SCHEDULES) {
      violation = Simulation.violation(++schedules, bug);
    }
    assertThat(violation).as("after %d schedules", schedules).isPresent();
    System.out.printf("%s: found in schedule %d%n", bug, schedules);
  }
}
