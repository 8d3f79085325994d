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

import io.github.flinkcomments.connector.rest.record.ContentDigest;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * A listing without pages: all of it comes in one answer, and is read again when it has changed.
 */
@Internal
public record SinglePage() implements Chaining {

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
    return PageQuestion.plain();
  }

  @Override
  public Optional<PageAddress> next(PageAddress asked, PageFacts facts) {
    return Optional.empty();
  }

  @Override
  public boolean isSinglePage() {
    return true;
  }

  /** Which records it had, so that it is known again when it has changed. */
  @Override
  public PageAddress seen(PageAddress asked, PageFacts facts) {
    return new PageAddress.Content(ContentDigest.of(facts.identities()));
  }

  @Override
  public String mechanism() {
    return "nothing";
  }

  @Override
  public String fingerprint() {
    return "no pages";
  }
}
