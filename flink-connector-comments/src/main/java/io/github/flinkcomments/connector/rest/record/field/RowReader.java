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
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Reads the fields of a row from an object, whatever their order. Other members of the object are
 * skipped; a field that the object lacks is null; of members of the same name the last one counts.
 */
final class RowReader implements FieldReader {

  private final RowType type;
  private final String[] names;
  private final FieldReader[] readers;
  private final Map<String, Integer> positions = new HashMap<>();

  /**
   * @param prefix of the fields' paths, for messages: the row's own path and a dot
   * @param format how dates, times and numbers in it are written
   * @throws IllegalArgumentException if there is no way to read one of the fields from JSON
   */
  RowReader(String prefix, RowType type, ValueFormat format) {
    this.type = type;
    names = type.getFieldNames().toArray(String[]::new);
    readers = new FieldReader[names.length];
    for (int i = 0; i < names.length; i++) {
      readers[i] = FieldReaders.of(prefix + names[i], type.getTypeAt(i), format);
      positions.put(names[i], i);
    }
  }

  @Override
  public GenericRowData read(JsonParser parser) throws IOException {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      throw new RecordFormatException(
          "must be an object, but is %s".formatted(FoundValue.describe(parser)));
    }
    GenericRowData row = new GenericRowData(names.length);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Integer position = positions.get(parser.currentName());
      parser.nextToken();
      if (position == null) {
        parser.skipChildren();
      } else {
        row.setField(position, readField(position, parser));
      }
    }
    requireFields(row);
    return row;
  }

  private Object readField(int position, JsonParser parser) throws IOException {
    try {
      return readers[position].read(parser);
    } catch (RecordFormatException e) {
      throw e.inField(names[position]);
    }
  }

  private void requireFields(GenericRowData row) throws RecordFormatException {
    for (int i = 0; i < names.length; i++) {
      LogicalType fieldType = type.getTypeAt(i);
      if (row.isNullAt(i) && !fieldType.isNullable()) {
        throw new RecordFormatException(
                "must be %s, but is missing".formatted(fieldType.asSummaryString()))
            .inField(names[i]);
      }
    }
  }
}
