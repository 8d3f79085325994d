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

import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogSharesTest {

  private final BacklogShares shares = new BacklogShares();

  @Test
  void sharesAddUpToTheBacklog() {
    assertThat(IntStream.range(0, 4).mapToLong(reader -> shares.news(reader, 11, 4).orElseThrow()))
        .containsExactly(3L, 3L, 3L, 2L);
  }

  @Test
  void aReaderIsToldWhatHasChanged() {
    assertThat(shares.news(0, 10, 2)).hasValue(5);
    assertThat(shares.news(0, 11, 2)).hasValue(6);
    assertThat(shares.news(0, 12, 2)).isEqualTo(OptionalLong.empty());
    assertThat(shares.news(0, 0, 2)).hasValue(0);
  }

  @Test
  void aReaderThatHasStartedAnewKnowsNothing() {
    shares.news(0, 10, 2);
    shares.started(0);
    assertThat(shares.news(0, 10, 2)).hasValue(5);
    shares.started(0);
    assertThat(shares.news(0, 0, 2)).isEqualTo(OptionalLong.empty());
  }
}
