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
package io.github.flinkcomments.connector.rest.option;

import static org.apache.flink.configuration.description.TextElement.code;

import java.util.Arrays;
import org.apache.flink.configuration.description.Description;
import org.apache.flink.configuration.description.InlineElement;

/** Descriptions of options with pieces of code in them. */
final class OptionText {

  private OptionText() {}

  /**
   * @param text with a {@code %s} for each piece of code
   */
  static Description description(String text, String... codes) {
    return Description.builder()
        .text(
            text, Arrays.stream(codes).map(example -> code(example)).toArray(InlineElement[]::new))
        .build();
  }
}
