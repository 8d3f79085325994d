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

import io.github.flinkcomments.connector.rest.record.CapturedValue;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/**
 * By what the end of a chain is known: as soon as one of the conditions holds. A chain without
 * anything to ask for next has come to its end as well, unless a flag says that there is more.
 *
 * @param conditions which conditions count
 * @param pointer JSON pointer that {@link EndCondition#FLAG} and {@link EndCondition#NULL_POINTER}
 *     look at; empty where neither counts
 * @param value the flag's text at the end: {@code false} for a {@code has_more}
 * @param pagesCounted whether the total is one of pages, and not of records
 */
@Internal
public record EndRule(
    Set<EndCondition> conditions, String pointer, String value, boolean pagesCounted)
    implements Serializable {

  /** Checks that there is a pointer where one is needed, and only there. */
  public EndRule {
    conditions =
        conditions.isEmpty() ? EnumSet.noneOf(EndCondition.class) : EnumSet.copyOf(conditions);
    boolean needed =
        conditions.contains(EndCondition.FLAG) || conditions.contains(EndCondition.NULL_POINTER);
    if (needed != !pointer.isEmpty()) {
      throw new IllegalArgumentException(
          needed
              ? "The option 'pagination.end-pointer' is missing; 'pagination.end' = 'flag' and 'null-pointer' look at the value it points to."
              : "The option 'pagination.end-pointer' has no effect without 'pagination.end' = 'flag' or 'null-pointer'; set both or neither.");
    }
  }

  /** A chain that ends where one of these conditions holds. */
  public static EndRule of(EndCondition... conditions) {
    return new EndRule(Set.of(conditions), "", "", false);
  }

  /** JSON pointers to what has to be picked from each body. */
  List<String> captures() {
    return pointer.isEmpty() ? List.of() : List.of(pointer);
  }

  boolean has(EndCondition condition) {
    return conditions.contains(condition);
  }

  /**
   * Whether the flag says that there are more pages; empty where no flag was asked for or found, or
   * where it is neither true nor false.
   */
  Optional<Boolean> flagSaysMore(PageFacts facts) {
    return has(EndCondition.FLAG)
        ? Optional.ofNullable(facts.captured().get(pointer))
            .map(CapturedValue::text)
            .flatMap(this::saysMore)
        : Optional.empty();
  }

  private Optional<Boolean> saysMore(String text) {
    if (!value.equals("true") && !value.equals("false")) {
      return Optional.of(!text.equals(value));
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Optional.of(!value.equals("true"));
      case "false", "0" -> Optional.of(!value.equals("false"));
      default -> Optional.empty();
    };
  }

  /** Whether the value that marks the end by its absence is absent. */
  boolean isPointerNull(PageFacts facts) {
    return has(EndCondition.NULL_POINTER) && facts.value(pointer).isEmpty();
  }

  /** What should mark the end by its absence, where it may be absent by mistake. */
  Optional<String> missing(PageFacts facts, PageFill fill) {
    if (has(EndCondition.NULL_POINTER)) {
      return facts.missing(pointer, "pagination.end-pointer", fill);
    }
    return has(EndCondition.MISSING_LINK) && LinkHeader.parse(facts.header("Link")).isEmpty()
        ? LinkHeader.absence(facts, fill)
        : Optional.empty();
  }
}
