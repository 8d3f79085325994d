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

import io.github.flinkcomments.connector.rest.record.CapturedValue.Kind;
import io.github.flinkcomments.connector.rest.request.MaskedUri;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * Each answer tells the URL of the next page in its body: absolute, or relative to the page's own
 * (RFC 3986, section 5), which is the one that redirects have led to.
 *
 * @param pointer JSON pointer to the URL
 */
@Internal
public record ChainByNextUrl(String pointer) implements Chaining {

  @Override
  public PageAddress first() {
    return new PageAddress.First();
  }

  @Override
  public List<String> captures() {
    return List.of(pointer);
  }

  @Override
  public PageQuestion ask(PageAddress page, int pageSize) {
    return page instanceof PageAddress.Url url
        ? new PageQuestion(Map.of(), Map.of(), Optional.of(URI.create(url.uri())))
        : PageQuestion.plain();
  }

  @Override
  public Optional<PageAddress> next(PageAddress asked, PageFacts facts) {
    return facts
        .value(pointer)
        .filter(value -> !value.json().equals("false"))
        .map(
            value -> {
              if (value.kind() != Kind.STRING) {
                throw new MalformedPageException(
                    "The option 'pagination.next-pointer' is '%s', but what is there is not a URL but %s; correct the pointer."
                        .formatted(pointer, MaskedUri.inText(value.json())));
              }
              return ChainByLinkHeader.followed(facts.base(), value.text());
            });
  }

  @Override
  public Optional<String> missing(PageFacts facts, PageFill fill) {
    return facts.missing(pointer, "pagination.next-pointer", fill);
  }

  @Override
  public boolean isFollowing() {
    return true;
  }

  @Override
  public String mechanism() {
    return "the next URL at '%s'".formatted(pointer);
  }

  @Override
  public String fingerprint() {
    return "next URL " + pointer;
  }
}
