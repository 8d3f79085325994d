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
package io.github.flinkcomments.connector.delta.table;

import static java.util.stream.Collectors.joining;

import io.github.flinkcomments.connector.delta.DeltaSinkOptions;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.api.ValidationException;

/**
 * The options of a table as they were declared. Every method that finds a mistake throws an {@link
 * IllegalArgumentException} with a sentence that names the option, and no value but its own.
 *
 * @param texts what is written after {@code WITH}
 */
record DeclaredOptions(Map<String, String> texts) {

  /** Flink says much about the enum's class before it comes to the point. */
  private static final Pattern VALUES_OF_ENUM = Pattern.compile(".*Expected one of: \\[\\[(.*)]]");

  /** What Flink knows for every table. */
  private static final Pattern OF_FLINK =
      Pattern.compile("connector|property-version|scan\\.watermark\\..*");

  /** Checks what can be told from one option alone. */
  void check(ConfigOption<?> option) {
    List<String> given = names(option).filter(texts::containsKey).toList();
    if (given.size() > 1) {
      // Flink would silently prefer one of them.
      throw new IllegalArgumentException(
          "The options '%s' are names of one and the same; leave out all but '%s'."
              .formatted(String.join("' and '", given), option.key()));
    }
    given.forEach(name -> requireType(name, option));
  }

  /** Flink's own message tells value and reason in two exceptions of which clients show one. */
  private void requireType(String name, ConfigOption<?> option) {
    try {
      Configuration.fromMap(texts).getOptional(option);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The option '%s' is '%s', but it must be %s."
              .formatted(name, texts.get(name), expected(option, e.getCause())));
    }
  }

  /** In words of our own where it can be: Flink's and the JDK's change from release to release. */
  private static String expected(ConfigOption<?> option, Throwable reason) {
    if (option.defaultValue() instanceof MemorySize) {
      return "a size, such as 512kb or 64mb";
    }
    if (reason instanceof NumberFormatException) {
      return "a whole number within range, such as 4";
    }
    Matcher values = VALUES_OF_ENUM.matcher(reason.getMessage());
    return values.matches()
        ? "one of " + values.group(1).toLowerCase(Locale.ROOT)
        : "another value: " + reason.getMessage();
  }

  /** Checks that an option is given, by whatever name. */
  void require(ConfigOption<?> option, String wayOut) {
    if (names(option).noneMatch(texts::containsKey)) {
      throw new IllegalArgumentException(
          "The option '%s' is missing; %s.".formatted(option.key(), wayOut));
    }
  }

  /**
   * Says which options are unknown and what may have been meant. Whether there are any is for Flink
   * to decide.
   *
   * @param connector whose options they should be
   * @param known what it knows
   * @param flinksValidation which finds them too, but makes a list of all that there are
   */
  void requireKnown(String connector, Set<ConfigOption<?>> known, Runnable flinksValidation) {
    try {
      flinksValidation.run();
    } catch (ValidationException e) {
      Map<String, String> keys = new TreeMap<>();
      known.forEach(option -> names(option).forEach(name -> keys.put(name, option.key())));
      String unknown =
          texts.keySet().stream()
              .filter(name -> !keys.containsKey(name) && !isKnownByItsBeginning(name))
              .sorted()
              .map(name -> unknown(connector, name, keys))
              .collect(joining(" "));
      throw unknown.isEmpty() ? e : new IllegalArgumentException(unknown);
    }
  }

  private static boolean isKnownByItsBeginning(String name) {
    return name.startsWith(DeltaSinkOptions.TABLE_PROPERTY_PREFIX)
        || name.startsWith(DeltaSinkOptions.STORAGE_PREFIX)
        || OF_FLINK.matcher(name).matches();
  }

  /**
   * @param keys by each name of an option, the one to use
   */
  private static String unknown(String connector, String name, Map<String, String> keys) {
    Collection<String> nearest =
        new Misspelling(name).nearestOf(keys.keySet()).stream().map(keys::get).distinct().toList();
    return "The option '%s' is unknown to the connector '%s'; %s"
        .formatted(
            name,
            connector,
            nearest.isEmpty()
                ? "it has '%s'."
                    .formatted(keys.values().stream().distinct().sorted().collect(joining("', '")))
                : "did you mean '%s'?".formatted(String.join("' or '", nearest)));
  }

  private static Stream<String> names(ConfigOption<?> option) {
    return Stream.concat(
        Stream.of(option.key()),
        StreamSupport.stream(option.fallbackKeys().spliterator(), false).map(FallbackKey::getKey));
  }
}
