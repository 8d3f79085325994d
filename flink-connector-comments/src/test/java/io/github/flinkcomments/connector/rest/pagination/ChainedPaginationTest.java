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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.flinkcomments.connector.rest.record.CapturedValue;
import io.github.flinkcomments.connector.rest.record.CapturedValue.Kind;
import io.github.flinkcomments.connector.rest.request.PageCall;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where chains go on, where they end, and what they refuse to believe. */
class ChainedPaginationTest {

  private static final ChainByPageNumber PAGES = new ChainByPageNumber("page", 1);
  private static final ChainByCursor CURSOR = new ChainByCursor("c", "/next", "", "");

  private final ChainMemory memory = new ChainMemory();

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

  /** By a comparison it is not: it may be the end of the page before once more. */
  @Test
  void sizeThatWasAskedForTellsThatAPageIsShort() {
    ChainedPagination known = chain(PAGES, EndRule.of(EndCondition.SHORT_PAGE), 10);
    known.after(page(1), facts(0, 10), 0, memory);
    assertThat(known.after(page(2), facts(5, 5), 10, memory)).isEqualTo(new Step.AtEnd());

    ChainedPagination unknown = ofUnknownSize(PAGES, EndRule.of(EndCondition.SHORT_PAGE));
    ChainMemory other = new ChainMemory();
    unknown.after(page(1), facts(0, 10), 0, other);
    assertThat(unknown.after(page(2), facts(5, 5), 10, other)).isEqualTo(next(page(3)));
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

  /** A misspelt place looks like an end. */
  @Test
  void endOfAFullFirstPageIsDoubtedWhereNothingTellsIt() {
    ChainedPagination cursor = chain(CURSOR, EndRule.of(EndCondition.MISSING_TOKEN), 10);
    assertThat(cursor.doubtsEnd(facts(0, 10)).orElseThrow())
        .isEqualTo("has nothing at '/next'; correct 'pagination.cursor-pointer'");
    assertThat(cursor.doubtsEnd(facts(0, 9))).isEmpty();
    assertThat(cursor.doubtsEnd(total(facts(0, 10), 10))).isEmpty();
    assertThat(cursor.doubtsEnd(total(facts(0, 10), 11))).isPresent();
    assertThat(cursor.doubtsEnd(facts(0, 10, "/next", new CapturedValue(Kind.NULL, "null"))))
        .isEmpty();
    ChainedPagination ofUnknownSize = ofUnknownSize(CURSOR, EndRule.of(EndCondition.MISSING_TOKEN));
    assertThat(ofUnknownSize.doubtsEnd(facts(0, 3))).isPresent();
    assertThat(ofUnknownSize.doubtsEnd(facts(0, 0))).isEmpty();
    assertThat(
            chain(new ChainByCursor("c", "", "X-Next", ""), EndRule.of(), 10)
                .doubtsEnd(facts(0, 10))
                .orElseThrow())
        .isEqualTo("has no header 'X-Next'; correct 'pagination.cursor-header'");
    assertThat(
            chain(new ChainByNextUrl("/next"), EndRule.of(), 10)
                .doubtsEnd(facts(0, 10))
                .orElseThrow())
        .contains("'pagination.next-pointer'");
  }

  @Test
  void endOfAFullFirstPageIsDoubtedByItsLinks() {
    ChainedPagination links = chain(new ChainByLinkHeader("nxt", ""), EndRule.of(), 10);
    assertThat(links.doubtsEnd(facts(0, 10)).orElseThrow()).startsWith("has no header 'Link'");
    assertThat(links.doubtsEnd(linked("<?page=2>; rel=\"next\"")).orElseThrow())
        .isEqualTo(
            "has a link of the relation 'next', and none of 'nxt'; correct 'pagination.link-relation'");
    assertThat(links.doubtsEnd(linked("?page=2; rel=\"next\"")).orElseThrow())
        .startsWith("has a header 'Link' without a link in angle brackets, '?page=2; rel=");
    assertThat(links.doubtsEnd(linked("<?page=1>; rel=\"last\""))).isEmpty();

    ChainedPagination ofUnknownSize =
        ofUnknownSize(new ChainByLinkHeader("nxt", ""), EndRule.of(EndCondition.MISSING_LINK));
    assertThat(ofUnknownSize.doubtsEnd(facts(0, 10))).isEmpty();
    assertThat(ofUnknownSize.doubtsEnd(linked("<?page=2>; rel=\"next\""))).isPresent();
    assertThat(ofUnknownSize.doubtsEnd(linked("?page=2; rel=\"next\""))).isPresent();
    assertThat(
            chain(new ChainByLinkHeader("next", "results=true"), EndRule.of(), 10)
                .doubtsEnd(linked("<?page=2>; rel=\"next\"; results=\"false\"")))
        .isEmpty();

    ChainedPagination pages = chain(PAGES, EndRule.of(EndCondition.MISSING_LINK), 10);
    assertThat(pages.doubtsEnd(facts(0, 10)).orElseThrow()).startsWith("has no header 'Link'");
    assertThat(pages.doubtsEnd(linked("<?page=1>; rel=\"last\""))).isEmpty();
  }

  @Test
  void endOfAFullFirstPageIsDoubtedWhereItsMarkIsMissing() {
    ChainedPagination nullPointer =
        chain(PAGES, new EndRule(EnumSet.of(EndCondition.NULL_POINTER), "/next", "", false), 10);
    assertThat(nullPointer.doubtsEnd(facts(0, 10)).orElseThrow())
        .isEqualTo("has nothing at '/next'; correct 'pagination.end-pointer'");
    assertThat(nullPointer.doubtsEnd(facts(0, 10, "/next", new CapturedValue(Kind.NULL, "null"))))
        .isEmpty();

    EndRule hasMore = new EndRule(EnumSet.of(EndCondition.FLAG), "/has_more", "false", false);
    assertThat(chain(CURSOR, hasMore, 10).doubtsEnd(facts(0, 10, "/has_more", bool(false))))
        .isEmpty();
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
  void circleBehindOtherPagesIsFound() {
    ChainedPagination chain = chain(CURSOR, EndRule.of(EndCondition.MISSING_TOKEN), 10);
    Step step = next(token("0"));
    int page = 0;
    for (int asked = 0; step instanceof Step.Next following && asked < 200; asked++) {
      page = page == 24 ? 20 : page + 1;
      PageFacts facts = facts(asked * 10, 10, "/next", token("" + page));
      step = chain.after(following.page(), facts, asked * 10L, memory);
    }
    assertThat(step).isInstanceOf(Step.Stuck.class);
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
    for (String end : List.of("0", "False")) {
      assertThat(chain.after(first(), facts(0, 3, "/has_more", token(end)), 0, memory))
          .isEqualTo(new Step.AtEnd());
    }
    assertThat(stuck(chain, first(), facts(0, 3, "/has_more", token("no"))))
        .contains("has 'no' at '/has_more', which is neither true nor false");
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
    assertThat(chain.after(page(1), linked("<?page=1>; rel=\"last\""), 0, new ChainMemory()))
        .isEqualTo(new Step.AtEnd());
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

  /** What tells a record without a key is its content, which another may have too. */
  @Test
  void pageThatBeginsLikeTheOneBeforeIsNotYetARepeatedOne() {
    ChainedPagination chain = chain(PAGES, EndRule.of(EndCondition.REPEATED_PAGE), 3);
    assertThat(chain.after(page(1), identified("a", "b", "c"), 0, memory)).isEqualTo(next(page(2)));
    assertThat(chain.after(page(2), identified("a", "c", "d"), 3, memory)).isEqualTo(next(page(3)));
    assertThat(chain.after(page(3), identified("e", "f"), 6, memory)).isEqualTo(next(page(4)));
    assertThat(chain.after(page(4), identified("e", "f", "g"), 8, memory))
        .as("has grown")
        .isEqualTo(new Step.PastEnd());
  }

  @Test
  void keysThatCannotLeadOnAreRefused() {
    ChainByKey exclusive = new ChainByKey(List.of("after"), List.of("/t"), false);
    PageFacts tied = keyed(List.of("1", "2", "3"), List.of("a", "b", "b"));

    assertThat(stuckBy(chain(exclusive, EndRule.of(EndCondition.EMPTY_PAGE), 3), tied))
        .contains("have the same key [b]");
    assertThat(
            stuckBy(
                chain(exclusive, EndRule.of(EndCondition.EMPTY_PAGE), 3),
                keyed(List.of("1", "2", "3"), List.of("a", "a", "b"))))
        .as("wherever they are: next time it may be the end of the page")
        .contains("have the same key [a]");
    assertThat(
            stuckBy(
                chain(exclusive, EndRule.of(EndCondition.EMPTY_PAGE), 3),
                keyed(List.of("1", "2", "3"), List.of("35", "44", "27"))))
        .contains("neither rise nor fall (35, 44, 27)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChainByKey(List.of("a", "b"), List.of("/t"), false))
        .withMessageContaining(
            "'pagination.key-parameter' is 'a;b', but 'pagination.key-pointer' is '/t'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7 9 10", "10 9 7", "10 7 9", "9 7 10", "9 b 7", "1.5 1.50 2", "7"})
  void keysInAnOrderThatAnApiMayHaveLeadOn(String keys) {
    List<String> sorted = List.of(keys.split(" "));
    ChainByKey exclusive = new ChainByKey(List.of("after"), List.of("/t"), false);

    exclusive.requireWayOn(first(), keyed(sorted, sorted));
    assertThat(exclusive.next(first(), keyed(sorted, sorted)))
        .contains(
            new PageAddress.AfterKey(
                List.of(sorted.get(sorted.size() - 1)), List.of(sorted.get(sorted.size() - 1))));
  }

  /** Nothing is skipped behind it. */
  @Test
  void orderOfALastPageDoesNotMatter() {
    ChainByKey exclusive = new ChainByKey(List.of("after"), List.of("/t"), false);
    EndRule hasMore = new EndRule(EnumSet.of(EndCondition.FLAG), "/has_more", "false", false);
    PageFacts mixed = keyed(List.of("1", "2", "3"), List.of("5", "9", "7"));
    PageFacts last =
        new PageFacts(
            mixed.uri(),
            mixed.headers(),
            Map.of("/has_more", bool(false)),
            mixed.total(),
            mixed.identities(),
            mixed.keys(),
            false);

    assertThat(chain(exclusive, hasMore, 4).after(first(), last, 0, memory))
        .isEqualTo(new Step.AtEnd());
  }

  /** An API may hand out what comes after a key with the newest of it first. */
  @Test
  void keysThatFallAfterALowerOneAreRefused() {
    ChainByKey exclusive = new ChainByKey(List.of("since"), List.of("/t"), false);
    PageAddress asked = new PageAddress.AfterKey(List.of("5"), List.of("5"));

    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(
            () -> exclusive.requireWayOn(asked, keyed(List.of("a", "b"), List.of("9", "8"))))
        .withMessageContaining("neither rise nor fall (5, 9, 8)");
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
    assertThat(inclusive.next(second, keyed(List.of("3", "4"), List.of("b", "b"))))
        .as("a server that lags may lack a record")
        .contains(new PageAddress.AfterKey(List.of("b"), List.of("3", "4", "2")));
    assertThat(inclusive.next(second, keyed(List.of("2", "5"), List.of("b", "c"))))
        .contains(new PageAddress.AfterKey(List.of("c"), List.of("5")));
  }

  @Test
  void onlyAnInclusiveKeyHandsOutRecordsOnceMore() {
    ChainByKey inclusive = new ChainByKey(List.of("since"), List.of("/t"), true);
    ChainByKey exclusive = new ChainByKey(List.of("since"), List.of("/t"), false);
    PageFacts only = keyed(List.of("1"), List.of("a"));
    PageAddress afterIt = new PageAddress.AfterKey(List.of("a"), List.of("1"));

    ChainedPagination again = chain(inclusive, EndRule.of(EndCondition.EMPTY_PAGE), 3);
    again.after(first(), only, 0, memory);
    assertThat(again.after(afterIt, only, 1, memory)).isEqualTo(new Step.AtEnd());

    ChainedPagination further = chain(exclusive, EndRule.of(EndCondition.EMPTY_PAGE), 3);
    ChainMemory other = new ChainMemory();
    further.after(first(), only, 0, other);
    assertThat(further.after(afterIt, only, 1, other))
        .isInstanceOfSatisfying(
            Step.Stuck.class,
            stuck ->
                assertThat(stuck.reason())
                    .startsWith("The page has the same records as the page before it"));
  }

  @Test
  void callHasWhatThePageNeeds() {
    RequestTemplate request =
        new RequestTemplate(
            PageCall.Method.GET,
            "http://host/list?q=1",
            Map.of("from", "{page}", "shop", "{shop}"),
            Map.of("fresh", "1"),
            Map.of("X-Limit", "{limit}"),
            "",
            Set.of("page", "limit", "shop"));
    ChainedPagination chain = chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 10);

    PageCall call = chain.call(request, page(1), Map.of("shop", "a b"));
    assertThat(call.uri().toString())
        .startsWith("http://host/list?q=1&")
        .contains("from=1", "shop=a%20b", "fresh=1", "page=1", "limit=10");
    assertThat(call.headers()).containsEntry("X-Limit", "10");
    assertThat(chain.call(request, page(2), Map.of("shop", "b")).uri().toString())
        .contains("from=2", "page=2", "limit=10")
        .doesNotContain("fresh");
    ChainedPagination withoutLimit =
        new ChainedPagination(
            PAGES,
            EndRule.of(EndCondition.EMPTY_PAGE),
            new TotalLocation.Unknown(),
            "",
            10,
            true,
            false);
    assertThat(withoutLimit.call(request, page(2), Map.of("shop", "b")).uri().toString())
        .doesNotContain("limit");
    PageAddress linked = new PageAddress.Url("http://host/more");
    Chaining links = new ChainByLinkHeader("next", "");
    assertThat(
            chain(links, EndRule.of(EndCondition.MISSING_LINK), 10)
                .call(request, linked, Map.of("shop", "b"))
                .uri())
        .hasToString("http://host/more");
  }

  @Test
  void valuesBesideTheRecordsAreCapturedOnce() {
    EndRule sameMember = new EndRule(EnumSet.of(EndCondition.NULL_POINTER), "/next", "", false);

    assertThat(chain(CURSOR, sameMember, 10).captures()).containsExactly("/next");
    assertThat(chain(PAGES, sameMember, 10).captures()).containsExactly("/next");
    assertThat(chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 10).captures()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EndRule(EnumSet.of(EndCondition.FLAG), "", "", false))
        .withMessageContaining("'pagination.end-pointer' is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EndRule(EnumSet.of(EndCondition.NULL_POINTER), "", "", false))
        .withMessageContaining("'pagination.end-pointer' is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EndRule(EnumSet.of(EndCondition.TOTAL), "/next", "", false))
        .withMessageContaining("'pagination.end-pointer' has no effect");
  }

  @Test
  void nullAtThePointerEndsAChain() {
    EndRule rule = new EndRule(EnumSet.of(EndCondition.NULL_POINTER), "/more", "", false);
    ChainedPagination chain = chain(PAGES, rule, 10);

    assertThat(chain.after(page(1), facts(0, 3, "/more", token("x")), 0, memory))
        .isEqualTo(next(page(2)));
    assertThat(
            chain.after(
                page(2), facts(3, 3, "/more", new CapturedValue(Kind.NULL, "null")), 3, memory))
        .isEqualTo(new Step.AtEnd());
    assertThat(chain.after(page(2), facts(6, 3), 6, memory)).isEqualTo(new Step.AtEnd());
  }

  @Test
  void wrongSizesAndUnknownTotalsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 0))
        .withMessageContaining("'pagination.page-size' is 0");
    assertThat(chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 1).wanted()).hasValue(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> chain(PAGES, EndRule.of(EndCondition.TOTAL), 10))
        .withMessageContaining("'pagination.total' is 'none'");
    assertThat(ofUnknownSize(PAGES, EndRule.of(EndCondition.EMPTY_PAGE)).wanted()).isEmpty();
  }

