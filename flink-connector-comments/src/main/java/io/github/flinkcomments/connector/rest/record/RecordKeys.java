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

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.record.json.TokenPointer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Picks the parts of a record's sort key from the tokens of the record as they stream by. One
 * instance serves one record after the other.
 */
final class RecordKeys {

  private final List<TokenPointer> pointers;
  private final String[] parts;
  private int baseDepth;
  private int missing;

  RecordKeys(List<TokenPointer> pointers) {
    this.pointers = pointers;
    this.parts = new String[pointers.size()];
  }

  void beginRecord(int arrayDepth) {
    baseDepth = arrayDepth;
    Arrays.fill(parts, null);
    missing = parts.length;
  }

  /** Whether the rest of the record is of no interest. */
  boolean isComplete() {
    return missing == 0;
  }

  void observe(JsonToken token, JsonParser parser) throws IOException {
    if (missing == 0 || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      return;
    }
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == null && pointers.get(i).matches(parser.getParsingContext(), baseDepth)) {
        parts[i] = parser.getText();
        missing--;
      }
    }
  }

  /**
   * The parts of the key of the record that was just read to its end.
   *
   * @throws RecordFormatException if one is missing
   */
  List<String> key() throws RecordFormatException {
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == null) {
        throw new RecordFormatException(
            "has no text, number or boolean at '%s', which 'pagination.key-pointer' names"
                .formatted(pointers.get(i)));
      }
    }
    return List.of(parts.clone());
  }
}
