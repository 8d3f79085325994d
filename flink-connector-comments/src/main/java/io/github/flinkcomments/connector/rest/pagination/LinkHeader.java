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

import io.github.flinkcomments.connector.rest.request.MaskedUri;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One link of a {@code Link} header: RFC 8288, section 3. Targets and quoted values may hold commas
 * and semicolons.
 *
 * @param target the URL, as it is written
 * @param attributes by name in lower case; of attributes of the same name the first one counts
 */
record LinkHeader(String target, Map<String, String> attributes) {

  /** Reads the links of all headers of that name; what cannot be read is left out. */
  static List<LinkHeader> parse(List<String> headers) {
    List<LinkHeader> links = new ArrayList<>();
    headers.forEach(header -> new Scanner(header).readInto(links));
    return links;
  }

  /**
   * What is wrong where there is no link at all.
   *
   * @return a sentence's end; empty if that may well mark the end
   */
  static Optional<String> absence(PageFacts facts, PageFill fill) {
    List<String> headers = facts.header("Link");
    if (headers.isEmpty() && fill != PageFill.FULL) {
      return Optional.empty();
    }
    String found =
        headers.isEmpty()
            ? "has no header 'Link'"
            : "has a header 'Link' without a link in angle brackets, '%s'"
                .formatted(MaskedUri.inText(String.join(", ", headers)));
    return Optional.of(found + "; choose another 'pagination.type' or 'pagination.end'");
  }

  boolean hasRelation(String relation) {
    return attribute("rel").stream()
        .flatMap(types -> Arrays.stream(types.strip().split("\\s+")))
        .anyMatch(relation::equalsIgnoreCase);
  }

  Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Reads one header from left to right. */
  private static final class Scanner {

    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    void readInto(List<LinkHeader> links) {
      while ((at = text.indexOf('<', at)) >= 0) {
        int end = text.indexOf('>', at);
        if (end < 0) {
          return;
        }
        String target = text.substring(at + 1, end);
        at = end + 1;
        links.add(new LinkHeader(target, attributes()));
      }
    }

    private Map<String, String> attributes() {
      Map<String, String> attributes = new TreeMap<>();
      while (skipTo(';')) {
        at++;
        String name = token("=;,").strip().toLowerCase(Locale.ROOT);
        String value = "";
        if (at < text.length() && text.charAt(at) == '=') {
          at++;
          value = value();
        }
        attributes.putIfAbsent(name, value);
      }
      return attributes;
    }

    /** Goes on to the next attribute of this link, if it has one. */
    private boolean skipTo(char wanted) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return at < text.length() && text.charAt(at) == wanted;
    }

    private String value() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at == text.length() || text.charAt(at) != '"') {
        return token(";,").strip();
      }
      StringBuilder quoted = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        quoted.append(text.charAt(at));
      }
      at = Math.min(at + 1, text.length());
      return quoted.toString();
    }

    private String token(String ends) {
      int from = at;
      while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(from, at);
    }
  }
}
