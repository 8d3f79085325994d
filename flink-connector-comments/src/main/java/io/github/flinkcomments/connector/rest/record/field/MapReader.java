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
import io.github.flinkcomments.connector.rest.record.json.FoundValue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.types.logical.MapType;

/** Reads a map from an object, whose member names are the keys. Of equal ones the last counts. */
final class MapReader implements FieldReader {

  private final MapType type;
  private final FieldReader keyReader;
  private final FieldReader valueReader;

  MapReader(String path, MapType type, ValueFormat format) {
    this.type = type;
    keyReader = FieldReaders.of(path, type.getKeyType(), format);
    valueReader = FieldReaders.of(path + ".*", type.getValueType(), format);
  }

  @Override
  public Object read(JsonParser parser) throws IOException {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      throw FieldReaders.mismatch(type, parser);
    }
    Map<Object, Object> entries = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Object key = readKey(parser);
      parser.nextToken();
      try {
        entries.put(key, valueReader.read(parser));
      } catch (RecordFormatException e) {
        throw e.inField(FoundValue.shorten(key.toString()));
      }
    }
    return new GenericMapData(entries);
  }

  /** The name of a member is as good as a text. */
  private Object readKey(JsonParser parser) throws IOException {
    try {
      return keyReader.read(parser);
    } catch (RecordFormatException e) {
      throw new RecordFormatException(
          "must be %s, but has the key \"%s\": %s"
              .formatted(
                  type.asSummaryString(), FoundValue.shorten(parser.currentName()), e.asClause()));
    }
  }
}
