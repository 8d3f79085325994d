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

import static org.apache.flink.configuration.description.LinkElement.link;
import static org.apache.flink.configuration.description.TextElement.code;
import static org.apache.flink.configuration.description.TextElement.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.configuration.description.Description;
import org.junit.jupiter.api.Test;

class MarkdownFormatterTest {

  @Test
  void textCodeAndLinks() {
    assertThat(
            markdown(
                Description.builder()
                    .text("As %s, 100 % sure; see %s.", code("a.*"), link("http://host/", "this"))))
        .isEqualTo("As `a.*`, 100 % sure; see [this](http://host/).");
  }

  @Test
  void linesOfOneCell() {
    assertThat(
            markdown(
                Description.builder()
                    .text("One.")
                    .linebreak()
                    .text("Two.")
                    .list(text("%s: three", code("3")), code("4"))))
        .isEqualTo("One.<br>Two.<br>`3`: three<br>`4`");
  }

  @Test
  void whatMarkdownWouldTakeForItself() {
    assertThat(markdown(Description.builder().text("a_b | *c* <d> %s", code("e|f_g"))))
        .isEqualTo("a\\_b \\| \\*c\\* \\<d> `e\\|f_g`");
  }

  private static String markdown(Description.DescriptionBuilder description) {
    return new MarkdownFormatter().format(description.build());
  }
}
