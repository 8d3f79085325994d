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
package io.github.flinkcomments.connector.rest.source.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulation that cannot find bugs proves nothing. */
@Tag("slow")
class SeededBugTest {

  private static final int ENOUGH_SCHEDULES = 1_000;

  @ParameterizedTest
  @EnumSource
  void isFound(SeededBug bug) {
    Optional<Violation> violation = Optional.empty();
    int seed = 0;
    while (violation.isEmpty() && seed < ENOUGH_SCHEDULES) {
      violation = violation(++seed, bug);
    }
    assertThat(violation).as("after %d schedules", seed).isPresent();
    System.out.printf(
        "%s: found in schedule %d, %s%n",
        bug, seed, violation.orElseThrow().getMessage().lines().findFirst().orElseThrow());
  }

  private static Optional<Violation> violation(long seed, SeededBug bug) {
    try {
      Schedule.run(seed, bug.variant());
      return Optional.empty();
    } catch (Violation e) {
      return Optional.of(e);
    }
  }
}
