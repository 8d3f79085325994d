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
package io.github.flinkcomments.connector.rest.option;

import static io.github.flinkcomments.connector.rest.option.OptionText.description;
import static org.apache.flink.configuration.description.TextElement.code;

import java.util.List;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.description.Description;

/** The options of the source that say where a listing ends. */
@PublicEvolving
public final class RestEndOptions {

  public static final ConfigOption<TotalType> TOTAL =
      ConfigOptions.key("pagination.total")
          .enumType(TotalType.class)
          .defaultValue(TotalType.HEADER)
          .withDescription(
              "Where a response states the total number of records. If the total is "
                  + "missing there, the end is found by probes.");

  public static final ConfigOption<String> TOTAL_HEADER =
      ConfigOptions.key("pagination.total-header")
          .stringType()
          .defaultValue("X-Total-Count")
          .withDescription(
              Description.builder()
                  .text(
                      "The header with the total number of records, for %s.",
                      code("'pagination.total' = 'header'"))
                  .build());

  public static final ConfigOption<String> TOTAL_POINTER =
      ConfigOptions.key("pagination.total-pointer")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "JSON pointer to the total number of records in the body, such "
                          + "as %s. Required for %s.",
                      code("/meta/total"), code("'pagination.total' = 'body'"))
                  .build());

  public static final ConfigOption<TotalUnit> TOTAL_UNIT =
      ConfigOptions.key("pagination.total-unit")
          .enumType(TotalUnit.class)
          .defaultValue(TotalUnit.RECORDS)
          .withDescription("What the total counts.");

  public static final ConfigOption<String> END =
      ConfigOptions.key("pagination.end")
          .stringType()
          .noDefaultValue()
          .withDescription(
              description(
                  "What marks the end of the listing. One or several, separated by "
                      + "%s, any of which suffices: %s, %s, %s, %s, %s, %s, %s, %s, %s, "
                      + "%s. Without it the type of pagination decides.",
                  ";",
                  "total",
                  "short-page",
                  "empty-page",
                  "missing-link",
                  "missing-token",
                  "null-pointer",
                  "flag",
                  "same-token",
                  "repeated-page",
                  "rule"));

  public static final ConfigOption<String> END_POINTER =
      ConfigOptions.key("pagination.end-pointer")
          .stringType()
          .noDefaultValue()
          .withDescription(
              description(
                  "JSON pointer to the value for %s and %s, such as %s.",
                  "flag", "null-pointer", "/has_more"));

  public static final ConfigOption<String> END_VALUE =
      ConfigOptions.key("pagination.end-value")
          .stringType()
          .noDefaultValue()
          .withDescription(
              description(
                  "Value of the flag at the end. Without it: %s if the last name in "
                      + "the pointer denotes an end (%s, %s, %s), else %s.",
                  "true", "isLast", "last", "done", "false"));

  private static final List<ConfigOption<?>> ALL =
      List.of(TOTAL, TOTAL_HEADER, TOTAL_POINTER, TOTAL_UNIT, END, END_POINTER, END_VALUE);

  private RestEndOptions() {}

  /** All of them, in an order in which they can be explained. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }
}
