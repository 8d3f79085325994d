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

import java.util.Locale;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.DescribedEnum;
import org.apache.flink.configuration.description.InlineElement;
import org.apache.flink.configuration.description.TextElement;

/** What a sink may do to the schema of a table whose columns are not those of its rows. */
@PublicEvolving
public enum SchemaEvolution implements DescribedEnum {
  NONE("Nothing: the job does not start."),
  ADD_COLUMNS("Columns and fields that the table lacks are added to it as nullable."),
  ADD_COLUMNS_AND_WIDEN(
      "The same, and types are widened, such as INT to BIGINT. The table must allow this by its "
          + "property delta.enableTypeWidening.");

  private final String description;

  SchemaEvolution(String description) {
    this.description = description;
  }

  @Override
  public InlineElement getDescription() {
    return TextElement.text(description);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