  @Test
  void parameterOfTwoMeaningsIsRefused() {
    EndRule end = EndRule.of(EndCondition.EMPTY_PAGE);
    for (Chaining chaining :
        List.of(
            new ChainByPageNumber("limit", 1),
            new ChainByOffset("limit", 0),
            new ChainByCursor("limit", "/next", "", ""),
            new ChainByKey(List.of("id", "limit"), List.of("/id", "/t"), false))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> chain(chaining, end, 10))
          .withMessageContaining("'pagination.limit-parameter' is 'limit', but so is the name of");
    }
    for (Chaining chaining :
        List.of(
            new ChainByPageNumber("", 1),
            new ChainByOffset("", 0),
            new ChainByCursor("", "/next", "", ""),
            new ChainByCursor("*", "/next", "", ""))) {
      assertThat(ofUnknownSize(chaining, end).chaining().parameters()).isEmpty();
    }
  }

  @Test
  void pageHasAsManyRecordsAsAskedForOrNot() {
    ChainedPagination pages = chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 10);
    assertThat(pages.isAsLongAsAskedFor(facts(0, 9))).isFalse();
    assertThat(pages.isAsLongAsAskedFor(facts(0, 10))).isTrue();
    assertThat(pages.isAsLongAsAskedFor(facts(0, 11))).isFalse();
    assertThat(
            ofUnknownSize(PAGES, EndRule.of(EndCondition.EMPTY_PAGE))
                .isAsLongAsAskedFor(facts(0, 10)))
        .isFalse();
  }

  /** Pages before it may have had hidden records. */
  @Test
  void pageMayBeFullByComparisonAlone() {
    ChainedPagination pages = chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 10);
    pages.after(page(1), facts(0, 5), 0, memory);
    assertThat(pages.isFullByComparison(facts(5, 4), memory)).isFalse();
    assertThat(pages.isFullByComparison(facts(5, 5), memory)).isTrue();
    assertThat(pages.isFullByComparison(facts(5, 10), memory)).isFalse();
    assertThat(
            ofUnknownSize(PAGES, EndRule.of(EndCondition.EMPTY_PAGE))
                .isFullByComparison(facts(5, 10), memory))
        .isTrue();
  }

  @Test
  void pagesMayBeCountedFromZero() {
    ChainedPagination counted =
        new ChainedPagination(
            new ChainByPageNumber("page", 0),
            new EndRule(EnumSet.of(EndCondition.TOTAL), "", "", true),
            new TotalLocation.Header("X-Pages"),
            "limit",
            10,
            true,
            false);
    assertThat(counted.after(page(1), total(facts(10, 3), 3), 10, memory)).isEqualTo(next(page(2)));
    assertThat(counted.after(page(2), total(facts(20, 2), 3), 20, memory))
        .isEqualTo(new Step.AtEnd());
  }

  @Test
  void numberOfPagesDoesNotEndAChainOfTokens() {
    ChainedPagination counted =
        new ChainedPagination(
            CURSOR,
            new EndRule(EnumSet.of(EndCondition.TOTAL), "", "", true),
            new TotalLocation.Header("X-Pages"),
            "limit",
            10,
            true,
            false);
    PageFacts first = total(facts(0, 3, "/next", token("a")), 1);
    assertThat(counted.after(first(), first, 0, memory)).isEqualTo(next(token("a")));
  }

  @Test
  void chainsThatAreNotFollowedHaveNothingToMiss() {
    ChainedPagination offsets =
        chain(new ChainByOffset("skip", 0), EndRule.of(EndCondition.EMPTY_PAGE), 10);
    assertThat(offsets.doubtsEnd(facts(0, 10))).isEmpty();
    assertThat(offsets.chaining().isSinglePage()).isFalse();
    assertThat(offsets.chaining().keyPointers()).isEmpty();
    assertThat(new ChainByKey(List.of("id"), List.of("/id"), false).keyPointers())
        .containsExactly("/id");
  }

  /** An incomplete page is asked for again, before the walk goes on behind it. */
  @Test
  void pageThatWasNotFullMayHaveGrown() {
    ChainedPagination pages = chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 10);
    assertThat(pages.mayHaveGrown(facts(0, 9), memory)).isTrue();
    assertThat(pages.mayHaveGrown(facts(0, 10), memory)).isFalse();

    ChainedPagination tokens = chain(CURSOR, EndRule.of(EndCondition.EMPTY_PAGE), 10);
    assertThat(tokens.mayHaveGrown(facts(0, 9), memory)).isTrue();
    assertThat(
            chain(CURSOR, EndRule.of(EndCondition.MISSING_TOKEN), 10)
                .mayHaveGrown(facts(0, 9), memory))
        .isFalse();
    ChainByOffset offsets = new ChainByOffset("skip", 0);
    assertThat(
            chain(offsets, EndRule.of(EndCondition.EMPTY_PAGE), 10)
                .mayHaveGrown(facts(0, 9), memory))
        .isFalse();
  }

  @Test
  void pageBehindWhichAnotherWasTellsWhatIsFull() {
    ChainedPagination pages = ofUnknownSize(PAGES, EndRule.of(EndCondition.EMPTY_PAGE));
    assertThat(pages.mayHaveGrown(facts(0, 5), memory)).isTrue();

    pages.after(page(1), facts(0, 5), 0, memory);
    assertThat(pages.mayHaveGrown(facts(0, 5), memory)).isTrue();
    pages.after(page(2), facts(5, 4), 5, memory);
    assertThat(pages.mayHaveGrown(facts(0, 5), memory)).isFalse();
    assertThat(pages.mayHaveGrown(facts(5, 4), memory)).isTrue();
  }

  @Test
  void pageHasNotGrownIfItSaidThatMoreFollows() {
    EndRule flag = new EndRule(EnumSet.of(EndCondition.FLAG), "/more", "false", false);
    assertThat(chain(PAGES, flag, 10).mayHaveGrown(facts(0, 9, "/more", bool(true)), memory))
        .isFalse();
    assertThat(chain(PAGES, flag, 10).mayHaveGrown(facts(0, 9, "/more", bool(false)), memory))
        .isTrue();
    EndRule pointer = new EndRule(EnumSet.of(EndCondition.NULL_POINTER), "/more", "", false);
    assertThat(chain(PAGES, pointer, 10).mayHaveGrown(facts(0, 9, "/more", token("x")), memory))
        .isFalse();
    assertThat(chain(PAGES, pointer, 10).mayHaveGrown(facts(0, 9), memory)).isTrue();
    ChainedPagination counted = countingPages();
    assertThat(counted.mayHaveGrown(total(facts(0, 9), 2), memory)).isFalse();
    counted.after(page(1), total(facts(0, 10), 1), 0, memory);
    assertThat(counted.mayHaveGrown(total(facts(0, 9), 2), memory)).isTrue();
  }

  @Test
  void totalMayCountPages() {
    ChainedPagination counted = countingPages();

    assertThat(counted.pageCount().pages(total(facts(0, 10), 7))).hasValue(7);
    assertThat(counted.after(page(1), total(facts(0, 10), 3), 0, memory)).isEqualTo(next(page(2)));
    assertThat(counted.after(page(2), total(facts(10, 10), 3), 10, memory))
        .isEqualTo(next(page(3)));
    assertThat(counted.after(page(3), total(facts(20, 4), 3), 20, memory))
        .isEqualTo(new Step.AtEnd());
    assertThat(counted.pageCount().isTold()).isTrue();
    assertThat(chain(PAGES, EndRule.of(EndCondition.EMPTY_PAGE), 10).pageCount().isTold())
        .isFalse();
  }

  @Test
  void fullPageOfOneInclusiveKeyLeadsNowhere() {
    ChainByKey inclusive = new ChainByKey(List.of("since"), List.of("/t"), true);
    ChainedPagination chain = chain(inclusive, EndRule.of(EndCondition.EMPTY_PAGE), 2);
    PageAddress asked = new PageAddress.AfterKey(List.of("b"), List.of("2", "3"));

    assertThat(stuck(chain, asked, keyed(List.of("2", "3"), List.of("b", "b"))))
        .contains("more records share a key than a page holds");
  }

  @Test
  void ruleMayTellThatAPageLiesPastTheEnd() {
    PageFacts past =
        new PageFacts(
            URI.create("http://host/"),
            new TreeMap<>(),
            Map.of(),
            OptionalLong.empty(),
            List.of(),
            List.of(),
            true);
    assertThat(
            chain(CURSOR, EndRule.of(EndCondition.MISSING_TOKEN), 10)
                .after(address("a"), past, 0, memory))
        .isEqualTo(new Step.AtEnd());
    assertThat(chain(PAGES, EndRule.of(), 10).after(page(3), past, 0, memory))
        .isEqualTo(new Step.AtEnd());
  }

  @Test
  void pagesWithoutRecordsDoNotGoOnForEver() {
    ChainedPagination chain = chain(PAGES, EndRule.of(), 10);
    Step step = next(page(1));
    long asked = 0;
    while (step instanceof Step.Next following && asked < 2_000) {
      asked++;
      step = chain.after(following.page(), facts(0, 0), 0, memory);
    }

    assertThat(step).isInstanceOf(Step.Stuck.class);
    assertThat(asked).isEqualTo(1_000);
  }

  private static ChainedPagination countingPages() {
    return new ChainedPagination(
        PAGES,
        new EndRule(EnumSet.of(EndCondition.TOTAL), "", "", true),
        new TotalLocation.Header("X-Pages"),
        "limit",
        10,
        true,
        false);
  }

  private static ChainedPagination ofUnknownSize(Chaining chaining, EndRule end) {
    return new ChainedPagination(chaining, end, new TotalLocation.Unknown(), "", 10, false, false);
  }

  /** Such an API has no empty page, and no token to repeat. */
  @Test
  void inclusiveKeyEndsWhereNothingIsBehindIt() {
    ChainByKey inclusive = new ChainByKey(List.of("since"), List.of("/t"), true);
    PageAddress last = new PageAddress.AfterKey(List.of("b"), List.of("2", "3"));
    for (EndCondition end : List.of(EndCondition.EMPTY_PAGE, EndCondition.SHORT_PAGE)) {
      ChainedPagination chain = chain(inclusive, EndRule.of(end), 3);
      PageFacts only = keyed(List.of("2", "3"), List.of("b", "b"));
      assertThat(chain.after(last, only, 3, new ChainMemory())).isEqualTo(new Step.AtEnd());

      PageFacts ignored = keyed(List.of("1", "2"), List.of("a", "b"));
      PageAddress asked = new PageAddress.AfterKey(List.of("b"), List.of("2"));
      assertThat(stuck(chain, asked, ignored)).contains("the API ignores what it is asked for");
    }
  }

  @Test
  void pageWithoutRecordsIsNoEndWhereThePagesAreCounted() {
    EndRule pages = new EndRule(EnumSet.of(EndCondition.TOTAL), "", "", true);
    ChainedPagination chain =
        new ChainedPagination(
            PAGES, pages, new TotalLocation.Header("X-Pages"), "limit", 10, true, false);
    assertThat(chain.after(page(3), total(facts(20, 10), 12), 20, memory)).isEqualTo(next(page(4)));
    assertThat(chain.after(page(4), total(facts(30, 0), 12), 30, memory)).isEqualTo(next(page(5)));
    assertThat(chain.after(page(12), total(facts(90, 3), 12), 90, memory))
        .isEqualTo(new Step.AtEnd());
  }

  /** An exclusive key may turn out to be none when the job is resumed. */
  @Test
  void exclusiveKeyRemembersWhatWasReadOfItForAnInclusiveOne() {
    ChainByKey exclusive = new ChainByKey(List.of("since"), List.of("/t"), false);

    assertThat(exclusive.next(first(), keyed(List.of("1", "2", "3"), List.of("a", "b", "c"))))
        .contains(new PageAddress.AfterKey(List.of("c"), List.of("3")));
  }

  /** Its content tells the record, and has changed since it was read. */
  @Test
  void pageAfterAnExclusiveKeyThatHoldsItOnceMoreLeadsNowhere() {
    ChainByKey exclusive = new ChainByKey(List.of("since"), List.of("/t"), false);
    ChainedPagination chain = chain(exclusive, EndRule.of(EndCondition.SAME_TOKEN), 3);

    assertThat(
            chain.after(
                new PageAddress.AfterKey(List.of("a"), List.of("1")),
                keyed(List.of("2"), List.of("a")),
                1,
                new ChainMemory()))
        .isEqualTo(new Step.AtEnd());
  }

  @Test
  void keysGoOnFromStateThatTheyUnderstand() {
    Chaining exclusive = new ChainByKey(List.of("since"), List.of("/t"), false);
    Chaining inclusive = new ChainByKey(List.of("since"), List.of("/t"), true);
    Chaining exclusiveRanges = new ChainByKey(List.of("since"), List.of("/t"), false, true);
    Chaining inclusiveRanges = new ChainByKey(List.of("since"), List.of("/t"), true, true);

    assertThat(exclusive.fingerprint()).isEqualTo("key /t");
    assertThat(inclusive.fingerprint()).isEqualTo("key /t, inclusive");
    assertThat(inclusive.continued()).containsExactly(exclusive.fingerprint());
    assertThat(exclusive.continued())
        .contains(exclusiveRanges.fingerprint())
        .doesNotContain(inclusive.fingerprint(), inclusiveRanges.fingerprint());
    assertThat(exclusiveRanges.continued()).contains(exclusive.fingerprint());
    assertThat(inclusiveRanges.fingerprint()).isEqualTo(inclusive.fingerprint());
    assertThat(inclusive.continued()).doesNotContain(exclusiveRanges.fingerprint());
  }

  @Test
  void secretsThatALinkRepeatsAreNotTold() {
    String link = "1:2?api_key=hush&page=8";
    EndRule end = EndRule.of(EndCondition.EMPTY_PAGE);

    assertThat(stuckBy(chain(new ChainByNextUrl("/next"), end, 3), told(link)))
        .isEqualTo(
            "The response links to a next page by a malformed URL: '1:2?api_key=****&page=8'.");
    assertThat(stuckBy(chain(new ChainByCursor("c", "/next", "", "c=(.)"), end, 3), told(link)))
        .contains("finds no token in '1:2?api_key=****&page=8'");
    assertThat(stuckBy(chain(new ChainByCursor("*", "/next", "", ""), end, 3), told(link)))
        .contains("there is \"1:2?api_key=****&page=8\"");
  }

  @Test
  void addressesDoNotShowSecrets() {
    String link = "http://host/items?api_key=hush&page=8";

    assertThat(new PageAddress.Url(link)).hasToString("Url[http://host/items?api_key=****&page=8]");
    PageAddress token = new PageAddress.Token(CapturedValue.string(link));
    assertThat(token).hasToString("Token[http://host/items?api_key=****&page=8]");
    assertThat(token.describe())
        .isEqualTo("the page of cursor http://host/items?api_key=****&page=8");
  }

  private static PageFacts linked(String header) {
    PageFacts facts = facts(0, 10);
    return new PageFacts(
        facts.uri(),
        Map.of("Link", List.of(header)),
        facts.captured(),
        facts.total(),
        facts.identities(),
        facts.keys(),
        false);
  }

  private static PageFacts told(String link) {
    return new PageFacts(
        URI.create("http://host/items?api_key=hush"),
        Map.of(),
        Map.of("/next", CapturedValue.string(link)),
        OptionalLong.empty(),
        List.of("1"),
        List.of(),
        false);
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

  private static PageFacts identified(String... identities) {
    return new PageFacts(
        URI.create("http://host/"),
        new TreeMap<>(),
        Map.of(),
        OptionalLong.empty(),
        List.of(identities),
        List.of(),
        false);
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
