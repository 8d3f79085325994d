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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.annotation.Internal;

/**
 * JSON values as they were sent: every name, text and number is written as the server wrote it.
 * Only the white space between them is left out, which means nothing.
 */
@Internal
public final class JsonText {

  public static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  /**
   * Reads the value whose first token is the parser's current one, and leaves the parser at the
   * value's last token.
   *
   * @return the value in UTF-8
   */
  public static byte[] read(JsonParser parser) throws IOException {
    if (!(parser.getInputSource() instanceof SourceBytes source) || !source.isKeeping()) {
      return copy(parser);
    }
    long start = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    return since(start, parser, source);
  }

  /**
   * The value that was just read to its end.
   *
   * @param start where it began
   * @param source keeps its bytes
   */
  public static byte[] since(long start, JsonParser parser, SourceBytes source) throws IOException {
    // Texts are read to their end only if somebody wants them.
    parser.finishToken();
    return withoutWhiteSpace(source.between(start, parser.currentLocation().getByteOffset()));
  }

  /** Where the value does not come out of a page, there is nothing to cut it out of. */
  private static byte[] copy(JsonParser parser) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      copyToken(parser, generator);
      while (!generator.getOutputContext().inRoot()) {
        parser.nextToken();
        copyToken(parser, generator);
      }
    }
    return text.toByteArray();
  }

  /** A number is copied as a text: as a value it would be written in another way. */
  private static void copyToken(JsonParser parser, JsonGenerator generator) throws IOException {
    if (parser.currentToken().isNumeric()) {
      generator.writeNumber(parser.getText());
    } else {
      generator.copyCurrentEvent(parser);
    }
  }

  /** Takes the white space between tokens out of a JSON text that is known to be sound. */
  static byte[] withoutWhiteSpace(byte[] json) {
    int length = 0;
    boolean inText = false;
    for (int i = 0; i < json.length; i++) {
      byte current = json[i];
      if (inText && current == '\\') {
        json[length++] = current;
        i++;
        json[length++] = json[i];
        continue;
      }
      if (current == '"') {
        inText = !inText;
      }
      if (inText || (current != ' ' && current != '\t' && current != '\n' && current != '\r')) {
        json[length++] = current;
      }
    }
    return length == json.length ? json : Arrays.copyOf(json, length);
  }
}
