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
package io.github.flinkcomments.connector.delta.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class StringBoundsTest {

  private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

  @Test
  void shortStringsAreKept() {
    String longest = "x".repeat(32);
    assertThat(StringBounds.notAfter(longest)).isEqualTo(longest);
    assertThat(StringBounds.notBefore(longest)).contains(longest);
    assertThat(StringBounds.notBefore("")).contains("");
  }

  @Test
  void longStringsAreCut() {
    assertThat(StringBounds.notAfter("x".repeat(33))).isEqualTo("x".repeat(32));
    assertThat(StringBounds.notBefore("x".repeat(33))).contains("x".repeat(31) + "y");
  }

  @Test
  void charactersAreCountedNotHalfOnes() {
    String faces = "\uD83D\uDE00".repeat(40);
    assertThat(StringBounds.notAfter(faces)).isEqualTo("\uD83D\uDE00".repeat(32));
    assertThat(StringBounds.notBefore(faces)).contains("\uD83D\uDE00".repeat(31) + "\uD83D\uDE01");
  }

  @Test
  void theLastCharacterCannotBeRaised() {
    assertThat(StringBounds.notBefore("x".repeat(30) + LAST_CHARACTER.repeat(3)))
        .contains("x".repeat(29) + "y");
    assertThat(StringBounds.notBefore(LAST_CHARACTER.repeat(33))).isEmpty();
  }

  @Test
  void surrogatesAreSkipped() {
    assertThat(StringBounds.notBefore("x".repeat(31) + "\uD7FF" + "more"))
        .contains("x".repeat(31) + "\uE000");
  }

  @Property
  void boundsAreOnTheirSide(@ForAll @StringLength(max = 40) String value) {
    String clean = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

    assertThat(compare(StringBounds.notAfter(clean), clean)).isNotPositive();
    Optional<String> upper = StringBounds.notBefore(clean);
    upper.ifPresent(bound -> assertThat(compare(bound, clean)).isNotNegative());
  }

  private static int compare(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
