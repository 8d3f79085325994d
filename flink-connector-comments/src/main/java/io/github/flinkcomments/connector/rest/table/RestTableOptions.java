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
package io.github.flinkcomments.connector.rest.table;

import static org.apache.flink.configuration.description.TextElement.code;

import java.util.List;
import java.util.Map;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.description.Description;

/** The options of a table that say how its columns are read, beside those of the source. */
@PublicEvolving
public final class RestTableOptions {

  public static final ConfigOption<Map<String, String>> FIELDS =
      ConfigOptions.key("fields")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              Description.builder()
                  .text(
                      "Where columns are in a record, each as %s: a JSON pointer, empty for the "
                          + "record itself. Without it a column is the member of its name. "
                          + "%s is another name of it. "
                          + "%s says how dates and times are written: %s, %s, %s, %s, %s, or a "
                          + "pattern of java.time; %s is for numbers in texts.",
                      code("'fields.COLUMN.pointer' = '/owner/name'"),
                      code("fields.COLUMN.path"),
                      code("'fields.COLUMN.format'"),
                      code("iso"),
                      code("epoch-seconds"),
                      code("epoch-millis"),
                      code("epoch-micros"),
                      code("rfc-1123"),
                      code("string"))
                  .build());

  public static final ConfigOption<MissingColumnMode> MISSING_COLUMNS =
      ConfigOptions.key("record.missing-columns")
          .enumType(MissingColumnMode.class)
          .defaultValue(MissingColumnMode.WARN)
          .withDescription(
              "What to do about columns that no record of the first page has: their names may be "
                  + "misspelt.");

  private static final List<ConfigOption<?>> ALL = List.of(FIELDS, MISSING_COLUMNS);

  private RestTableOptions() {}

  /** All of them, in an order in which they can be explained. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }
}
