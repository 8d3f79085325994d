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

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links as servers write them (RFC 8288). */
class LinkHeaderTest {

  @Test
  void linksOfOneHeaderAndOfSeveralAreFound() {
    List<LinkHeader> links =
        LinkHeader.parse(
            List.of(
                "<https://host/a?page=2>; rel=\"next\", <https://host/a?page=9>; rel=\"last\"",
                "</first>;rel=first"));

    assertThat(links)
        .extracting(LinkHeader::target)
        .containsExactly("https://host/a?page=2", "https://host/a?page=9", "/first");
    assertThat(links.get(0).hasRelation("next")).isTrue();
    assertThat(links.get(0).hasRelation("last")).isFalse();
    assertThat(links.get(2).hasRelation("FIRST")).isTrue();
  }

  @Test
  void commasAndSemicolonsInsideUrlsAndQuotesDoNotEndThem() {
    List<LinkHeader> links =
        LinkHeader.parse(
            List.of(
                "<http://h/?ids=1,2;3>; title=\"a, \\\"b\\\"; c\"; rel=\"prev next\", <x>; rel=up"));

    assertThat(links).hasSize(2);
    assertThat(links.get(0).target()).isEqualTo("http://h/?ids=1,2;3");
    assertThat(links.get(0).attribute("title")).contains("a, \"b\"; c");
    assertThat(links.get(0).hasRelation("next")).isTrue();
  }

  @Test
  void extensionParametersTellWhetherALinkCounts() {
    LinkHeader link =
        LinkHeader.parse(List.of("<http://h/?c=1>; rel=\"next\"; results=\"false\"; cursor=\"1\""))
            .get(0);

    assertThat(link.attribute("results")).contains("false");
    assertThat(link.attribute("Cursor")).contains("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "<a>;rel=next @ next",
        "<a> ;  rel =  next  @ next",
        "<a>; REL=\"next\" @ next",
        "<a>; title; rel=next @ next",
        "<a>; rel=next; rel=prev @ next",
        "<a>; rel=next, <b>; rel=prev @ next",
        "<a>; rel=  \"next\"  ; title=x @ next",
        "<a>; title=\"x\\\\\"; rel=next @ next",
        "<a>; rel=\"next @ next",
        "<a>; rel=\"next\\ @ next\\",
        "<a>; rel= @ ``",
        "<a>; rel @ ``",
      })
  void relationIsFoundHoweverItIsWritten(String header, String relation) {
    assertThat(LinkHeader.parse(List.of(header)).get(0).attribute("rel")).contains(relation);
  }

  @Test
  void whatIsMalformedIsLeftOut() {
    assertThat(LinkHeader.parse(List.of("<http://unclosed; rel=next", "", "nothing"))).isEmpty();
    assertThat(LinkHeader.parse(List.of("<a>; ; rel = \"next\" "))).hasSize(1);
  }
}
