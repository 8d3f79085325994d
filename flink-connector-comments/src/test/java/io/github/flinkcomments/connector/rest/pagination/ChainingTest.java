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
import io.github.flinkcomments.connector.rest.request.PlaceholderValue;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What each type of pagination asks for, and where an answer leads. */
class ChainingTest {

  private static final PageAddress FIRST = new PageAddress.First();
  private static final URI LISTING = URI.create("http://host/v1/list?x=1");

  @Test
  void pagesAreAskedForByNumber() {
    ChainByPageNumber pages = new ChainByPageNumber("page", 0);

    assertThat(pages.first()).isEqualTo(new PageAddress.Numbered(0));
    assertThat(pages.captures()).isEmpty();
    assertThat(pages.ask(new PageAddress.Numbered(7), 10))
        .isEqualTo(PageQuestion.of(Map.of("page", PlaceholderValue.of(7)), Map.of("page", "7")));
    assertThat(pages.next(new PageAddress.Numbered(7), records(0)))
        .contains(new PageAddress.Numbered(8));
    assertThat(pages.ahead(new PageAddress.Numbered(7))).contains(new PageAddress.Numbered(8));
    assertThat(pages.isFollowing()).isFalse();
    assertThat(pages.fingerprint()).isEqualTo("page number page from 0");
    assertThat(new ChainByPageNumber("", 1).mechanism()).isEqualTo("the placeholder '{page}'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChainByPageNumber("page", -1))
        .withMessageContaining("'pagination.first-page' is -1");
  }

  @Test
  void pagesAreAskedForByOffset() {
    ChainByOffset offsets = new ChainByOffset("skip", 5);

    assertThat(offsets.first()).isEqualTo(new PageAddress.Offset(5));
    assertThat(offsets.captures()).isEmpty();
    assertThat(offsets.ask(new PageAddress.Offset(20), 10))
        .isEqualTo(
            PageQuestion.of(
                Map.of("offset", PlaceholderValue.of(20), "last", PlaceholderValue.of(29)),
                Map.of("skip", "20")));
    assertThat(new ChainByOffset("", 0).ask(new PageAddress.Offset(20), 10).parameters()).isEmpty();
    assertThat(offsets.next(new PageAddress.Offset(20), records(3)))
        .contains(new PageAddress.Offset(23));
    assertThat(offsets.next(new PageAddress.Offset(20), records(0))).isEmpty();
    assertThat(offsets.ahead(new PageAddress.Offset(20))).isEmpty();
    assertThat(offsets.isFollowing()).isFalse();
    assertThat(offsets.mechanism()).isEqualTo("the offset parameter 'skip'");
    assertThat(new ChainByOffset("", 0).mechanism()).isEqualTo("the placeholder '{offset}'");
    assertThat(offsets.fingerprint()).isEqualTo("offset skip");
  }

  @Test
  void tokensAreSentAsParameterOrPlaceholder() {
    ChainByCursor cursor = new ChainByCursor("after", "/next", "", "");

    assertThat(cursor.first()).isEqualTo(FIRST);
    assertThat(cursor.captures()).containsExactly("/next");
    assertThat(cursor.ask(FIRST, 10))
        .isEqualTo(new PageQuestion(Map.of(), Map.of(), Optional.empty()));
    assertThat(cursor.seen(token("a"), records(1))).isEqualTo(token("a"));
    assertThat(cursor.ask(token("a"), 10))
        .isEqualTo(
            PageQuestion.of(
                Map.of("cursor", new PlaceholderValue("a", "\"a\"")), Map.of("after", "a")));
    assertThat(new ChainByCursor("", "/next", "", "").ask(token("a"), 10).parameters()).isEmpty();
    assertThat(cursor.isFollowing()).isTrue();
    assertThat(cursor.mechanism()).isEqualTo("the cursor parameter 'after'");
    assertThat(new ChainByCursor("", "/next", "", "").mechanism())
        .isEqualTo("the placeholder '{cursor}'");
    assertThat(cursor.fingerprint()).isEqualTo("cursor after");
  }

  @Test
  void tokensComeFromTheBodyOrFromAHeader() {
    ChainByCursor header = new ChainByCursor("after", "", "X-Next", "");

    assertThat(header.captures()).isEmpty();
    assertThat(header.next(FIRST, headers("X-Next", "b"))).contains(token("b"));
    assertThat(header.next(FIRST, headers("X-Next", ""))).isEmpty();
    assertThat(header.next(FIRST, records(1))).isEmpty();
    assertThat(new ChainByCursor("after", "/next", "", "").next(FIRST, value("/next", "c")))
        .contains(token("c"));
  }

  @Test
  void partOfATextMayBeTheToken() {
    ChainByCursor part = new ChainByCursor("after", "/next", "", "[?&]after=([^&]*)");

    assertThat(part.next(FIRST, value("/next", "http://host/?after=a%2Fb&x=1")))
        .contains(token("a/b"));
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(() -> part.next(FIRST, value("/next", "http://host/?x=1")))
        .withMessageContaining("finds no token in 'http://host/?x=1'");
    for (String cut : List.of("50%", "50%2", "50%zz")) {
      assertThatExceptionOfType(MalformedPageException.class)
          .isThrownBy(() -> part.next(FIRST, value("/next", "http://host/?after=" + cut)))
          .withMessageContaining("finds '" + cut + "', which has a percent sign");
    }
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(
            () -> new ChainByCursor("a", "/next", "", "a.").next(FIRST, value("/next", "ab")))
        .withMessageContaining("whose first group finds no token");
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(
            () -> new ChainByCursor("a", "/next", "", "a(x)?").next(FIRST, value("/next", "ab")))
        .withMessageContaining("whose first group finds no token");
  }

  @Test
  void allMembersOfATokenAreSent() {
    ChainByCursor members = new ChainByCursor("*", "/next", "", "");
    CapturedValue object = new CapturedValue(Kind.OBJECT, "{\"id\":7,\"t\":\"x\"}");

    assertThat(members.next(FIRST, value("/next", object))).contains(new PageAddress.Token(object));
    assertThat(members.ask(new PageAddress.Token(object), 10).parameters())
        .isEqualTo(Map.of("id", "7", "t", "x"));
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(() -> members.next(FIRST, value("/next", "a")))
        .withMessageContaining("at '/next' there is \"a\"");
  }

  /** An API may compare them as texts. */
  @Test
  void membersOfATokenAreSentAsTheyAreWritten() {
    ChainByCursor members = new ChainByCursor("*", "/next", "", "");
    CapturedValue object =
        new CapturedValue(
            Kind.OBJECT,
            "{\"a\":1.50,\"b\":1e7,\"c\":0.10000000000000000555,\"d\":null,\"e\":[1.0]}");

    assertThat(members.ask(new PageAddress.Token(object), 10).parameters())
        .isEqualTo(Map.of("a", "1.50", "b", "1e7", "c", "0.10000000000000000555", "e", "[1.0]"));
  }

  @Test
  void anEmptyObjectAndFalseAreNoTokens() {
    ChainByCursor cursor = new ChainByCursor("c", "/next", "", "");

    assertThat(cursor.next(FIRST, value("/next", new CapturedValue(Kind.OBJECT, "{}")))).isEmpty();
    assertThat(cursor.next(FIRST, value("/next", new CapturedValue(Kind.BOOLEAN, "false"))))
        .isEmpty();
    assertThat(cursor.next(FIRST, value("/next", "false"))).isPresent();
  }

  @Test
  void linksAreFollowedByRelationAndAttribute() {
    ChainByLinkHeader links = new ChainByLinkHeader("next", "");
    PageFacts page =
        headers("Link", "</v1/prev>; rel=\"prev\", <more?c=2>; rel=\"next\"; results=\"true\"");

    assertThat(links.first()).isEqualTo(FIRST);
    assertThat(links.captures()).isEmpty();
    assertThat(links.next(FIRST, page)).contains(new PageAddress.Url("http://host/v1/more?c=2"));
    assertThat(links.next(FIRST, records(1))).isEmpty();
    assertThat(new ChainByLinkHeader("next", "results=true").next(FIRST, page)).isPresent();
    assertThat(new ChainByLinkHeader("next", "results=false").next(FIRST, page)).isEmpty();
    assertThat(new ChainByLinkHeader("next", "results").next(FIRST, page)).isEmpty();
    assertThat(new ChainByLinkHeader("next", "other=true").next(FIRST, page)).isEmpty();
    assertThat(links.ask(new PageAddress.Url("http://host/v1/more?c=2"), 10).uri())
        .contains(URI.create("http://host/v1/more?c=2"));
    assertThat(links.ask(FIRST, 10)).isEqualTo(PageQuestion.plain());
    assertThat(links.isFollowing()).isTrue();
    assertThat(links.mechanism()).isEqualTo("the Link header's relation 'next'");
    assertThat(links.fingerprint()).isEqualTo("Link next");
  }

  @Test
  void linksThatCannotBeFollowedAreTold() {
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(
            () ->
                new ChainByLinkHeader("next", "")
                    .next(FIRST, headers("Link", "<http://[>; rel=\"next\"")))
        .withMessageContaining("a malformed URL: 'http://['");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChainByLinkHeader(" ", ""))
        .withMessageContaining("'pagination.link-relation' is blank");
  }

