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
package io.github.flinkcomments.connector.rest.table;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
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
 * <p>The build of the other connector copies this class, since neither needs the other.
 *
 * @param texts what is written after {@code WITH}
 */
record DeclaredOptions(Map<String, String> texts) {

  /** Flink says much about the enum's class before it comes to the point. */
  private static final Pattern VALUES_OF_ENUM = Pattern.compile(".*Expected one of: \\[\\[(.*)]]");

  /** What Flink knows for every table. */
  private static final Pattern OF_FLINK =
      Pattern.compile("connector|property-version|scan\\.watermark\\..*");

  /**
   * Checks what can be told from one option alone.
   *
   * @throws IllegalArgumentException if it is given by two names, or its value is not of its type
   */
  void check(ConfigOption<?> option) {
    List<String> given = names(option).filter(texts::containsKey).toList();
    if (given.size() > 1) {
      // Flink would silently prefer one of them.
      throw new IllegalArgumentException(
          "The options '%s' are names of one and the same; leave out all but '%s'."
              .formatted(String.join("' and '", given), option.key()));
    }
    // One of several entries, as in 'request.query.NAME', is a text and may be any.
    String name = given.isEmpty() ? option.key() : given.get(0);
    requireType(name, option);
  }

  /** Flink's own message tells value and reason in two exceptions of which clients show one. */
  private void requireType(String name, ConfigOption<?> option) {
    try {
      Configuration.fromMap(texts).getOptional(option);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          option.defaultValue() instanceof Map
              // Without its value, which may hold secrets.
              ? "The option '%s' is malformed; give each entry as '%1$s.NAME' = 'VALUE'."
                  .formatted(name)
              : "The option '%s' is '%s', but it must be %s."
                  .formatted(name, texts.get(name), expected(option, e)),
          e);
    }
  }

  /** In words of our own where it can be: Flink's and the JDK's change from release to release. */
  private static String expected(ConfigOption<?> option, IllegalArgumentException unreadable) {
    Object example = option.defaultValue();
    if (example instanceof Duration) {
      return "a duration, such as 500ms, 10s or 1min";
    }
    if (example instanceof MemorySize) {
      return "a size, such as 512kb or 16mb";
    }
    if (example instanceof Boolean) {
      return "true or false";
    }
    if (unreadable.getCause() instanceof NumberFormatException) {
      return "a whole number within range";
    }
    String reason = unreadable.getCause().getMessage();
    Matcher values = VALUES_OF_ENUM.matcher(reason);
    return values.matches()
        ? "one of " + values.group(1).toLowerCase(Locale.ROOT)
        : "another value: " + reason;
  }

  /** Checks that an option is given, by whatever name. */
  void require(ConfigOption<?> option, String wayOut) {
    if (names(option).noneMatch(texts::containsKey)) {
      throw new IllegalArgumentException(
          "The option '%s' is missing; %s.".formatted(option.key(), wayOut));
    }
  }

  /**
   * Checks that there is no option that nobody knows. Whether there is one is for Flink to decide.
   *
   * @param connector whose options they should be
   * @param known what it knows
   * @param others whether a name belongs to what the connector passes on, such as a format
   * @param flinksValidation which finds them too, but makes a list of all that there are
   * @throws IllegalArgumentException that names those that are unknown, without their values, and
   *     what may have been meant
   */
  void requireKnown(
      String connector,
      Set<ConfigOption<?>> known,
      Predicate<String> others,
      Runnable flinksValidation) {
    try {
      flinksValidation.run();
    } catch (ValidationException e) {
      Map<String, String> keys = new TreeMap<>();
      known.forEach(option -> names(option).forEach(name -> keys.put(name, option.key())));
      String unknown =
          texts.keySet().stream()
              .filter(name -> !keys.containsKey(name) && !isEntry(name, known))
              .filter(others.or(OF_FLINK.asMatchPredicate()).negate())
              .sorted()
              .map(name -> misspelt(connector, name, keys))
              .collect(joining(" "));
      throw unknown.isEmpty() ? e : new IllegalArgumentException(unknown);
    }
  }

  private static boolean isEntry(String name, Set<ConfigOption<?>> known) {
    return known.stream()
        .filter(option -> option.defaultValue() instanceof Map)
        .anyMatch(option -> name.startsWith(option.key() + "."));
  }

  /**
   * @param keys by each name of an option, the one to use
   */
  private static String misspelt(String connector, String name, Map<String, String> keys) {
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
