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

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySequenceTest {

  @ParameterizedTest
  @CsvSource({
    "3 2 1, true",
    "9 9 8, true",
    "10 9 -1.5, true", // as numbers
    "c b b, true",
    "9 10 a, false", // as texts
    "b 9 10, true",
    "1 2 3, false",
    "3 1 2, false",
    "2 2, false",
    "a b, false",
    "1, false",
  })
  void fallsByValueIfAllAreNumbers(String keys, boolean falls) {
    assertThat(sequence(keys).falls()).isEqualTo(falls);
  }

  @Test
  void nothingFallsWhereNothingIs() {
    assertThat(new KeySequence(List.of()).falls()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1 -2 3.50, true", "1 x, false", "1e3, false", "' ', true"})
  void numbersArePlainDecimals(String keys, boolean numbers) {
    assertThat(sequence(keys).isOfNumbers()).isEqualTo(numbers);
  }

  @ParameterizedTest
  @CsvSource({
    "3 1 2, true",
    "35 44 27, true",
    "1 2 3, false",
    "3 2 1, false",
    "1 10 2, false", // by their digits
    "2 10 1, false", // by their digits, falling
    "b a c, false"
  })
  void numbersThatNeitherRiseNorFallAreInNoOrder(String keys, boolean inNoOrder) {
    assertThat(sequence(keys).isOfNumbersInNoOrder()).isEqualTo(inNoOrder);
  }

  private static KeySequence sequence(String keys) {
    return new KeySequence(Arrays.stream(keys.split(" ")).toList());
  }
}
