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

/** The options of the source that say which listing is read. */
@PublicEvolving
public final class RestListingOptions {

  public static final ConfigOption<String> URL =
      ConfigOptions.key("url")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("api_url")
          .withDescription(
              Description.builder()
                  .text(
                      "The listing itself, such as %s, without paging parameters. Its own "
                          + "query parameters are kept. User and password in it are refused. "
                          + "Flink shows it in its errors: put secrets into %s or %s.",
                      code("http://host/comments"), code("http-headers.*"), code("auth.token"))
                  .build());

  public static final ConfigOption<String> NAME =
      ConfigOptions.key("listing.name")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Name of the listing in messages and in state. Without it: the URL, "
                  + "with secrets masked. Set it if the URL may change while the listing "
                  + "stays the same.");

  public static final ConfigOption<Boolean> CHECK =
      ConfigOptions.key("listing.check")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether a job may only be restored to the listing it has read before. "
                  + "Offsets of one listing mean nothing in another.");

  private static final List<ConfigOption<?>> ALL = List.of(URL, NAME, CHECK);

  private RestListingOptions() {}

  /** All of them, in an order in which they can be explained. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }
}
