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
package io.github.flinkcomments.examples.suggest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many records an answer says there are.
 *
 * @param name of the header, or JSON pointer in the body
 */
record Total(Place place, String name, long value) {

  enum Place {
    HEADER,
    BODY
  }

  private static final Pattern HEADER = Pattern.compile("(?i).*total.*");
  private static final Pattern CONTENT_RANGE = Pattern.compile("[^/]*/\\s*(\\d{1,18})\\s*");

  private static final Set<String> STRONG =
      Set.of(
          "total",
          "totalcount",
          "totalresults",
          "totalitems",
          "totalelements",
          "totalsize",
          "totalrecords",
          "recordstotal",
          "totalrows",
          "totalhits",
          "nbhits",
          "numfound",
          "odatacount",
          "itemcount",
          "resultcount",
          "resultscount",
          "numresults",
          "found");

  /** What also is the number of records on a page, or their place, in other APIs. */
  private static final Set<String> WEAK = Set.of("count", "items", "hits", "size", "value");

  static Optional<Total> find(Page page) {
    return inHeaders(page).or(() -> inBody(page));
  }

  private static Optional<Total> inHeaders(Page page) {
    Map<String, List<String>> headers = page.answer().headers();
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      String value = String.join(",", header.getValue()).strip();
      String name = Member.normalized(header.getKey());
      if (HEADER.matcher(name).matches()
          && !name.contains("page")
          && value.matches("\\d{1,18}")
          && Long.parseLong(value) >= page.size()) {
        return Optional.of(
            new Total(Place.HEADER, usualCase(header.getKey()), Long.parseLong(value)));
      }
    }
    return page.answer()
        .header("Content-Range")
        .map(CONTENT_RANGE::matcher)
        .filter(Matcher::matches)
        .map(range -> new Total(Place.HEADER, "Content-Range", Long.parseLong(range.group(1))));
  }

  /** The JDK's client tells names of headers in lower case. */
  private static String usualCase(String name) {
    return Pattern.compile("(?<=^|-)[a-z]")
        .matcher(name)
        .replaceAll(letter -> letter.group().toUpperCase(Locale.ROOT));
  }

  private static Optional<Total> inBody(Page page) {
    List<Member> numbers =
        Member.of(page).stream()
            .filter(member -> whole(member.value()))
            .filter(member -> member.value().longValue() >= page.size())
            .toList();
    return numbers.stream()
        .filter(member -> STRONG.contains(member.name()))
        .findFirst()
        .or(
            () ->
                numbers.stream()
                    .filter(member -> WEAK.contains(member.name()))
                    .filter(member -> !member.name().equals("value") || inTotal(member))
                    .filter(member -> member.value().longValue() > page.size())
                    .findFirst())
        .map(member -> new Total(Place.BODY, member.pointer(), member.value().longValue()));
  }

  /** {@code hits.total.value}, as search engines have it. */
  private static boolean inTotal(Member member) {
    return Member.normalized(member.parent()).endsWith("total");
  }

  private static boolean whole(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong();
  }
}
