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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingEndTest {

  @Test
  void isBehindTheLastRowOfAnAnswer() {
    Probe.Answer answer =
        new Probe.Answer(
            List.of(
                new Probe.Row("a", Optional.of("digest a")),
                new Probe.Row("b", Optional.of("digest b"))),
            OptionalLong.empty());
    assertThat(ListingEnd.after(7, answer))
        .isEqualTo(new ListingEnd(9, Optional.of("b"), Optional.of("digest b")));
  }

  @Test
  void mayHaveNoRow() {
    assertThat(new ListingEnd(0, Optional.empty())).isEqualTo(ListingEnd.EMPTY);
  }

  @ParameterizedTest
  @CsvSource({"-1, , ", "-1, a, ", "0, a, ", "1, , ", "0, , digest"})
  void hasAnAnchorExactlyIfThereIsARow(long offset, String anchor, String content) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ListingEnd(offset, Optional.ofNullable(anchor), Optional.ofNullable(content)));
  }

  @Test
  void placesToStopAndToStartAreOffsets() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FixedEnd(-1, FixedEnd.Reason.LIMIT));
    assertThat(new FixedEnd(0, FixedEnd.Reason.LIMIT).offset()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StartingOffset.At(-1))
        .withMessageContaining("'scan.startup.offset' is -1");
    assertThat(new StartingOffset.At(0).offset()).isZero();
  }

  @Test
  void jobThatBeginsKnowsWhereAtMost() {
    assertThat(RangeEnumeratorState.initial(new StartingOffset.Earliest(), "f", "id").frontier())
        .hasValue(0);
    assertThat(RangeEnumeratorState.initial(new StartingOffset.At(7), "f", "id").frontier())
        .hasValue(7);
    assertThat(RangeEnumeratorState.initial(new StartingOffset.Latest(), "f", "id").frontier())
        .isEmpty();
  }
}
