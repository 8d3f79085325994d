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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Reads a number from a text, such as {@code "12.50"}, in which servers keep digits that some
 * clients would lose. A number that is written as one will do as well.
 *
 * @param type of the number
 * @param number reads it where it is written as one
 */
record NumberInText(LogicalType type, FieldReader number) implements FieldReader {

  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public Object read(JsonParser parser) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return number.read(parser);
    }
    try (JsonParser text = JSON.createParser(parser.getText())) {
      JsonToken token = text.nextToken();
      if (token == null || !token.isNumeric()) {
        throw FieldReaders.loss(type, parser, "is not a number");
      }
      Object value = number.read(text);
      if (text.nextToken() != null) {
        throw FieldReaders.loss(type, parser, "is not a number");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw FieldReaders.loss(type, parser, "is not a number");
    }
  }
}
