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

import io.github.flinkcomments.connector.rest.request.PlaceholderValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * Pages that are asked for by their number, as in {@code ?page=3&per_page=100}. Steps by page and
 * never by the records received.
 *
 * @param parameter query parameter for the number; empty where a placeholder takes it
 * @param firstPage number of the first page
 */
@Internal
public record ChainByPageNumber(String parameter, long firstPage) implements Chaining {

  /** Checks that the first page has a number that APIs use. */
  public ChainByPageNumber {
    if (firstPage < 0) {
      throw new IllegalArgumentException(
          "The option 'pagination.first-page' is %d, but it must be 0 or more."
              .formatted(firstPage));
    }
  }

  @Override
  public PageAddress first() {
    return new PageAddress.Numbered(firstPage);
  }

  @Override
  public List<String> captures() {
    return List.of();
  }

  @Override
  public PageQuestion ask(PageAddress page, int pageSize) {
    long number = ((PageAddress.Numbered) page).page();
    return PageQuestion.of(
        Map.of(Placeholders.PAGE, PlaceholderValue.of(number)),
        PageQuestion.parameter(parameter, Long.toString(number)));
  }

  @Override
  public Optional<PageAddress> next(PageAddress asked, PageFacts facts) {
    return ahead(asked);
  }

  @Override
  public Optional<PageAddress> ahead(PageAddress asked) {
    return Optional.of(new PageAddress.Numbered(((PageAddress.Numbered) asked).page() + 1));
  }

  @Override
  public boolean isNumbered() {
    return true;
  }

  @Override
  public List<String> parameters() {
    return parameter.isEmpty() ? List.of() : List.of(parameter);
  }

  @Override
  public String mechanism() {
    return parameter.isEmpty()
        ? "the placeholder '{page}'"
        : "the page parameter '%s'".formatted(parameter);
  }

  @Override
  public String fingerprint() {
    return "page number " + parameter + " from " + firstPage;
  }
}
