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
package io.github.flinkcomments.connector.delta.log.schema;

import static java.util.Objects.requireNonNull;

import org.apache.flink.annotation.Internal;

/**
 * A table that was found fit to be appended to.
 *
 * @param id the table's own identifier; a table that is deleted and created anew has another
 * @param version the version that was looked at
 * @param layout the rows to write: the sink's columns in the sink's order, spelled as the table
 *     spells them, and the table's partition columns. Data files must be written with this layout.
 */
@Internal
public record TableDescription(String id, long version, TableLayout layout) {

  public TableDescription {
    requireNonNull(id, "id");
    requireNonNull(layout, "layout");
  }
}
