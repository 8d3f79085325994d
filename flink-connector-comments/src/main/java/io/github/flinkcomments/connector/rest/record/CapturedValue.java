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

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * A value that was picked from a body beside its records, such as the token of the next page.
 *
 * @param kind its JSON type
 * @param text a string's content; the JSON text of everything else, numbers as they were written
 */
@Internal
public record CapturedValue(Kind kind, String text) {

  /** The types of JSON. */
  public enum Kind {
    STRING,
    NUMBER,
    BOOLEAN,
    NULL,
    OBJECT,
    ARRAY
  }

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** A string, as it comes from a header too. */
  public static CapturedValue string(String text) {
    return new CapturedValue(Kind.STRING, text);
  }

  /** Whether it tells nothing: null, or a string without content. */
  public boolean isBlank() {
    return kind == Kind.NULL || (kind == Kind.STRING && text.isEmpty());
  }

  /** The value as JSON. */
  public String json() {
    return kind == Kind.STRING ? MAPPER.valueToTree(text).toString() : text;
  }

  /**
   * The members of an object, by name, as their text; those that are null are left out.
   *
   * @throws IllegalStateException if it is not an object
   */
  public Map<String, String> members() {
    if (kind != Kind.OBJECT) {
      throw new IllegalStateException("Only an object has members, but this is " + kind);
    }
    Map<String, String> members = new LinkedHashMap<>();
    // As they are written: numbers of a tree might have lost digits, or the way of writing.
    try (JsonParser parser = MAPPER.getFactory().createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        CapturedValue value = read(parser);
        if (value.kind() != Kind.NULL) {
          members.put(name, value.text());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return members;
  }

  /** What a JSON pointer finds inside an object or an array. */
  Optional<CapturedValue> at(String pointer) {
    try {
      JsonNode node = MAPPER.readTree(json()).at(pointer);
      return node.isMissingNode() ? Optional.empty() : Optional.of(of(node));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CapturedValue of(JsonNode node) {
    Kind kind =
        switch (node.getNodeType()) {
          case STRING -> Kind.STRING;
          case NUMBER -> Kind.NUMBER;
          case BOOLEAN -> Kind.BOOLEAN;
          case OBJECT -> Kind.OBJECT;
          case ARRAY -> Kind.ARRAY;
          case NULL, MISSING, BINARY, POJO -> Kind.NULL;
        };
    return new CapturedValue(kind, kind == Kind.STRING ? node.textValue() : node.toString());
  }

  /** Reads the value on whose first token the parser stands; leaves it at the last one. */
  static CapturedValue read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case VALUE_STRING -> string(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new CapturedValue(Kind.NUMBER, parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> new CapturedValue(Kind.BOOLEAN, parser.getText());
      case VALUE_NULL -> new CapturedValue(Kind.NULL, "null");
      case START_OBJECT -> new CapturedValue(Kind.OBJECT, copy(parser));
      case START_ARRAY -> new CapturedValue(Kind.ARRAY, copy(parser));
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("No value begins with " + token);
    };
  }

  private static String copy(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = MAPPER.getFactory().createGenerator(text)) {
      int depth = 0;
      do {
        JsonToken token = parser.currentToken();
        if (token.isNumeric()) {
          // As it is written: a number of the parser's own might have lost digits.
          generator.writeNumber(parser.getText());
        } else {
          generator.copyCurrentEvent(parser);
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      } while (depth > 0 && parser.nextToken() != null);
    }
    return text.toString();
  }
}
