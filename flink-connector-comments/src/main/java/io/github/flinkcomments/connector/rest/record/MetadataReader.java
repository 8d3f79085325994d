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

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.request.MaskedUri;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/**
 * Fills metadata columns.
 *
 * @param columns in the order of the row
 */
record MetadataReader(List<MetadataColumn> columns) {

  /**
   * Fills the columns of the record that was just read to its end.
   *
   * @param row whose last columns these are
   * @param parser from which the record was read
   */
  void fill(GenericRowData row, JsonParser parser, PageOrigin page, int index) throws IOException {
    int first = row.getArity() - columns.size();
    for (int i = 0; i < columns.size(); i++) {
      row.setField(first + i, value(columns.get(i), parser, page, index));
    }
  }

  private static @Nullable Object value(
      MetadataColumn column, JsonParser parser, PageOrigin page, int index) throws IOException {
    if (column instanceof ResponseHeader header) {
      List<String> values = header.of(page);
      return values.isEmpty() ? null : StringData.fromString(String.join(", ", values));
    }
    return switch ((MetadataField) column) {
      case OFFSET -> page.firstOffset().orElseThrow() + index;
      case PAGE -> page.pageNumber().isPresent() ? page.pageNumber().getAsLong() : null;
      case PAGE_URL -> StringData.fromString(MaskedUri.of(page.uri()));
      case FETCH_TIME -> TimestampData.fromEpochMillis(page.fetchTimeMillis());
      case STATUS_CODE -> page.status();
      case KEY -> StringData.fromString(((IdentityParser) parser).mapKey());
      case RAW -> raw((IdentityParser) parser);
    };
  }

  private static StringData raw(IdentityParser parser) throws IOException {
    try {
      ByteBuffer json = ByteBuffer.wrap(parser.json());
      return StringData.fromString(UTF_8.newDecoder().decode(json).toString());
    } catch (CharacterCodingException e) {
      throw new RecordFormatException("has bytes that are not UTF-8");
    }
  }
}
