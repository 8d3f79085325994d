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
import io.github.flinkcomments.connector.rest.request.UrlReference;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * Each answer links to the next page in its {@code Link} header (RFC 8288).
 *
 * @param relation the link's relation type, mostly {@code next}
 * @param attribute an attribute that the link must have to count, as in {@code results=true}; empty
 *     if any link counts
 */
@Internal
public record ChainByLinkHeader(String relation, String attribute) implements Chaining {

  /** Checks that there is a relation. */
  public ChainByLinkHeader {
    if (relation.isBlank()) {
      throw new IllegalArgumentException(
          "The option 'pagination.link-relation' is blank; name the relation of the link to follow, mostly 'next'.");
    }
  }

  @Override
  public PageAddress first() {
    return new PageAddress.First();
  }

  @Override
  public List<String> captures() {
    return List.of();
  }

  @Override
  public PageQuestion ask(PageAddress page, int pageSize) {
    return page instanceof PageAddress.Url url
        ? new PageQuestion(Map.of(), Map.of(), Optional.of(URI.create(url.uri())))
        : PageQuestion.plain();
  }

  @Override
  public Optional<PageAddress> next(PageAddress asked, PageFacts facts) {
    return LinkHeader.parse(facts.header("Link")).stream()
        .filter(link -> link.hasRelation(relation) && counts(link))
        .findFirst()
        .map(link -> followed(facts.base(), link.target()));
  }

  private boolean counts(LinkHeader link) {
    String[] wanted = attribute.split("=", 2);
    return attribute.isEmpty()
        || link.attribute(wanted[0])
            .filter(value -> value.equals(wanted.length == 1 ? "" : wanted[1]))
            .isPresent();
  }

  static PageAddress followed(URI base, String reference) {
    try {
      return new PageAddress.Url(UrlReference.parse(reference).resolve(base).toString());
    } catch (IllegalArgumentException e) {
      throw new MalformedPageException(
          "The response links to a next page by a malformed URL: '%s'."
              .formatted(MaskedUri.inText(reference)));
    }
  }

  /** A header of other relations says that there is no page behind, but not beside a "next". */
  @Override
  public Optional<String> missing(PageFacts facts, PageFill fill) {
    List<LinkHeader> links = LinkHeader.parse(facts.header("Link"));
    if (links.isEmpty()) {
      return LinkHeader.absence(facts, fill);
    }
    boolean other =
        links.stream().noneMatch(link -> link.hasRelation(relation))
            && links.stream().anyMatch(link -> link.hasRelation("next"));
    return other
        ? Optional.of(
            "has a link of the relation 'next', and none of '%s'; correct 'pagination.link-relation'"
                .formatted(relation))
        : Optional.empty();
  }

  @Override
  public boolean isFollowing() {
    return true;
  }

  @Override
  public String mechanism() {
    return "the Link header's relation '%s'".formatted(relation);
  }

  @Override
  public String fingerprint() {
    return "Link " + relation;
  }
}
