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

import io.github.flinkcomments.connector.rest.request.PageCall;
import java.util.List;
import java.util.Map;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * The options of the source that say what a request looks like.
 *
 * <p>In {@code url}, {@code request.query.*}, {@code request.header.*} and {@code request.body}
 * placeholders may stand: {@code {page}}, {@code {offset}}, {@code {last}}, {@code {limit}}, {@code
 * {cursor}}, {@code {key}}.
 */
@PublicEvolving
public final class RestRequestOptions {

  public static final ConfigOption<PageCall.Method> METHOD =
      ConfigOptions.key("request.method")
          .enumType(PageCall.Method.class)
          .noDefaultValue()
          .withDescription(
              description(
                  "HTTP method: %s or %s. Without it: %s if there is a body.",
                  "GET", "POST", "POST"));

  public static final ConfigOption<String> BODY =
      ConfigOptions.key("request.body")
          .stringType()
          .noDefaultValue()
          .withDescription(
              description(
                  "Body of each request, with placeholders, such as %s. A "
                      + "placeholder without a value, such as the cursor in the first "
                      + "request, is left out of a JSON body with its member.",
                  "{\"size\": {limit}, \"start_cursor\": \"{cursor}\"}"));

  public static final ConfigOption<Map<String, String>> QUERY =
      ConfigOptions.key("request.query")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              description(
                  "Query parameters of each request, each as %s; placeholders are replaced.",
                  "'request.query.NAME' = 'VALUE'"));

  public static final ConfigOption<Map<String, String>> FIRST_QUERY =
      ConfigOptions.key("request.first-query")
          .mapType()
          .defaultValue(Map.of())
          .withDescription("Query parameters of the first request only.");

  public static final ConfigOption<Map<String, String>> HEADER =
      ConfigOptions.key("request.header")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              description(
                  "Headers with placeholders, such as %s. For constant headers and "
                      + "for secrets use %s.",
                  "'request.header.Range' = '{offset}-{last}'", "http-headers.*"));

  private static final List<ConfigOption<?>> ALL =
      List.of(METHOD, BODY, QUERY, FIRST_QUERY, HEADER);

  private RestRequestOptions() {}

  /** All of them, in an order in which they can be explained. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }
}
