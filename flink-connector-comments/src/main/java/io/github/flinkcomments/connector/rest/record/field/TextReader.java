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
package io.github.flinkcomments.connector.rest.record.field;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.record.json.FoundValue;
import io.github.flinkcomments.connector.rest.record.json.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import javax.annotation.Nullable;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Reads a text. A value of another type gives its JSON as it was sent: a number as it is written,
 * {@code true}, or an object or array without the white space between its tokens.
 */
record TextReader(LogicalType type, int minLength, int maxLength) implements FieldReader {

  private static final int LAST_ASCII = 0x7F;

  @Override
  public Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      throw FieldReaders.mismatch(type, parser);
    }
    if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
      char[] units = parser.getTextCharacters();
      int begin = parser.getTextOffset();
      int end = begin + parser.getTextLength();
      byte[] ascii = asciiOrNull(units, begin, end);
      if (ascii != null) {
        requireLength(ascii.length);
        return BinaryStringData.fromBytes(ascii);
      }
      requireWellFormed(units, begin, end);
    }
    String text = token.isStructStart() ? json(parser) : parser.getText();
    // There are at most as many characters as UTF-16 units, so mostly nothing needs to be counted.
    if (minLength > 0 || text.length() > maxLength) {
      requireLength(text.codePointCount(0, text.length()));
    }
    return StringData.fromString(text);
  }

  private void requireLength(int length) throws RecordFormatException {
    if (length < minLength || length > maxLength) {
      throw new RecordFormatException(
          "must be %s, but has %d characters".formatted(type.asSummaryString(), length));
    }
  }

  /**
   * Most texts are ASCII, in which each character is one byte: they need not become strings on
   * their way to a row, nor be looked at again where they are written.
   */
  private static @Nullable byte[] asciiOrNull(char[] units, int begin, int end) {
    byte[] bytes = new byte[end - begin];
    int all = 0;
    for (int i = 0; i < bytes.length; i++) {
      char unit = units[begin + i];
      all |= unit;
      bytes[i] = (byte) unit;
    }
    return all <= LAST_ASCII ? bytes : null;
  }

  private String json(JsonParser parser) throws IOException {
    byte[] json = JsonText.read(parser);
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException e) {
      throw new RecordFormatException(
          "must be %s, but has bytes that are not UTF-8".formatted(type.asSummaryString()));
    }
  }

  /** Half a character could be kept in memory, but becomes a question mark where it is written. */
  private void requireWellFormed(char[] units, int begin, int end) throws RecordFormatException {
    for (int i = begin; i < end; i++) {
      char unit = units[i];
      if (Character.isSurrogate(unit)) {
        boolean pair =
            Character.isHighSurrogate(unit)
                && i + 1 < end
                && Character.isLowSurrogate(units[i + 1]);
        if (!pair) {
          String text = new String(units, begin, end - begin);
          throw new RecordFormatException(
              "must be %s, but the text \"%s\" has half of a surrogate pair (\\u%04x), which is not a character"
                  .formatted(type.asSummaryString(), FoundValue.shorten(text), (int) unit));
        }
        i++;
      }
    }
  }
}
