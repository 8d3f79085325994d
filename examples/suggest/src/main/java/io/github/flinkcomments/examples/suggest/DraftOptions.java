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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of the table, as the connector 'rest' calls them. */
final class DraftOptions {

  private static final int USUAL_PAGE_SIZE = 100;

  private final Map<String, String> options = new LinkedHashMap<>();
  private final Findings findings;

  private DraftOptions(Findings findings) {
    this.findings = findings;
  }

  static Map<String, String> of(Findings findings, List<Header> headers) {
    DraftOptions draft = new DraftOptions(findings);
    draft.listing();
    draft.paging(findings.paging());
    draft.headers(headers);
    return draft.options;
  }

  /** The variables among the values, and what they stand for. */
  static Map<String, String> variables(Findings findings, List<Header> headers) {
    Map<String, String> variables = new LinkedHashMap<>();
    Secrets.variables(findings.url())
        .forEach(
            (variable, parameter) ->
                variables.put(variable, "the value of '%s' in the URL".formatted(parameter)));
    headers.stream()
        .filter(Header::secret)
        .forEach(
            header ->
                variables.put(
                    header.variable(),
                    header.bearer()
                        ? "the token of the header Authorization"
                        : "the value of the header " + header.name()));
    return variables;
  }

  private void listing() {
    options.put("connector", "rest");
    options.put("url", Secrets.withVariables(findings.url()));
    if (!findings.recordPath().isEmpty()) {
      options.put("record.pointer", findings.recordPath());
    }
    findings.key().ifPresent(key -> options.put("record.key-pointer", key));
  }

  private void paging(Paging paging) {
    if (paging instanceof Paging.Offset offset) {
      options.put("pagination.type", "offset");
      options.put("pagination.offset-parameter", offset.parameter());
      size();
      total();
      if (offset.first() > 0) {
        options.put("scan.startup.mode", "offset");
        options.put("scan.startup.offset", Integer.toString(offset.first()));
      }
    } else if (paging instanceof Paging.PageNumber page) {
      options.put("pagination.type", "page-number");
      options.put("pagination.page-parameter", page.parameter());
      options.put("pagination.first-page", Integer.toString(page.first()));
      size();
      total();
      pastTheEnd();
    } else if (paging instanceof Paging.Keyset keyset) {
      options.put("pagination.type", "keyset");
      options.put("pagination.key-parameter", keyset.parameter());
      options.put("pagination.key-pointer", keyset.pointer());
      size();
      flag();
    } else if (paging instanceof Paging.Cursor cursor) {
      options.put("pagination.type", "cursor");
      options.put("pagination.cursor-parameter", cursor.parameter());
      options.put("pagination.cursor-pointer", cursor.pointer());
      size();
      flag();
    } else if (paging instanceof Paging.LinkHeader) {
      options.put("pagination.type", "link-header");
      size();
    } else if (paging instanceof Paging.NextUrl next) {
      options.put("pagination.type", "next-url");
      options.put("pagination.next-pointer", next.pointer());
      size();
    } else {
      options.put("pagination.type", "none");
    }
  }

  private void size() {
    options.put("pagination.limit-parameter", findings.limit().map(Limit::parameter).orElse(""));
    findings
        .limit()
        .ifPresent(limit -> options.put("pagination.page-size", Integer.toString(size(limit))));
  }

  /** A full page that reaches the total is followed by one more, which is told from an error. */
  private void pastTheEnd() {
    PastTheEnd found = findings.pastTheEnd().orElse(new PastTheEnd.Empty());
    if (found instanceof PastTheEnd.Refused refused) {
      options.put("pagination.end", "total;rule");
      options.put("response.rules", "status=%d -> past-the-end".formatted(refused.status()));
    } else if (found instanceof PastTheEnd.Repeated) {
      options.put("pagination.end", "total;repeated-page");
    }
  }

  /** A flag tells the end without another request, and where a token is there at the end, too. */
  private void flag() {
    findings
        .hasMore()
        .ifPresent(
            pointer -> {
              options.put("pagination.end", "flag");
              options.put("pagination.end-pointer", pointer);
            });
  }

  private static int size(Limit limit) {
    return switch (limit.outcome()) {
      case SERVED, UNCLEAR -> Math.max(USUAL_PAGE_SIZE, limit.asked());
      case CAPPED, REFUSED -> limit.given();
    };
  }

  private void total() {
    if (findings.total().isEmpty()) {
      options.put("pagination.total", "none");
      return;
    }
    Total total = findings.total().get();
    if (total.place() == Place.HEADER) {
      options.put("pagination.total", "header");
      options.put("pagination.total-header", total.name());
    } else {
      options.put("pagination.total", "body");
      options.put("pagination.total-pointer", total.name());
    }
  }

  private void headers(List<Header> headers) {
    for (Header header : headers) {
      String value = header.secret() ? "${" + header.variable() + "}" : header.value();
      if (header.bearer()) {
        options.put("auth.type", "bearer");
        options.put("auth.token", value);
      } else {
        options.put("http-headers." + header.name(), value);
      }
    }
  }
}
