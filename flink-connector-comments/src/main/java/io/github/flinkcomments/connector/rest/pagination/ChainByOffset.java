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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * Pages that are asked for by the offset of their first record, one after the other: where the end
 * shows in the answers and not in a total. Steps by the records received.
 *
 * @param parameter query parameter for the offset; empty where a placeholder takes it
 * @param firstOffset offset of the first record
 */
@Internal
public record ChainByOffset(String parameter, long firstOffset) implements Chaining {

  @Override
  public PageAddress first() {
    return new PageAddress.Offset(firstOffset);
  }

  @Override
  public List<String> captures() {
    return List.of();
  }

  @Override
  public PageQuestion ask(PageAddress page, int pageSize) {
    long offset = ((PageAddress.Offset) page).offset();
    Map<String, PlaceholderValue> values = new HashMap<>();
    values.put(Placeholders.OFFSET, PlaceholderValue.of(offset));
    values.put(Placeholders.LAST, PlaceholderValue.of(offset + pageSize - 1));
    return PageQuestion.of(values, PageQuestion.parameter(parameter, Long.toString(offset)));
  }

  @Override
  public Optional<PageAddress> next(PageAddress asked, PageFacts facts) {
    long offset = ((PageAddress.Offset) asked).offset();
    return facts.records() == 0
        ? Optional.empty()
        : Optional.of(new PageAddress.Offset(offset + facts.records()));
  }

  @Override
  public List<String> parameters() {
    return parameter.isEmpty() ? List.of() : List.of(parameter);
  }

  @Override
  public String mechanism() {
    return parameter.isEmpty()
        ? "the placeholder '{offset}'"
        : "the offset parameter '%s'".formatted(parameter);
  }

  @Override
  public String fingerprint() {
    return "offset " + parameter;
  }
}
