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

import static org.apache.flink.configuration.description.TextElement.code;

import io.github.flinkcomments.connector.rest.record.AbsentRecords;
import io.github.flinkcomments.connector.rest.record.ErrorMode;
import java.util.List;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.description.Description;

/**
 * The options of the source that say where the records of a page are, and what is done about
 * malformed ones.
 */
@PublicEvolving
public final class RestRecordOptions {

  public static final ConfigOption<String> POINTER =
      ConfigOptions.key("record.pointer")
          .stringType()
          .defaultValue("")
          .withFallbackKeys("record.path")
          .withDescription(
              Description.builder()
                  .text(
                      "JSON pointer to the array of records, such as %s. Empty: the body is "
                          + "the array. The segment %s stands for all elements of an array or "
                          + "members of an object, as in %s. Several pointers are separated by "
                          + "semicolons.",
                      code("/data/items"), code("*"), code("/items/*/data"))
                  .build());

  public static final ConfigOption<Boolean> SINGLE =
      ConfigOptions.key("record.single")
          .booleanType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "Whether an object at %s is one record. If not, it is an error. Without "
                          + "it: %s for %s, %s otherwise.",
                      code("record.pointer"),
                      code("true"),
                      code("'pagination.type' = 'none'"),
                      code("false"))
                  .build());

  public static final ConfigOption<AbsentRecords> ABSENT =
      ConfigOptions.key("record.absent")
          .enumType(AbsentRecords.class)
          .defaultValue(AbsentRecords.FAIL)
          .withDescription(
              Description.builder()
                  .text(
                      "What it means if there is %s, an object without members, or nothing at "
                          + "%s.",
                      code("null"), code("record.pointer"))
                  .build());

  public static final ConfigOption<String> KEY_POINTER =
      ConfigOptions.key("record.key-pointer")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("record.key")
          .withDescription(
              Description.builder()
                  .text(
                      "JSON pointer to the value that identifies a record, such as "
                          + "%s. Without it, a hash of the whole record identifies it, so "
                          + "the drift check takes an edited record for another one.",
                      code("/id"))
                  .build());

  public static final ConfigOption<ErrorMode> ERROR_MODE =
      ConfigOptions.key("error.mode")
          .enumType(ErrorMode.class)
          .defaultValue(ErrorMode.FAIL)
          .withDescription(
              "What to do about a malformed record, such as one with text in a field "
                  + "for numbers. A malformed page is never skipped.");

  public static final ConfigOption<String> DEAD_LETTER_PATH =
      ConfigOptions.key("error.dead-letter-path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "The directory for malformed records, absolute, on any file system to which "
                          + "Flink can write. Required for %s.",
                      code("'error.mode' = 'dead-letter'"))
                  .build());

  private static final List<ConfigOption<?>> ALL =
      List.of(POINTER, SINGLE, ABSENT, KEY_POINTER, ERROR_MODE, DEAD_LETTER_PATH);

  private RestRecordOptions() {}

  /** All of them, in an order in which they can be explained. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }
}
