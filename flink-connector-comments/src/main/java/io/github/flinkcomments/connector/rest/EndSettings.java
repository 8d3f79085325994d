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
package io.github.flinkcomments.connector.rest;

import io.github.flinkcomments.connector.rest.option.PaginationType;
import io.github.flinkcomments.connector.rest.option.RestEndOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestResponseOptions;
import io.github.flinkcomments.connector.rest.option.TotalType;
import io.github.flinkcomments.connector.rest.option.TotalUnit;
import io.github.flinkcomments.connector.rest.pagination.EndCondition;
import io.github.flinkcomments.connector.rest.pagination.EndRule;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the options about the end of a listing mean together. All methods throw {@link
 * IllegalArgumentException} with a sentence that names the option.
 */
final class EndSettings {

  /** Names of flags that are true at the end. */
  private static final Pattern END_NAME =
      Pattern.compile("(is_?)?(last|final|done|end|finished|complete|completed)(_?page)?");

  /** The verdict of a rule of responses that marks the end. */
  private static final String PAST_THE_END = "past-the-end";

  private final GivenOptions options;

  EndSettings(GivenOptions options) {
    this.options = options;
  }

  /** Where a response states the total number of records. */
  TotalLocation total() {
    TotalType type = options.get(RestEndOptions.TOTAL);
    options.refuse(
        RestEndOptions.TOTAL_HEADER, type == TotalType.HEADER, "'pagination.total' = 'header'");
    options.refuse(
        RestEndOptions.TOTAL_POINTER, type == TotalType.BODY, "'pagination.total' = 'body'");
    return switch (type) {
      case HEADER -> new TotalLocation.Header(options.get(RestEndOptions.TOTAL_HEADER));
      case BODY ->
          new TotalLocation.Body(
              options.require(
                  RestEndOptions.TOTAL_POINTER, "'pagination.total' = 'body' needs it"));
      case NONE -> new TotalLocation.Unknown();
    };
  }

  /** Whether the user has said where the total is, rather than the default. */
  boolean isTotalNamed() {
    return Stream.of(
            RestEndOptions.TOTAL, RestEndOptions.TOTAL_HEADER, RestEndOptions.TOTAL_POINTER)
        .anyMatch(option -> options.getOptional(option).isPresent());
  }

  /** The ends that were named, if any were. */
  Optional<Set<EndCondition>> named() {
    return options.getOptional(RestEndOptions.END).map(EndSettings::conditions);
  }

  /** What ends a walk of pages. */
  EndRule rule() {
    options.requirePointer(RestEndOptions.END_POINTER);
    Set<EndCondition> conditions = named().orElseGet(this::defaultConditions);
    if (conditions.contains(EndCondition.RULE)
        && !options.getOptional(RestResponseOptions.RULES).orElse("").contains(PAST_THE_END)) {
      throw new IllegalArgumentException(
          "The option 'pagination.end' is 'rule', but no rule of 'response.rules' has the verdict 'past-the-end'; add one, such as 'status=404 -> past-the-end', or leave 'rule' out.");
    }
    options.refuse(
        RestEndOptions.END_VALUE,
        conditions.contains(EndCondition.FLAG),
        "'pagination.end' = 'flag'");
    requireToken(conditions);
    String pointer = options.getOptional(RestEndOptions.END_POINTER).orElse("");
    return new EndRule(
        conditions,
        pointer,
        options.getOptional(RestEndOptions.END_VALUE).orElseGet(() -> defaultEndValue(pointer)),
        conditions.contains(EndCondition.TOTAL)
            && options.get(RestEndOptions.TOTAL_UNIT) == TotalUnit.PAGES);
  }

  /** Pages that are counted have no token: a walk that waits for its absence would never end. */
  private void requireToken(Set<EndCondition> conditions) {
    PaginationType type = options.get(RestPaginationOptions.TYPE);
    boolean counted = type == PaginationType.PAGE_NUMBER || type == PaginationType.OFFSET;
    if (counted
        && !conditions.isEmpty()
        && Set.of(EndCondition.MISSING_TOKEN, EndCondition.SAME_TOKEN).containsAll(conditions)) {
      throw new IllegalArgumentException(
          "The option 'pagination.end' is '%s', but pages of 'pagination.type' = '%s' have no token, so that nothing would mark the end; use 'empty-page', 'short-page', or 'missing-link' where the header 'Link' leads on."
              .formatted(options.get(RestEndOptions.END), type));
    }
  }

  private Set<EndCondition> defaultConditions() {
    return switch (options.get(RestPaginationOptions.TYPE)) {
      case OFFSET -> EnumSet.of(EndCondition.TOTAL);
      case PAGE_NUMBER ->
          isTotalGiven()
              ? EnumSet.of(EndCondition.TOTAL, EndCondition.EMPTY_PAGE)
              : EnumSet.of(EndCondition.EMPTY_PAGE);
      case KEYSET -> EnumSet.of(EndCondition.EMPTY_PAGE);
      case CURSOR -> EnumSet.of(EndCondition.MISSING_TOKEN);
      case LINK_HEADER, NEXT_URL -> EnumSet.of(EndCondition.MISSING_LINK);
      case NONE -> EnumSet.noneOf(EndCondition.class);
    };
  }

  private boolean isTotalGiven() {
    return options.getOptional(RestEndOptions.TOTAL_HEADER).isPresent()
        || options.getOptional(RestEndOptions.TOTAL_POINTER).isPresent()
        || options.getOptional(RestEndOptions.TOTAL_UNIT).isPresent();
  }

  private static Set<EndCondition> conditions(String text) {
    EnumSet<EndCondition> conditions = EnumSet.noneOf(EndCondition.class);
    for (String key : text.split("[;,]", -1)) {
      conditions.add(
          Arrays.stream(EndCondition.values())
              .filter(condition -> condition.key().equalsIgnoreCase(key.strip()))
              .findAny()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "The option 'pagination.end' is '%s', but '%s' is unknown; known are %s."
                              .formatted(
                                  text,
                                  key.strip(),
                                  Arrays.stream(EndCondition.values())
                                      .map(EndCondition::key)
                                      .collect(Collectors.joining(", "))))));
    }
    return conditions;
  }

  private static String defaultEndValue(String pointer) {
    String name = pointer.substring(pointer.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return END_NAME.matcher(name).matches() ? "true" : "false";
  }
}
