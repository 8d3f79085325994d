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
package io.github.flinkcomments.connector.rest.record.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.apache.flink.annotation.Internal;

/** Says in words what stands at the current token of a parser. */
@Internal
public final class FoundValue {

  private static final int MAX_LENGTH = 60;

  private FoundValue() {}

  public static String describe(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING -> "the text \"" + shorten(parser.getText()) + "\"";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + shorten(parser.getText());
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> parser.getText();
      case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "nothing that JSON knows";
    };
  }

  /** At most so many characters of a text as fit into a message, in one line. */
  public static String shorten(String text) {
    String line = text.replaceAll("[^\\P{C}]", "?");
    if (line.length() <= MAX_LENGTH) {
      return line;
    }
    boolean withinPair = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 1));
    return line.substring(0, withinPair ? MAX_LENGTH - 1 : MAX_LENGTH) + "…";
  }
}
