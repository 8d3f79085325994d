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

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.flink.annotation.Internal;

/**
 * Keys of records that come one after the other. Texts may be sorted by rules of a language, which
 * nothing here knows.
 *
 * @param keys in the order in which they come
 */
@Internal
public record KeySequence(List<String> keys) {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");
  private static final Comparator<String> NUMERICAL = Comparator.comparing(BigDecimal::new);
  private static final Comparator<String> TEXTUAL = Comparator.naturalOrder();

  /** Whether all of them are numbers. */
  public boolean isOfNumbers() {
    return keys.stream().allMatch(NUMBER.asMatchPredicate());
  }

  /** Whether they fall, as numbers if they are such; some may be equal, but not all. */
  public boolean falls() {
    Comparator<String> order = isOfNumbers() ? NUMERICAL : TEXTUAL;
    return isSorted(order.reversed())
        && !keys.isEmpty()
        && order.compare(keys.get(0), keys.get(keys.size() - 1)) > 0;
  }

  /** Whether they are numbers that neither rise nor fall, be it by their value or their digits. */
  boolean isOfNumbersInNoOrder() {
    return isOfNumbers()
        && !isSorted(NUMERICAL)
        && !isSorted(NUMERICAL.reversed())
        && !isSorted(TEXTUAL)
        && !isSorted(TEXTUAL.reversed());
  }

  private boolean isSorted(Comparator<String> order) {
    return IntStream.range(1, keys.size())
        .allMatch(i -> order.compare(keys.get(i - 1), keys.get(i)) <= 0);
  }
}
