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
import java.util.stream.Collectors;

/** A table of options, in Markdown. */
record OptionTable(List<DocumentedOption> options) {

  private static final String HEAD =
      """
      | Key | Type | Default | Other name | Meaning |
      | --- | --- | --- | --- | --- |
      """;

  @Override
  public String toString() {
    return options.stream().map(OptionTable::row).collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(DocumentedOption option) {
    return "| %s | %s | %s |%s | %s |\n"
        .formatted(
            MarkdownFormatter.code(option.key()),
            option.typeName(),
            option.defaultValue(),
            otherNames(option),
            new MarkdownFormatter().format(option.description()));
  }

  private static String otherNames(DocumentedOption option) {
    return option.otherNames().stream()
        .map(name -> " " + MarkdownFormatter.code(name))
        .collect(Collectors.joining(","));
  }
}
