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

import java.util.List;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.description.Description;

/** The options of the source that say what a response means. */
@PublicEvolving
public final class RestResponseOptions {

  public static final ConfigOption<String> RULES =
      ConfigOptions.key("response.rules")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "What responses mean, such as %s. The first rule that matches "
                          + "a response decides. If none does, the status decides, and "
                          + "whether the body reports an error.",
                      code("status=404 -> past-the-end; body:/ok=false -> fail"))
                  .build());

  public static final ConfigOption<String> REQUIRED_HEADER =
      ConfigOptions.key("response.required-header")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Name of a header that every page must have, for APIs that answer "
                  + "wrong credentials with fewer records instead of an error.");

  public static final ConfigOption<String> REQUIRED_POINTER =
      ConfigOptions.key("response.required-pointer")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "JSON pointer, through objects, to a member that the body of "
                          + "every page must have, such as %s.",
                      code("/meta/user"))
                  .build());

  private static final List<ConfigOption<?>> ALL =
      List.of(RULES, REQUIRED_HEADER, REQUIRED_POINTER);

  private RestResponseOptions() {}

  /** All of them, in an order in which they can be explained. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }
}
