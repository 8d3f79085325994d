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
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;

/** What the source knows about a record besides the record itself. */
@PublicEvolving
public enum MetadataField {
  /** Position of the record in the listing, counted from 0: {@code BIGINT NOT NULL}. */
  OFFSET("offset"),

  /** When the response with the record arrived: {@code TIMESTAMP_LTZ(3) NOT NULL}. */
  FETCH_TIME("fetch-time");

  private final String key;

  MetadataField(String key) {
    this.key = key;
  }

  /** Returns the name by which a table asks for it, as in {@code METADATA FROM 'offset'}. */
  public String key() {
    return key;
  }

  /** Returns the type of its column. */
  public LogicalType type() {
    return switch (this) {
      case OFFSET -> new BigIntType(false);
      case FETCH_TIME -> new LocalZonedTimestampType(false, 3);
    };
  }
}
