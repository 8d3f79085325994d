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

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an answer says about the page after it. */
sealed interface Next {

  /** A header {@code Link: <URL>; rel="next"}. */
  record LinkHeader(URI url) implements Next {}

  /** A URL in the body. */
  record InBody(String pointer, URI url) implements Next {}

  /** A text in the body that is to be sent back. */
  record Token(String pointer, String name, String value) implements Next {}

  Pattern LINK =
      Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^,;=\\s]+(?:\\s*=\\s*(?:\"[^\"]*\"|[^,;\"]*))?)*)");
  Pattern REL_NEXT =
      Pattern.compile("(?i).*;\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next\\b).*");

  /** Names of tokens beside those that begin with "next". */
  Set<String> TOKEN_NAMES =
      Set.of(
          "cursor",
          "endcursor",
          "after",
          "continuation",
          "continuationtoken",
          "continue",
          "bookmark",
          "pagetoken",
          "scrollid",
          "scroll",
          "offset",
          "marker",
          "paginationtoken",
          "synctoken");

  /** The URL of the next page, if it is told whole. */
  static Optional<URI> url(Next next) {
    if (next instanceof LinkHeader header) {
      return Optional.of(header.url());
    }
    return next instanceof InBody body ? Optional.of(body.url()) : Optional.empty();
  }

  /** The ways on that an answer shows, the surest first. */
  static Optional<Next> find(Page page) {
    return linkHeader(page.answer()).or(() -> inBody(page)).or(() -> token(page));
  }

  private static Optional<Next> linkHeader(Answer answer) {
    Matcher links = LINK.matcher(answer.header("Link").orElse(""));
    while (links.find()) {
      if (REL_NEXT.matcher(links.group(2)).matches()) {
        return resolved(answer, links.group(1)).map(LinkHeader::new);
      }
    }
    return Optional.empty();
  }

  private static Optional<Next> inBody(Page page) {
    return Member.of(page).stream()
        .filter(member -> member.value().isTextual())
        .filter(member -> says(member, "next"))
        .filter(member -> member.value().textValue().matches("(https?:/)?[/?].*"))
        .flatMap(
            member ->
                resolved(page.answer(), member.value().textValue())
                    .map(url -> (Next) new InBody(member.pointer(), url))
                    .stream())
        .findFirst();
  }

  private static Optional<Next> token(Page page) {
    List<Member> scalars =
        Member.of(page).stream()
            .filter(member -> member.value().isTextual() && !member.value().textValue().isEmpty())
            .toList();
    return scalars.stream()
        .filter(member -> says(member, "next") || TOKEN_NAMES.contains(member.name()))
        .filter(member -> !says(member, "prev"))
        .findFirst()
        .map(member -> new Token(member.pointer(), member.ownName(), member.value().textValue()));
  }

  private static boolean says(Member member, String word) {
    return Member.normalized(member.pointer()).contains(word);
  }

  private static Optional<URI> resolved(Answer answer, String reference) {
    try {
      String encoded = reference.replace(" ", "%20").replace("|", "%7C");
      // java.net.URI drops the last part of the path for a reference that is a query alone.
      return Optional.of(
          encoded.startsWith("?")
              ? URI.create(Query.place(answer.uri()) + encoded)
              : answer.uri().resolve(encoded));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
