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

import java.util.EnumSet;
import org.apache.flink.configuration.description.Formatter;
import org.apache.flink.configuration.description.TextElement.TextStyle;

/** Writes a description as the Markdown of one cell of a table. */
final class MarkdownFormatter extends Formatter {

  private static final String LINE_BREAK = "<br>";

  @Override
  protected void formatText(
      StringBuilder state, String format, String[] elements, EnumSet<TextStyle> styles) {
    // The elements are Markdown already.
    state.append(
        styles.contains(TextStyle.CODE)
            ? code(format).formatted((Object[]) elements)
            : text(format).formatted((Object[]) elements));
  }

  @Override
  protected void formatLink(StringBuilder state, String link, String description) {
    state.append('[').append(text(description)).append("](").append(link).append(')');
  }

  @Override
  protected void formatLineBreak(StringBuilder state) {
    state.append(LINE_BREAK);
  }

  @Override
  protected void formatList(StringBuilder state, String[] entries) {
    for (String entry : entries) {
      state.append(LINE_BREAK).append(entry);
    }
  }

  @Override
  protected Formatter newInstance() {
    return new MarkdownFormatter();
  }

  /** The text as it is, whatever it means in Markdown. */
  private static String text(String text) {
    return text.replaceAll("[\\\\`*_<\\[|]", "\\\\$0");
  }

  /** Even in code a bar would end the cell. */
  static String code(String code) {
    return "`" + code.replace("|", "\\|") + "`";
  }
}
