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
package io.github.flinkcomments.examples.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Flink says about a statement, in one sentence where it takes a page for that. */
final class SqlMessage {

  private static final Pattern EXPECTATIONS = Pattern.compile("\\s*Was expecting (?:one of)?:");

  /** What begins a statement, found inside another one. */
  private static final Pattern BEGINNING =
      Pattern.compile("Encountered \"(?:CREATE|INSERT|EXECUTE|BEGIN|SET|USE|DROP)\\b");

  private static final Pattern UNKNOWN_CONNECTOR =
      Pattern.compile(
          "Could not find any factory for identifier '(.*)' that implements '.*DynamicTableFactory'"
              + "[^:]*:\\s+(.*)",
          Pattern.DOTALL);

  private static final String UNKNOWN_STATEMENT =
      "Non-query expression encountered in illegal context";

  private SqlMessage() {}

  static String of(String message) {
    Matcher connector = UNKNOWN_CONNECTOR.matcher(message);
    if (connector.matches()) {
      return "The connector '%s' is unknown; available are %s."
          .formatted(connector.group(1), String.join(", ", connector.group(2).split("\\s+")));
    }
    return message.startsWith(UNKNOWN_STATEMENT)
        ? "No statement of Flink SQL begins like this one; check its first word."
        : withoutExpectations(message);
  }

  /** The parser lists all that might have stood there instead, which may be half of the grammar. */
  private static String withoutExpectations(String message) {
    Matcher list = EXPECTATIONS.matcher(message);
    if (!list.find()) {
      return message;
    }
    String sentence = message.substring(0, list.start());
    return BEGINNING.matcher(sentence).lookingAt()
        ? sentence + " Does the statement before it end with a semicolon?"
        : sentence;
  }
}
