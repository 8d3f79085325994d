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
    PageLimit onTop = PageLimit.growing(100, 100, true);
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
    PageLimit onTop = PageLimit.growing(100, 100, true);
    onTop.tries();
    onTop.tried(101, rows);
    assertThat(onTop.current()).isEqualTo(100);
    assertThat(onTop.trial()).isEmpty();
  }

  /** What has failed for a moment would otherwise cost a job its larger pages for good. */
  @Test
  void triesAgainAfterARefusalEachTimeLater() {
    PageLimit growing = PageLimit.growing(100, 1000, true);
    for (int pages = 128; pages <= 1024; pages *= 2) {
      growing.tried(tryNext(growing), 0);
      for (int page = 0; page < pages; page++) {
        assertThat(growing.trial()).as("%d of %d pages", page, pages).isEmpty();
        growing.received(100, 100);
      }
    }
    assertThat(tryNext(growing)).isEqualTo(101);
    growing.tried(101, 101);
    see(growing, 4, 10);
    assertThat(growing.trial()).hasValue(201);
  }

  @Test
  void triesNothingWhileLessThanThePageSizeIsGiven() {
    PageLimit onTop = PageLimit.growing(100, 100, true);
    onTop.received(100, 30);
    assertThat(onTop.trial()).isEmpty();
  }

  @Test
  void aPageOfOneRowHasNoOverlapRow() {
    assertThat(PageLimit.growing(1, 1, true).trial()).isEmpty();
  }

  @Test
  void growsToTheBoundStepByStep() {
    PageLimit growing = PageLimit.growing(100, 1000, true);
    for (int size : new int[] {101, 201, 401, 801, 1001}) {
      assertThat(tryNext(growing)).isEqualTo(size);
      growing.tried(size, size);
      assertThat(growing.current()).isEqualTo(size);
      assertThat(growing.trial()).as("before a row's cost is known").isEmpty();
      see(growing, 4, 10);
    }
    assertThat(growing.trial()).isEmpty();
  }

  @Test
  void withoutAnOverlapRowAsWell() {
    PageLimit growing = PageLimit.growing(400, 1000, false);
    assertThat(tryNext(growing)).isEqualTo(800);
    growing.tried(800, 800);
    see(growing, 4, 10);
    assertThat(tryNext(growing)).isEqualTo(1000);
  }

  @Test
  void keepsWhatTheServerGivesAtMost() {
    PageLimit growing = PageLimit.growing(100, 1000, true);
    growing.tried(tryNext(growing), 101);
    see(growing, 4, 10);
    growing.tried(tryNext(growing), 150);
    assertThat(growing.current()).isEqualTo(150);
    see(growing, 4, 10);
    assertThat(growing.trial()).isEmpty();
  }

  @Test
  void goesBackWhereARowTakesLonger() {
    PageLimit growing = PageLimit.growing(100, 1000, true);
    growing.tried(tryNext(growing), 101);
    see(growing, 4, 10);
    growing.tried(tryNext(growing), 201);
    see(growing, 3, 40);
    assertThat(growing.current()).isEqualTo(201);
    see(growing, 1, 16);
    assertThat(growing.current()).isEqualTo(101);
    assertThat(growing.trial()).isEmpty();
  }

  @Test
  void keepsTheOverlapRowOnTopWhateverItsPagesTake() {
    PageLimit growing = PageLimit.growing(100, 1000, true);
    see(growing, 4, 10);
    growing.tried(tryNext(growing), 101);
    see(growing, 4, 40);
    assertThat(growing.current()).isEqualTo(101);
    assertThat(growing.trial()).hasValue(201);
  }

  @Test
  void oneFastPageShowsThatItDoesNot() {
    PageLimit growing = PageLimit.growing(100, 1000, true);
    growing.tried(tryNext(growing), 101);
    see(growing, 4, 10);
    growing.tried(tryNext(growing), 201);
    see(growing, 1, 14);
    see(growing, 3, 40);
    assertThat(growing.current()).isEqualTo(201);
    assertThat(growing.trial()).hasValue(401);
  }

  private static int tryNext(PageLimit limit) {
    int size = limit.trial().orElseThrow();
    limit.tries();
    return size;
  }

  private static void see(PageLimit limit, int pages, double timeOfRow) {
    for (int i = 0; i < pages; i++) {
      limit.received(limit.current(), limit.current());
      limit.took(limit.current(), limit.current() * timeOfRow);
    }
  }
}
