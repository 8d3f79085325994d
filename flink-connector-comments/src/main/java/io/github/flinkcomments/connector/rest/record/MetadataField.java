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

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;

/** What the source knows about every record besides the record itself. */
@PublicEvolving
public enum MetadataField implements MetadataColumn {
  /** Position of the record in the listing, counted from 0: {@code BIGINT NOT NULL}. */
  OFFSET("offset"),
  /** Number by which the page was asked for: {@code BIGINT}, null where pages have no numbers. */
  PAGE("page"),
  /** What was asked for, with secrets masked: {@code STRING NOT NULL}. */
  PAGE_URL("page-url"),
  /** When the response with the record arrived: {@code TIMESTAMP_LTZ(3) NOT NULL}. */
  FETCH_TIME("fetch-time"),
  /** Status of the response: {@code INT NOT NULL}. */
  STATUS_CODE("status-code"),
  /** Name of the record in a map: {@code STRING}, null where records are not in a map. */
  KEY("key"),
  /** The record as it was sent, as JSON: {@code STRING NOT NULL}. */
  RAW("raw");

  private final String key;

  MetadataField(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public LogicalType type() {
    return switch (this) {
      case OFFSET -> new BigIntType(false);
      case PAGE -> new BigIntType();
      case FETCH_TIME -> new LocalZonedTimestampType(false, 3);
      case STATUS_CODE -> new IntType(false);
      case KEY -> VarCharType.STRING_TYPE;
      case PAGE_URL, RAW -> new VarCharType(false, VarCharType.MAX_LENGTH);
    };
  }
}
