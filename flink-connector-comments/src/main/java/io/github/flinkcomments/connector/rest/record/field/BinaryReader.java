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
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import java.io.IOException;
import java.util.Base64;
import org.apache.flink.table.types.logical.LogicalType;

/** Reads bytes from a text in base64, the basic alphabet of RFC 4648. */
record BinaryReader(LogicalType type, int minLength, int maxLength) implements FieldReader {

  @Override
  public Object read(JsonParser parser) throws IOException {
    byte[] bytes = decode(parser);
    if (bytes.length < minLength || bytes.length > maxLength) {
      throw new RecordFormatException(
          "must be %s, but has %d bytes".formatted(type.asSummaryString(), bytes.length));
    }
    return bytes;
  }

  private byte[] decode(JsonParser parser) throws IOException {
    String text = FieldReaders.requireText(type, parser);
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw FieldReaders.loss(type, parser, "is not base64");
    }
  }
}
