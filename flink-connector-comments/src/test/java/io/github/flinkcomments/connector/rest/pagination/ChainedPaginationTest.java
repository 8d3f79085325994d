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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.flinkcomments.connector.rest.record.CapturedValue;
import io.github.flinkcomments.connector.rest.record.CapturedValue.Kind;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where chains go on, where they end, and what they refuse to believe. */
class ChainedPaginationTest {

  private static final ChainByPageNumber PAGES = new ChainByPageNumber("page", 1);
  private static final ChainByCursor CURSOR = new ChainByCursor("c", "/next", "", "");

  private final ChainMemory memory = new ChainMemory();

  @Test
  void pagesAreCountedByTheSizeThatIsAskedFor() {
    ChainedPagination chain = chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 10);

    // Three records are left out of the first page: eleven pages there would be too many.
    assertThat(chain.pages(total(facts(0, 7), 75))).hasValue(8);
    assertThat(chain.pages(facts(0, 7))).isEmpty();
  }

  @Test
  void pageNumbersAreBoundToTheSizeOfPages() {
    EndRule end = EndRule.of(EndCondition.EMPTY_PAGE);

    assertThat(chain(PAGES, end, 10).fingerprint())
        .isNotEqualTo(chain(PAGES, end, 11).fingerprint());
    assertThat(chain(CURSOR, end, 10).fingerprint())
        .isEqualTo(chain(CURSOR, end, 11).fingerprint());
  }

  @Test
  void pagesGoOnUntilOneIsEmpty() {
    ChainedPagination chain = chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 10);

    assertThat(chain.after(page(1), facts(0, 10), 0, memory)).isEqualTo(next(page(2)));
    assertThat(chain.after(page(2), facts(10, 3), 10, memory)).isEqualTo(next(page(3)));
    assertThat(chain.after(page(3), facts(13, 0), 13, memory)).isEqualTo(new Step.AtEnd());
  }

  @Test
  void shortPageIsOneThatIsShorterThanAPageBeforeTheLast() {
    ChainedPagination chain = chain(PAGES, EndRule.of(EndCondition.SHORT_PAGE), 500);

    assertThat(chain.mayLiePastTheEnd(memory)).isFalse();
    // A cap of 100 is no end: two pages tell what a full page is.
    assertThat(chain.after(page(1), facts(0, 100), 0, memory)).isEqualTo(next(page(2)));
    assertThat(chain.mayLiePastTheEnd(memory)).isTrue();
    assertThat(chain.after(page(2), facts(100, 100), 100, memory)).isEqualTo(next(page(3)));
    assertThat(chain.after(page(3), facts(200, 99), 200, memory)).isEqualTo(new Step.AtEnd());
  }

  @Test
  void pageAsLongAsAskedForIsFull() {
    ChainedPagination chain = chain(PAGES, EndRule.of(EndCondition.SHORT_PAGE), 10);

    assertThat(chain.after(page(1), facts(0, 10), 0, memory)).isEqualTo(next(page(2)));
    assertThat(chain.after(page(2), facts(10, 9), 10, memory)).isEqualTo(new Step.AtEnd());
  }

  @Test
  void shortAndEmptyPagesInTheMiddleAreNoEndOfACursor() {
    ChainedPagination chain = chain(CURSOR, EndRule.of(EndCondition.MISSING_TOKEN), 10);

    assertThat(chain.after(first(), facts(0, 10, "/next", token("a")), 0, memory))
        .isEqualTo(next(token("a")));
    assertThat(chain.after(address("a"), facts(10, 0, "/next", token("b")), 10, memory))
        .isEqualTo(next(token("b")));
    assertThat(chain.after(address("b"), facts(10, 2, "/next", token("")), 10, memory))
        .isEqualTo(new Step.AtEnd());
  }

  @Test
  void sameTokenIsAnErrorUnlessItMarksTheEnd() {
    PageFacts again = facts(0, 10, "/next", token("a"));

    assertThat(
            stuck(chain(CURSOR, EndRule.of(EndCondition.MISSING_TOKEN), 10), address("a"), again))
        .contains("leads to the page that was just asked for, by the cursor parameter 'c'")
        .contains("'same-token'");
    assertThat(
            chain(CURSOR, EndRule.of(EndCondition.SAME_TOKEN), 10)
                .after(address("a"), again, 0, new ChainMemory()))
        .isEqualTo(new Step.AtEnd());
  }

  @Test
  void circleOfAnyLengthIsFound() {
    ChainedPagination chain = chain(CURSOR, EndRule.of(EndCondition.MISSING_TOKEN), 10);
    for (int length : new int[] {2, 3, 7, 100}) {
      ChainMemory fresh = new ChainMemory();
      Step step = next(token("0"));
      int asked = 0;
      while (step instanceof Step.Next following && asked < 10 * length) {
        PageFacts facts = facts(asked * 10, 10, "/next", token("" + (asked + 1) % length));
        step = chain.after(following.page(), facts, asked * 10L, fresh);
        asked++;
      }
      assertThat(step).isInstanceOf(Step.Stuck.class);
    }
  }

  @Test
  void flagEndsAChainAndContradictionIsTold() {
    EndRule hasMore = new EndRule(EnumSet.of(EndCondition.FLAG), "/has_more", "false", false);
    ChainedPagination chain = chain(CURSOR, hasMore, 10);

    assertThat(chain.after(first(), facts(0, 3, "/has_more", bool(false)), 0, memory))
        .isEqualTo(new Step.AtEnd());
    assertThat(stuck(chain, first(), facts(0, 3, "/has_more", bool(true))))
        .contains("says that there are more records, but not how to ask for them");
    assertThat(stuck(chain, first(), facts(0, 3))).contains("nothing at '/has_more'");
  }

  @Test
  void totalEndsAChainAndOneThatOverstatesIsTold() {
    ChainedPagination chain =
        new ChainedPagination(
            PAGES,
            EndRule.of(EndCondition.TOTAL),
            new TotalLocation.Header("X-Total"),
            "limit",
            10,
            true,
            false);

    assertThat(chain.after(page(1), total(facts(0, 10), 15), 0, memory)).isEqualTo(next(page(2)));
    assertThat(chain.after(page(2), total(facts(10, 5), 15), 10, memory))
        .isEqualTo(new Step.AtEnd());
    assertThat(stuck(chain, page(2), total(facts(10, 0), 15)))
        .contains("empty after 10 of the 15 records");
    assertThat(stuck(chain, page(2), facts(10, 5))).contains("tells no total");
  }

  @Test
  void totalThatIsTooLowEndsNothing() {
    ChainedPagination chain =
        new ChainedPagination(
            PAGES,
            EndRule.of(EndCondition.TOTAL, EndCondition.EMPTY_PAGE),
            new TotalLocation.Header("X-Total"),
            "limit",
            10,
            true,
            false);

    assertThat(chain.after(page(1), total(facts(0, 10), 10), 0, memory)).isEqualTo(next(page(2)));
    assertThat(chain.mayLiePastTheEnd(memory)).isTrue();
    assertThat(chain.after(page(2), total(facts(10, 10), 10), 10, memory)).isEqualTo(next(page(3)));
    assertThat(chain.after(page(3), total(facts(20, 0), 10), 20, memory))
        .isEqualTo(new Step.AtEnd());
  }

  /** There may have been fewer than fit on those pages, as records may be hidden. */
  @Test
  void totalBehindPagesOfOtherReadersIsNotTakenForReached() {
    ChainedPagination chain =
        new ChainedPagination(
            PAGES,
            EndRule.of(EndCondition.TOTAL, EndCondition.EMPTY_PAGE),
            new TotalLocation.Header("X-Total"),
            "limit",
            10,
            true,
            false);

    ChainMemory inferred = new ChainMemory(false);
    chain.after(page(2), total(facts(10, 10), 25), 10, inferred);
    assertThat(chain.after(page(3), total(facts(20, 5), 25), 20, inferred))
        .isEqualTo(next(page(4)));
    chain.after(page(2), total(facts(10, 10), 25), 10, memory);
    assertThat(chain.after(page(3), total(facts(20, 5), 25), 20, memory))
        .isEqualTo(new Step.AtEnd());
  }

  @Test
  void onlyOneReaderCountsRecordsUpToATotal() {
    ChainedPagination counting =
        new ChainedPagination(
            PAGES,
            EndRule.of(EndCondition.TOTAL),
            new TotalLocation.Header("X-Total"),
            "limit",
            10,
            true,
            false);

    assertThat(counting.tellsPages()).isFalse();
  }

  @Test
  void missingLinkMayEndPagesThatAreAskedForByNumber() {
    ChainedPagination chain = chain(PAGES, EndRule.of(EndCondition.MISSING_LINK), 10);
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("link", List.of("<http://host/?page=2>; rel=\"next\""));
    PageFacts linked = facts(0, 3);
    linked =
        new PageFacts(
            linked.uri(), headers, Map.of(), linked.total(), linked.identities(), List.of(), false);

    assertThat(chain.after(page(1), linked, 0, memory)).isEqualTo(next(page(2)));
    assertThat(chain.after(page(2), facts(3, 10), 3, memory)).isEqualTo(new Step.AtEnd());
  }

  @Test
  void repeatedPageIsAnErrorUnlessItMarksTheEnd() {
    ChainedPagination chain = chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 10);
    assertThat(chain.after(page(1), facts(0, 10), 0, memory)).isEqualTo(next(page(2)));
    Step step = chain.after(page(2), facts(0, 10), 10, memory);

    assertThat(((Step.Stuck) step).reason()).contains("the API ignores the page parameter 'page'");

    ChainMemory other = new ChainMemory();
    ChainedPagination repeating = chain(PAGES, EndRule.of(EndCondition.REPEATED_PAGE), 10);
    assertThat(repeating.after(page(1), facts(0, 10), 0, other)).isEqualTo(next(page(2)));
    assertThat(repeating.after(page(2), facts(0, 10), 10, other)).isEqualTo(new Step.PastEnd());
  }

  @Test
  void keysThatCannotLeadOnAreRefused() {
    ChainByKey exclusive = new ChainByKey(List.of("after"), List.of("/t"), false);
    PageFacts tied = keyed(List.of("1", "2", "3"), List.of("a", "b", "b"));

    assertThat(stuckBy(chain(exclusive, EndRule.of(EndCondition.EMPTY_PAGE), 3), tied))
        .contains("have the same key [b]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChainByKey(List.of("a", "b"), List.of("/t"), false))
        .withMessageContaining(
            "'pagination.key-parameter' is 'a;b', but 'pagination.key-pointer' is '/t'");
  }

  @Test
  void inclusiveKeyRemembersWhatWasReadOfIt() {
    ChainByKey inclusive = new ChainByKey(List.of("since"), List.of("/t"), true);
    PageAddress second =
        inclusive
            .next(first(), keyed(List.of("1", "2", "3"), List.of("a", "b", "b")))
            .orElseThrow();

    assertThat(second).isEqualTo(new PageAddress.AfterKey(List.of("b"), List.of("2", "3")));
    assertThat(inclusive.next(second, keyed(List.of("2", "3", "4"), List.of("b", "b", "b"))))
        .contains(new PageAddress.AfterKey(List.of("b"), List.of("2", "3", "4")));
  }

  private String stuckBy(ChainedPagination chain, PageFacts facts) {
    try {
      chain.after(first(), facts, 0, new ChainMemory());
      return "";
    } catch (MalformedPageException e) {
      return e.getMessage();
    }
  }

  private static String stuck(ChainedPagination chain, PageAddress asked, PageFacts facts) {
    return ((Step.Stuck) chain.after(asked, facts, 10, new ChainMemory())).reason();
  }

  private static ChainedPagination chain(Chaining chaining, EndRule end, int pageSize) {
    return new ChainedPagination(
        chaining, end, new TotalLocation.Unknown(), "limit", pageSize, true, false);
  }

  private static PageAddress first() {
    return new PageAddress.First();
  }

  private static PageAddress page(long number) {
    return new PageAddress.Numbered(number);
  }

  private static PageAddress address(String token) {
    return new PageAddress.Token(CapturedValue.string(token));
  }

  private static Step next(PageAddress page) {
    return new Step.Next(page);
  }

  private static Step next(CapturedValue token) {
    return next(new PageAddress.Token(token));
  }

  private static CapturedValue token(String text) {
    return CapturedValue.string(text);
  }

  private static CapturedValue bool(boolean value) {
    return new CapturedValue(Kind.BOOLEAN, Boolean.toString(value));
  }

  private static PageFacts facts(int from, int records) {
    return facts(from, records, Map.of());
  }

  private static PageFacts facts(int from, int records, String pointer, CapturedValue value) {
    return facts(from, records, Map.of(pointer, value));
  }

  private static PageFacts facts(int from, int records, Map<String, CapturedValue> captured) {
    return new PageFacts(
        URI.create("http://host/"),
        new TreeMap<>(),
        captured,
        OptionalLong.empty(),
        IntStream.range(from, from + records).mapToObj(Integer::toString).toList(),
        List.of(),
        false);
  }

  private static PageFacts total(PageFacts facts, long total) {
    return new PageFacts(
        facts.uri(),
        facts.headers(),
        facts.captured(),
        OptionalLong.of(total),
        facts.identities(),
        facts.keys(),
        false);
  }

  private static PageFacts keyed(List<String> identities, List<String> keys) {
    return new PageFacts(
        URI.create("http://host/"),
        new TreeMap<>(),
        Map.of(),
        OptionalLong.empty(),
        identities,
        keys.stream().map(List::of).toList(),
        false);
  }
}
