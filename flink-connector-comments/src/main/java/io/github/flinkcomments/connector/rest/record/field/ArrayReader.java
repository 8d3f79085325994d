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
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.types.logical.ArrayType;

/** Reads an array from an array. */
final class ArrayReader implements FieldReader {

  private final ArrayType type;
  private final FieldReader elementReader;

  ArrayReader(String path, ArrayType type, ValueFormat format) {
    this.type = type;
    elementReader = FieldReaders.of(path + "[]", type.getElementType(), format);
  }

  @Override
  public Object read(JsonParser parser) throws IOException {
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      throw FieldReaders.mismatch(type, parser);
    }
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      try {
        elements.add(elementReader.read(parser));
      } catch (RecordFormatException e) {
        throw e.inElement(elements.size());
      }
    }
    return new GenericArrayData(elements.toArray());
  }
}
