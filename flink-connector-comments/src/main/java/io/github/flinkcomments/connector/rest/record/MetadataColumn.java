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

import java.io.Serializable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.table.types.logical.LogicalType;

/** A column with what the source knows about a record besides the record itself. */
@PublicEvolving
public sealed interface MetadataColumn extends Serializable permits MetadataField, ResponseHeader {

  /** Returns the name by which a table asks for it, as in {@code METADATA FROM 'offset'}. */
  String key();

  /** Returns the type of its column. */
  LogicalType type();
}
