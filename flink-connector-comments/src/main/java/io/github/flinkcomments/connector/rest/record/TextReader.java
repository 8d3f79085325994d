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
package io.github.flinkcomments.connector.rest.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Reads a text. A value which is no text gives its JSON, as in Flink's JSON format: a number as it
 * is written, {@code true}, or an object or array without white space.
 */
record TextReader(LogicalType type, int minLength, int maxLength) implements FieldReader {

  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      throw FieldReaders.mismatch(type, parser);
    }
    String text = token.isStructStart() ? json(parser) : parser.getText();
    // There are at most as many characters as UTF-16 units, so mostly nothing needs to be counted.
    if (minLength > 0 || text.length() > maxLength) {
      int length = text.codePointCount(0, text.length());
      if (length < minLength || length > maxLength) {
        throw new RecordFormatException(
            "must be %s, but has %d characters".formatted(type.asSummaryString(), length));
      }
    }
    return StringData.fromString(text);
  }

  private static String json(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      generator.copyCurrentEventExact(parser);
      while (!generator.getOutputContext().inRoot()) {
        parser.nextToken();
        generator.copyCurrentEventExact(parser);
      }
    }
    return text.toString();
  }
}