  @Test
  void nextUrlsAreFollowed() {
    ChainByNextUrl next = new ChainByNextUrl("/links/next");

    assertThat(next.first()).isEqualTo(FIRST);
    assertThat(next.captures()).containsExactly("/links/next");
    assertThat(next.next(FIRST, value("/links/next", "?x=2")))
        .contains(new PageAddress.Url("http://host/v1/list?x=2"));
    assertThat(next.next(FIRST, records(1))).isEmpty();
    assertThat(next.next(FIRST, value("/links/next", new CapturedValue(Kind.BOOLEAN, "false"))))
        .isEmpty();
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(
            () -> next.next(FIRST, value("/links/next", new CapturedValue(Kind.NUMBER, "7"))))
        .withMessageContaining("is not a URL but 7");
    assertThat(next.ask(new PageAddress.Url("http://host/v1/list?x=2"), 10).uri())
        .contains(URI.create("http://host/v1/list?x=2"));
    assertThat(next.ask(FIRST, 10)).isEqualTo(PageQuestion.plain());
    assertThat(next.isFollowing()).isTrue();
    assertThat(next.mechanism()).isEqualTo("the next URL at '/links/next'");
    assertThat(next.fingerprint()).isEqualTo("next URL /links/next");
  }

  @Test
  void keysAreSentOnePartEach() {
    ChainByKey key = new ChainByKey(List.of("since", "id"), List.of("/t", "/id"), false);

    assertThat(key.first()).isEqualTo(FIRST);
    assertThat(key.captures()).isEmpty();
    assertThat(key.ask(FIRST, 10)).isEqualTo(PageQuestion.plain());
    assertThat(key.ask(after("x", "7"), 10))
        .isEqualTo(
            PageQuestion.of(
                Map.of(
                    "key", new PlaceholderValue("x,7", "[\"x\",7]"),
                    "key.0", new PlaceholderValue("x", "\"x\""),
                    "key.1", new PlaceholderValue("7", "7")),
                Map.of("since", "x", "id", "7")));
    assertThat(key.isFollowing()).isFalse();
    assertThat(key.mechanism()).isEqualTo("the key parameter 'since', 'id'");
    assertThat(key.fingerprint()).isEqualTo("key /t;/id");

    ChainByKey placeholder = new ChainByKey(List.of(), List.of("/id"), false);
    assertThat(placeholder.ask(after("-1.5e3"), 10))
        .isEqualTo(
            PageQuestion.of(
                Map.of(
                    "key", new PlaceholderValue("-1.5e3", "-1.5e3"),
                    "key.0", new PlaceholderValue("-1.5e3", "-1.5e3")),
                Map.of()));
    assertThat(placeholder.mechanism()).isEqualTo("the placeholder '{key}'");
  }

