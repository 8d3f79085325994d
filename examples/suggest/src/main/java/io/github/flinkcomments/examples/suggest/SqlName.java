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

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names and texts as Flink SQL writes them. */
final class SqlName {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final Set<String> RESERVED = reserved();

  private SqlName() {}

  /** The name, in backticks unless it is a plain identifier. */
  static String quoted(String name) {
    boolean plain =
        PLAIN.matcher(name).matches() && !RESERVED.contains(name.toUpperCase(Locale.ROOT));
    return plain ? name : "`" + name.replace("`", "``") + "`";
  }

  /** A text literal. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A text without line breaks, so that a comment ends where it seems to. */
  static String onOneLine(String text) {
    return text.replaceAll("[\\r\\n]+", " ");
  }

  /** What a table of this URL may be called: after the last part of its path. */
  static String ofTable(URI uri) {
    String[] parts = uri.getPath() == null ? new String[0] : uri.getPath().split("/");
    for (int i = parts.length - 1; i >= 0; i--) {
      String name =
          parts[i]
              .replaceFirst("\\.json$", "")
              .replaceAll("[^A-Za-z0-9]+", "_")
              .replaceAll("^_|_$", "");
      if (name.matches("[A-Za-z].*") && !name.matches("v\\d+")) {
        return name.toLowerCase(Locale.ROOT);
      }
    }
    return "records";
  }

  private static Set<String> reserved() {
    try (BufferedReader words =
        new BufferedReader(
            new InputStreamReader(
                SqlName.class.getResourceAsStream("reserved-words.txt"), UTF_8))) {
      return words.lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
