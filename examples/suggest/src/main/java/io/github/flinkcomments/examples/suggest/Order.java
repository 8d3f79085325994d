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

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A field by which the records that were seen are sorted.
 *
 * @param pointer JSON pointer in a record
 */
record Order(String pointer, boolean ascending) {

  private static final int ENOUGH = 3;

  /**
   * @param records as they came, one after the other
   * @param key looked at first, then ids and dates
   */
  static Optional<Order> find(List<JsonNode> records, Optional<String> key) {
    if (records.size() < ENOUGH) {
      return Optional.empty();
    }
    List<String> pointers = new ArrayList<>();
    key.ifPresent(pointers::add);
    for (Map.Entry<String, JsonNode> member : records.get(0).properties()) {
      if (isTime(member.getValue())) {
        pointers.add(JsonPointer.empty().appendProperty(member.getKey()).toString());
      }
    }
    return pointers.stream().flatMap(pointer -> by(pointer, records).stream()).findFirst();
  }

  private static boolean isTime(JsonNode value) {
    if (!value.isTextual()) {
      return false;
    }
    TextFormat format = TextFormat.of(value.textValue());
    return format == TextFormat.INSTANT || format == TextFormat.LOCAL_DATE_TIME;
  }

  private static Optional<Order> by(String pointer, List<JsonNode> records) {
    JsonPointer compiled = JsonPointer.compile(pointer);
    List<JsonNode> values = records.stream().map(record -> record.at(compiled)).toList();
    List<BigDecimal> numbers = values.stream().flatMap(value -> number(value).stream()).toList();
    if (numbers.size() == values.size()) {
      return sorted(pointer, numbers);
    }
    return values.stream().allMatch(JsonNode::isTextual)
        ? sorted(pointer, values.stream().map(JsonNode::textValue).toList())
        : Optional.empty();
  }

  private static Optional<BigDecimal> number(JsonNode value) {
    if (value.isIntegralNumber()) {
      return Optional.of(value.decimalValue());
    }
    return value.isTextual() && value.textValue().matches("\\d{1,18}")
        ? Optional.of(new BigDecimal(value.textValue()))
        : Optional.empty();
  }

  private static <T extends Comparable<T>> Optional<Order> sorted(String pointer, List<T> values) {
    if (values.get(0).compareTo(values.get(values.size() - 1)) == 0) {
      return Optional.empty();
    }
    if (each(values, comparison -> comparison <= 0)) {
      return Optional.of(new Order(pointer, true));
    }
    return each(values, comparison -> comparison >= 0)
        ? Optional.of(new Order(pointer, false))
        : Optional.empty();
  }

  private static <T extends Comparable<T>> boolean each(List<T> values, IntPredicate fits) {
    for (int i = 1; i < values.size(); i++) {
      if (!fits.test(values.get(i - 1).compareTo(values.get(i)))) {
        return false;
      }
    }
    return true;
  }
}