  @Test
  void lastKeyOfAPageLeadsOn() {
    ChainByKey key = new ChainByKey(List.of("id"), List.of("/id"), false);

    assertThat(key.next(FIRST, keys("4", "5"))).contains(afterRecord("5"));
    assertThat(key.next(FIRST, keys("4"))).contains(afterRecord("4"));
    assertThat(key.next(FIRST, records(0))).isEmpty();
    assertThat(key.after(FIRST, keys("4", "5", "6"), 1)).isEqualTo(afterRecord("5"));
  }

  @Test
  void integerKeysMustAscendFromTheOneThatWasAskedFor() {
    ChainByKey exclusive = new ChainByKey(List.of("id"), List.of("/id"), false, true);
    ChainByKey inclusive = new ChainByKey(List.of("id"), List.of("/id"), true, true);

    assertThat(exclusive.from(7)).isEqualTo(after("6"));
    assertThat(inclusive.from(7)).isEqualTo(after("7"));
    assertThat(exclusive.integerKeys(FIRST, keys("-3", "5", "5"))).containsExactly(-3L, 5L, 5L);
    assertThat(exclusive.integerKeys(after("6"), keys("7", "9"))).containsExactly(7L, 9L);
    assertThat(inclusive.integerKeys(after("6"), keys("6"))).containsExactly(6L);
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(() -> exclusive.integerKeys(after("6"), keys("6")))
        .withMessageContaining("has key 6 where a key of 7 or more was expected")
        .withMessageContaining("the key parameter 'id'");
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(() -> exclusive.integerKeys(FIRST, keys("9", "8")))
        .withMessageContaining("has key 8 where a key of 9 or more was expected");
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(() -> exclusive.integerKeys(FIRST, keys("x")))
        .withMessageContaining("The record at '/id' has the key 'x'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChainByKey(List.of(), List.of("/t", "/id"), false, true))
        .withMessageContaining("only a single integer key can be divided");
  }

  @Test
  void singlePageLeadsNowhere() {
    SinglePage single = new SinglePage();

    assertThat(single.first()).isEqualTo(FIRST);
    assertThat(single.captures()).isEmpty();
    assertThat(single.ask(FIRST, 10)).isEqualTo(PageQuestion.plain());
    assertThat(single.next(FIRST, records(3))).isEmpty();
    assertThat(single.isSinglePage()).isTrue();
    assertThat(single.seen(FIRST, keys("1", "2")))
        .isInstanceOf(PageAddress.Content.class)
        .isEqualTo(single.seen(FIRST, keys("1", "2")))
        .isNotEqualTo(single.seen(FIRST, keys("2", "1")));
    assertThat(single.mechanism()).isEqualTo("nothing");
    assertThat(single.fingerprint()).isEqualTo("no pages");
  }

  @Test
  void placeholdersAreKnownByTheirNames() {
    assertThat(Placeholders.all())
        .containsExactlyInAnyOrder(
            "page", "offset", "last", "limit", "cursor", "key", "key.0", "key.1", "key.2", "key.3");
    assertThat(Placeholders.ofKeys()).isSubsetOf(Placeholders.all()).doesNotContain("page");
  }

  @Test
  void addressesAreToldInMessages() {
    String letters = "x".repeat(40);

    assertThat(FIRST.describe()).isEqualTo("the first page");
    assertThat(new PageAddress.Numbered(7).describe()).isEqualTo("page 7");
    assertThat(new PageAddress.Offset(20).describe()).isEqualTo("offset 20");
    assertThat(token(letters).describe()).isEqualTo("the page of cursor " + letters);
    assertThat(token(letters + "y").describe()).isEqualTo("the page of cursor " + letters + "…");
    // A URL may hold a token.
    assertThat(new PageAddress.Url("http://host/?c=2").describe()).isEqualTo("a linked page");
    assertThat(after("x", "7").describe()).isEqualTo("the page after key x, 7");
    assertThat(new PageAddress.Content("0a").describe()).isEqualTo("the page");
  }

  private static PageAddress token(String text) {
    return new PageAddress.Token(CapturedValue.string(text));
  }

  private static PageAddress after(String... key) {
    return new PageAddress.AfterKey(List.of(key), List.of());
  }

  /** Its key is what it is known by. */
  private static PageAddress afterRecord(String key) {
    return new PageAddress.AfterKey(List.of(key), List.of(key));
  }

  private static PageFacts records(int records) {
    return facts(new TreeMap<>(), Map.of(), Collections.nCopies(records, "r"), List.of());
  }

  private static PageFacts headers(String name, String value) {
    return facts(Map.of(name, List.of(value)), Map.of(), List.of("r"), List.of());
  }

  private static PageFacts value(String pointer, String text) {
    return value(pointer, CapturedValue.string(text));
  }

  private static PageFacts value(String pointer, CapturedValue value) {
    return facts(Map.of(), Map.of(pointer, value), List.of("r"), List.of());
  }

  private static PageFacts keys(String... keys) {
    return facts(Map.of(), Map.of(), List.of(keys), List.of(keys).stream().map(List::of).toList());
  }

  private static PageFacts facts(
      Map<String, List<String>> headers,
      Map<String, CapturedValue> captured,
      List<String> identities,
      List<List<String>> keys) {
    return new PageFacts(LISTING, headers, captured, OptionalLong.empty(), identities, keys, false);
  }
}
