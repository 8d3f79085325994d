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
package io.github.flinkcomments.connector.rest.request;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders, such as {@code /users/{user}/posts}. Braces around anything but a known
 * name are text like all the rest. Pure; immutable.
 *
 * @param text the text as it was given
 * @param names what may stand between braces
 */
record Template(String text, Set<String> names) implements Serializable {

  static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][\\w.-]*)}");

  Template {
    names = Set.copyOf(names);
  }

  /** Most texts have none, and are asked for with each page. */
  static boolean mayHavePlaceholders(String text) {
    return text.indexOf('{') >= 0;
  }

  /** Whether the placeholder stands in the text. */
  boolean uses(String name) {
    return names.contains(name) && text.contains("{" + name + "}");
  }

  /**
   * The text with values in place of the placeholders.
   *
   * @param escape makes a value fit for its place
   * @return empty if one of the placeholders has no value
   */
  Optional<String> resolve(Map<String, PlaceholderValue> values, UnaryOperator<String> escape) {
    if (!mayHavePlaceholders(text)) {
      return Optional.of(text);
    }
    Matcher placeholder = PLACEHOLDER.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (placeholder.find()) {
      String name = placeholder.group(1);
      String replacement = placeholder.group();
      if (names.contains(name)) {
        if (!values.containsKey(name)) {
          return Optional.empty();
        }
        replacement = escape.apply(values.get(name).text());
      }
      placeholder.appendReplacement(resolved, Matcher.quoteReplacement(replacement));
    }
    return Optional.of(placeholder.appendTail(resolved).toString());
  }
}
