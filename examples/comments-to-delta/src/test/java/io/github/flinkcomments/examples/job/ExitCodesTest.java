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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodesTest {

  @ParameterizedTest
  @CsvSource({
    "CAUGHT_UP, true, 0",
    "STOPPED, false, 0",
    "STOPPED, true, 130",
    "ENDED_ELSEWHERE, false, 0",
    "ENDED_ELSEWHERE, true, 1"
  })
  void areZeroOnlyForWhatWasAsked(Ending ending, boolean untilCaughtUp, int exitCode) {
    assertThat(ExitCodes.of(ending, untilCaughtUp)).isEqualTo(exitCode);
  }
}
