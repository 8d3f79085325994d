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
package io.github.flinkcomments.examples.options;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The page with the options: prose, which is written by hand, and tables, which are generated. A
 * comment before each table lists its options in their order; another one ends it.
 */
record OptionReference(String page) {

  private static final Pattern TABLE =
      Pattern.compile(
          "(<!-- generated: ([^>]+) -->)[^<]*(?:<(?!!--)[^<]*)*(<!-- end of table -->)");

  /** The keys of all tables. */
  List<String> keys() {
    return TABLE.matcher(page).results().flatMap(OptionReference::keys).toList();
  }

  /** The same page with each table replaced by what is given for its keys. */
  OptionReference withTables(Function<Stream<String>, String> tables) {
    return new OptionReference(
        TABLE
            .matcher(page)
            .replaceAll(
                part ->
                    Matcher.quoteReplacement(
                        "%s\n\n%s\n%s"
                            .formatted(part.group(1), tables.apply(keys(part)), part.group(3)))));
  }

  private static Stream<String> keys(MatchResult table) {
    return Stream.of(table.group(2).split("\\s+"));
  }
}
