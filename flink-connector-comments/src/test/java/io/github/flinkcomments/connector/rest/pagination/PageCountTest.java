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

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageCountTest {

  private static final ChainByPageNumber PAGES = new ChainByPageNumber("page", 1);
  private static final TotalLocation TOTAL = new TotalLocation.Header("X-Total");

  @Test
  void pagesAreCountedByTheSizeThatIsAskedFor() {
    ChainedPagination chain = chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 10);

    // Three records are left out of the first page: eleven pages there would be too many.
    assertThat(chain.pageCount().pages(total(facts(0, 7), 75))).hasValue(8);
    assertThat(chain.pageCount().pages(facts(0, 7))).isEmpty();
  }

  @Test
  void rangesOfPagesNeedATotalAndAnEndBehindIt() {
    ChainedPagination pages =
        chain(PAGES, EndRule.of(EndCondition.TOTAL, EndCondition.EMPTY_PAGE), 10);
    assertThat(pages.pageCount().isTold()).isTrue();
    assertThat(countingPages().pageCount().isTold()).isTrue();
    assertThat(chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 10).pageCount().isTold())
        .isFalse();
    ChainedPagination offsets =
        chain(
            new ChainByOffset("skip", 0),
            EndRule.of(EndCondition.TOTAL, EndCondition.EMPTY_PAGE),
            10);
    assertThat(offsets.pageCount().isTold()).isFalse();
  }

  @Test
  void pagesHaveAsManyRecordsAsWereSeenOrAskedFor() {
    PageCount known = chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 10).pageCount();
    assertThat(known.recordsOfPage(facts(0, 7))).isEqualTo(10);
    assertThat(known.recordsOfPage(facts(0, 12))).isEqualTo(12);
    assertThat(known.pages(total(facts(0, 12), 24))).hasValue(2);
    assertThat(known.pages(total(facts(0, 12), 25))).hasValue(3);
    assertThat(known.pages(facts(0, 0, OptionalLong.of(25)))).isEmpty();
    PageCount unknown = ofUnknownSize(PAGES, EndRule.of(EndCondition.EMPTY_PAGE)).pageCount();
    assertThat(unknown.recordsOfPage(facts(0, 7))).isEqualTo(7);
  }

  @Test
  void onlyOneReaderCountsRecordsUpToATotal() {
    ChainedPagination counting =
        new ChainedPagination(
            PAGES, EndRule.of(EndCondition.TOTAL), TOTAL, "limit", 10, true, false);

    assertThat(counting.pageCount().isTold()).isFalse();
  }

  @Test
  void pageIsCompleteIfItIsFullOrAnotherIsKnownBehindIt() {
    ChainedPagination records = chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 10);
    PageAddress.Numbered second = new PageAddress.Numbered(2);

    assertThat(records.pageCount().isComplete(second, facts(10, 3))).isTrue();
    assertThat(records.pageCount().isComplete(second, total(facts(10, 10), 13))).isTrue();
    assertThat(records.pageCount().isComplete(second, total(facts(10, 3), 20))).isFalse();
    assertThat(records.pageCount().isComplete(second, total(facts(10, 3), 21))).isTrue();
    assertThat(countingPages().pageCount().isComplete(second, total(facts(10, 3), 2))).isFalse();
    assertThat(countingPages().pageCount().isComplete(second, total(facts(10, 3), 3))).isTrue();
    assertThat(
            ofUnknownSize(PAGES, EndRule.of(EndCondition.EMPTY_PAGE))
                .pageCount()
                .isComplete(second, total(facts(10, 10), 20)))
        .isFalse();
    assertThat(
            ofUnknownSize(PAGES, EndRule.of(EndCondition.EMPTY_PAGE))
                .pageCount()
                .pages(total(facts(0, 10), 20)))
        .isEmpty();
  }

  private static ChainedPagination countingPages() {
    return new ChainedPagination(
        PAGES,
        new EndRule(EnumSet.of(EndCondition.TOTAL), "", "", true),
        TOTAL,
        "limit",
        10,
        true,
        false);
  }

  private static ChainedPagination chain(Chaining chaining, EndRule end, int pageSize) {
    return new ChainedPagination(chaining, end, TOTAL, "limit", pageSize, true, false);
  }

  private static ChainedPagination ofUnknownSize(Chaining chaining, EndRule end) {
    return new ChainedPagination(chaining, end, TOTAL, "", 10, false, false);
  }

  private static PageFacts facts(int from, int records) {
    return facts(from, records, OptionalLong.empty());
  }

  private static PageFacts total(PageFacts facts, long total) {
    int from = Integer.parseInt(facts.identities().get(0));
    return facts(from, facts.records(), OptionalLong.of(total));
  }

  private static PageFacts facts(int from, int records, OptionalLong total) {
    return new PageFacts(
        URI.create("http://host/"),
        Map.of(),
        Map.of(),
        total,
        IntStream.range(from, from + records).mapToObj(Integer::toString).toList(),
        List.of(),
        false);
  }
}
