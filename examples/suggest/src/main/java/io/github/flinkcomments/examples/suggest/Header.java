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

import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Set;

/** A header of every request. Its value is a secret unless the name says otherwise. */
record Header(String name, String value) {

  private static final Set<String> PUBLIC =
      Set.of("accept", "accept-language", "accept-charset", "user-agent", "content-type", "prefer");

  /**
   * Reads {@code NAME: VALUE}.
   *
   * @throws IllegalArgumentException without the text in its message, which may be a secret
   */
  static Header parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || !text.substring(0, colon).matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
      throw new IllegalArgumentException("A header is written as 'NAME: VALUE'.");
    }
    Header header = new Header(text.substring(0, colon), text.substring(colon + 1).strip());
    try {
      HttpRequest.newBuilder().header(header.name(), header.value());
    } catch (IllegalArgumentException e) {
      // Without the cause, whose message has the value.
      throw new IllegalArgumentException(
          "The header '%s' cannot be sent: its name is reserved, or its value has characters that are not allowed."
              .formatted(header.name()));
    }
    return header;
  }

  boolean secret() {
    String lower = name.toLowerCase(Locale.ROOT);
    return !PUBLIC.contains(lower) && !lower.endsWith("-version");
  }

  boolean bearer() {
    return name.equalsIgnoreCase("Authorization")
        && value.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
  }

  /** The variable that stands for the value in SQL. */
  String variable() {
    return bearer() ? "API_TOKEN" : Secrets.variable(name);
  }

  @Override
  public String toString() {
    return name + ": ****";
  }
}
