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
package io.github.flinkcomments.connector.rest.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageLimitTest {

  private final PageLimit limit = new PageLimit(100);

  @Test
  void learnsTheServersLimit() {
    limit.received(100, 7);
    assertThat(limit.current()).isEqualTo(7);
  }

  @Test
  void recoversFromOneShortPage() {
    limit.received(100, 30);
    for (int i = 0; i < 100; i++) {
      limit.received(limit.current(), limit.current());
    }
    assertThat(limit.current()).isEqualTo(100);
  }

  @Test
  void neverAsksForMoreThanThePageSize() {
    for (int i = 0; i < 1000; i++) {
      limit.received(100, 100);
    }
    assertThat(limit.current()).isEqualTo(100);
  }

  @Test
  void aLastPageThatIsSmallerTeachesNothing() {
    limit.received(3, 3);
    assertThat(limit.current()).isEqualTo(100);
  }

  @Test
  void asksForTheOverlapRowOnTopIfThatIsGiven() {
    PageLimit onTop = PageLimit.withOverlapOnTop(100);
    assertThat(onTop.current()).isEqualTo(100);
    assertThat(onTop.trial()).hasValue(101);
    onTop.tries();
    assertThat(onTop.trial()).isEmpty();
    onTop.tried(101, 101);
    assertThat(onTop.current()).isEqualTo(101);
    assertThat(onTop.trial()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 100})
  void staysAtThePageSizeIfItIsNot(int rows) {
    PageLimit onTop = PageLimit.withOverlapOnTop(100);
    onTop.tries();
    onTop.tried(101, rows);
    assertThat(onTop.current()).isEqualTo(100);
    assertThat(onTop.trial()).isEmpty();
  }

  @Test
  void triesNothingWhileLessThanThePageSizeIsGiven() {
    PageLimit onTop = PageLimit.withOverlapOnTop(100);
    onTop.received(100, 30);
    assertThat(onTop.trial()).isEmpty();
  }

  @Test
  void aPageOfOneRowHasNoOverlapRow() {
    assertThat(PageLimit.withOverlapOnTop(1).trial()).isEmpty();
  }
}
