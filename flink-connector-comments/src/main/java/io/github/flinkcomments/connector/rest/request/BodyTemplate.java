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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/**
 * The body of a request, with placeholders.
 *
 * <p>In a JSON body a placeholder that is a whole value, with or without quotation marks, is
 * replaced by the JSON of what it stands for, so that {@code "page": "{page}"} becomes {@code
 * "page": 3}. Within a longer text it is replaced by text. A member whose placeholder has no value
 * (a cursor, at the first request) is left out. Pure; immutable.
 *
 * @param text the body as it was given; JSON if it begins with a brace or a bracket
 * @param names what may stand between braces
 */
record BodyTemplate(String text, Set<String> names) implements Serializable {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Stands for a value that there is not; no API can have sent it as a token. */
  private static final String ABSENT = "\u0001absent\u0001";

  private static final String ABSENT_JSON = "\"\\u0001absent\\u0001\"";

  BodyTemplate {
    names = Set.copyOf(names);
  }

  boolean isJson() {
    return text.strip().startsWith("{") || text.strip().startsWith("[");
  }

  boolean uses(String name) {
    return new Template(text, names).uses(name);
  }

  /**
   * The body of one request.
   *
   * @throws IllegalArgumentException if it is meant to be JSON and does not become any
   */
  String resolve(Map<String, PlaceholderValue> values) {
    if (!isJson()) {
      return new Template(text, names)
          .resolve(values, UnaryOperator.identity())
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "The option 'request.body' uses a placeholder that has no value in the first request; only a JSON body"
                          + " can leave it out."));
    }
    String resolved = substituted(values);
    try {
      JsonNode tree = MAPPER.readTree(resolved);
      removeAbsent(tree);
      return resolved.contains(ABSENT_JSON) ? MAPPER.writeValueAsString(tree) : resolved;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The option 'request.body' is not valid JSON at column %d, after its placeholders were replaced: %s; they stand for whole values, as in {\"page\": {page}}."
              .formatted(e.getLocation().getColumnNr(), reason(e)),
          e);
    }
  }

  /** Without the place where what is not closed has begun, which says much about the parser. */
  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "");
  }

  /** Walks through the text once, and knows whether it is inside a JSON string. */
  private String substituted(Map<String, PlaceholderValue> values) {
    StringBuilder out = new StringBuilder();
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && inString) {
        out.append(c).append(text.charAt(Math.min(++i, text.length() - 1)));
        continue;
      }
      String name = c == '{' ? nameAt(i) : "";
      if (name.isEmpty()) {
        inString ^= c == '"';
        out.append(c);
        continue;
      }
      int end = i + name.length() + 2;
      boolean whole =
          inString && text.charAt(i - 1) == '"' && end < text.length() && text.charAt(end) == '"';
      if (whole) {
        out.setLength(out.length() - 1);
        inString = false;
        end++;
      }
      out.append(replacement(values.get(name), inString));
      i = end - 1;
    }
    return out.toString();
  }

  private String nameAt(int brace) {
    int end = text.indexOf('}', brace);
    String name = end < 0 ? "" : text.substring(brace + 1, end);
    return names.contains(name) ? name : "";
  }

  private static String replacement(PlaceholderValue value, boolean inString) {
    if (!inString) {
      return value == null ? ABSENT_JSON : value.json();
    }
    String quoted = MAPPER.valueToTree(value == null ? "" : value.text()).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  private static void removeAbsent(JsonNode node) {
    if (node.isObject()) {
      node.properties().removeIf(member -> isAbsent(member.getValue()));
    }
    node.forEach(BodyTemplate::removeAbsent);
  }

  /** A list of values that are not there is not there either. */
  private static boolean isAbsent(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).anyMatch(BodyTemplate::isAbsent)
        : value.isTextual() && value.textValue().equals(ABSENT);
  }
}
