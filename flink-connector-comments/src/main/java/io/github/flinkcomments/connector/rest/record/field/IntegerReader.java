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

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.util.function.LongFunction;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Reads a whole number. One that is written with a fraction or an exponent will do if it is whole:
 * {@code 1.0} and {@code 1e3}, but not {@code 1.5}.
 */
record IntegerReader(LogicalType type, long min, long max, LongFunction<Object> boxing)
    implements FieldReader {

  @Override
  public Object read(JsonParser parser) throws IOException {
    long value = readLong(parser);
    if (value < min || value > max) {
      throw FieldReaders.loss(type, parser, "is out of its range");
    }
    return boxing.apply(value);
  }

  private long readLong(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    try {
      if (token == JsonToken.VALUE_NUMBER_INT) {
        return parser.getLongValue();
      }
      if (token == JsonToken.VALUE_NUMBER_FLOAT) {
        return FractionReaders.exact(parser).longValueExact();
      }
    } catch (InputCoercionException | ArithmeticException | NumberFormatException e) {
      throw FieldReaders.loss(type, parser, "is not a whole number in its range");
    }
    throw FieldReaders.mismatch(type, parser);
  }
}
