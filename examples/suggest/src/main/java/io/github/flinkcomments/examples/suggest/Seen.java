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

import io.github.flinkcomments.examples.suggest.Findings.PastTheEnd;
import io.github.flinkcomments.examples.suggest.Total.Place;
import java.util.ArrayList;
import java.util.List;

/** What the answers have shown, in sentences. */
final class Seen {

  private final Findings findings;

  Seen(Findings findings) {
    this.findings = findings;
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(records());
    sentences.add(paging(findings.paging()));
    if (findings.paging() instanceof Paging.None) {
      findings
          .total()
          .filter(total -> total.value() > findings.records().size())
          .ifPresent(
              total ->
                  sentences.add(
                      "This draft reads the first page alone, not all %d records."
                          .formatted(total.value())));
    }
    findings
        .alternative()
        .ifPresent(
            other ->
                sentences.add(
                    "The URL of the next page has a place in it: with %s readers could share the listing, if its order is stable."
                        .formatted(alternative(other))));
    findings.limit().ifPresent(limit -> sentences.add(size(limit)));
    findings
        .hasMore()
        .ifPresent(
            pointer ->
                sentences.add(
                    "The flag at %s is true on a page with another after it.".formatted(pointer)));
    sentences.add(key());
    sentences.add(order());
    sentences.add(agreement());
    findings.pastTheEnd().ifPresent(past -> sentences.add(pastTheEnd(past)));
    findings.rateHeaders().forEach(header -> sentences.add("Header " + header + "."));
    if (findings.throttled()) {
      sentences.add("The API asked for a pause (429), and no more was asked.");
    }
    return sentences;
  }

  private String records() {
    String total =
        findings
            .total()
            .map(
                found ->
                    ", and a total of %d %s %s"
                        .formatted(
                            found.value(),
                            found.place() == Place.HEADER ? "in the header" : "in the body at",
                            found.name()))
            .orElse(", and no total");
    int seen = findings.records().size();
    return (seen == 1 ? "1 record%s." : seen + " different records%s.").formatted(total);
  }

  private static String paging(Paging paging) {
    if (paging instanceof Paging.Offset offset) {
      return "'%s' counts records from %d.".formatted(offset.parameter(), offset.first());
    }
    if (paging instanceof Paging.PageNumber page) {
      return "'%s' counts pages from %d.".formatted(page.parameter(), page.first());
    }
    if (paging instanceof Paging.Keyset keyset) {
      return "'%s' with the %s of the last record brings those after it."
          .formatted(keyset.parameter(), keyset.pointer());
    }
    if (paging instanceof Paging.Cursor cursor) {
      return "'%s' with the token at %s brings the next page."
          .formatted(cursor.parameter(), cursor.pointer());
    }
    if (paging instanceof Paging.LinkHeader) {
      return "The header Link has the URL of the next page.";
    }
    if (paging instanceof Paging.NextUrl next) {
      return "The body has the URL of the next page at %s.".formatted(next.pointer());
    }
    return "No way to a second page: no link, URL or token, and no effect of the usual parameters.";
  }

  private static String alternative(Paging paging) {
    return paging instanceof Paging.PageNumber page
        ? "'pagination.type' = 'page-number', 'pagination.page-parameter' = '%s', 'pagination.first-page' = '%d'"
            .formatted(page.parameter(), page.first())
        : "'pagination.type' = 'offset', 'pagination.offset-parameter' = '%s'"
            .formatted(paging.placeParameter().orElseThrow());
  }

  private static String size(Limit limit) {
    String sentence =
        switch (limit.outcome()) {
          case SERVED ->
              "'%s' is the size of a page; asked for %d, the server gives %d, so no cap shows.";
          case CAPPED -> "'%s' is the size of a page, capped: asked for %d, the server gives %d.";
          case UNCLEAR ->
              "'%s' is the size of a page; asked for %d, the server gives %d: its cap, or all there are.";
          case REFUSED ->
              "'%s' is the size of a page; %d is refused, and without it the server gives %d.";
        };
    return sentence.formatted(limit.parameter(), limit.asked(), limit.given());
  }

  private String key() {
    return findings
        .key()
        .map(key -> "%s is in each record, and different in each.".formatted(key))
        .orElse("No field identifies a record; a record is known by its whole content.");
  }

  private String order() {
    return findings
        .order()
        .map(
            order ->
                order.ascending()
                    ? "Records come in the order of %s, the smallest first."
                        .formatted(order.pointer())
                    : "Records come in the order of %s, the largest first: if that is the newest, what is added comes where nobody reads again; ask for the other order."
                        .formatted(order.pointer()))
        .orElse("No field shows an order.");
  }

  private String agreement() {
    return switch (findings.agreement()) {
      case SAME -> "The same request brought the same records again.";
      case OTHER_CONTENT ->
          "The same request brought the same records again, some with other content.";
      case OTHER_ORDER ->
          "The same request brought the same records in another order: without a parameter for the order, pages do not fit together.";
      case OTHER_RECORDS ->
          "The same request brought other records: pages do not fit together unless the order can be asked for.";
      case NOT_ASKED -> "Whether the same request brings the same records again was not seen.";
    };
  }

  private static String pastTheEnd(PastTheEnd past) {
    if (past instanceof PastTheEnd.Empty) {
      return "Past the total comes an empty page.";
    }
    if (past instanceof PastTheEnd.Repeated) {
      return "Past the total come records from before it.";
    }
    if (past instanceof PastTheEnd.Refused refused) {
      return "Past the total comes status %d.".formatted(refused.status());
    }
    return "Past the total come more records: it is too low.";
  }
}
