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
package io.github.flinkcomments.connector.rest;

import static org.apache.flink.configuration.description.TextElement.code;

import io.github.flinkcomments.connector.rest.request.PageCall;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.description.Description;
import org.apache.flink.configuration.description.InlineElement;

/**
 * The options that say how a page leads to the next, and what a request looks like: part of {@link
 * RestSourceOptions}.
 *
 * <p>In {@code url}, {@code request.query.*}, {@code request.header.*} and {@code request.body}
 * placeholders may stand: {@code {page}}, {@code {offset}}, {@code {last}}, {@code {limit}}, {@code
 * {cursor}}, {@code {key}}.
 */
@Internal
public final class PaginationOptions {

  public static final ConfigOption<String> PAGE_PARAMETER =
      ConfigOptions.key("pagination.page-parameter")
          .stringType()
          .defaultValue("page")
          .withDescription(
              description(
                  "Query parameter for the page number, for %s. Not sent if the "
                      + "request contains the placeholder %s.",
                  type(PaginationType.PAGE_NUMBER), "{page}"));

  public static final ConfigOption<Long> FIRST_PAGE =
      ConfigOptions.key("pagination.first-page")
          .longType()
          .defaultValue(1L)
          .withDescription("Number of the first page.");

  public static final ConfigOption<String> CURSOR_PARAMETER =
      ConfigOptions.key("pagination.cursor-parameter")
          .stringType()
          .noDefaultValue()
          .withDescription(
              description(
                  "Query parameter for the token, for %s. With %s the token is an "
                      + "object, and each of its members is sent as a parameter.",
                  type(PaginationType.CURSOR), "*"));

  public static final ConfigOption<String> CURSOR_POINTER =
      ConfigOptions.key("pagination.cursor-pointer")
          .stringType()
          .noDefaultValue()
          .withDescription(
              description(
                  "JSON pointer to the token of the next page in the body, such as %s.",
                  "/meta/next_cursor"));

  public static final ConfigOption<String> CURSOR_HEADER =
      ConfigOptions.key("pagination.cursor-header")
          .stringType()
          .noDefaultValue()
          .withDescription("Header with the token of the next page, instead of a pointer.");

  public static final ConfigOption<String> CURSOR_PATTERN =
      ConfigOptions.key("pagination.cursor-pattern")
          .stringType()
          .noDefaultValue()
          .withDescription(
              description(
                  "Regular expression whose first group is the token, if the token "
                      + "is part of a longer text such as a URL: %s.",
                  "[?&]after=([^&]*)"));

  public static final ConfigOption<String> KEY_PARAMETER =
      ConfigOptions.key("pagination.key-parameter")
          .stringType()
          .noDefaultValue()
          .withDescription(
              description(
                  "Query parameter for the key of the last record read, for %s. For "
                      + "a compound key: all parameters, separated by %s.",
                  type(PaginationType.KEYSET), ";"));

  public static final ConfigOption<String> KEY_POINTER =
      ConfigOptions.key("pagination.key-pointer")
          .stringType()
          .noDefaultValue()
          .withDescription(
              description(
                  "JSON pointer to the sort key in a record, such as %s. For a "
                      + "compound key: all pointers, separated by %s, the tie-breaker last.",
                  "/id", ";"));

  public static final ConfigOption<Boolean> KEY_INCLUSIVE =
      ConfigOptions.key("pagination.key-inclusive")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether the API returns the records with the last key again. Those "
                  + "that were read before are left out.");

  public static final ConfigOption<Boolean> KEY_RANGES =
      ConfigOptions.key("pagination.key-ranges")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              description(
                  "Whether the listing is read in parallel, in ranges of keys. The "
                      + "key must be a single integer, and the records must be in its order. "
                      + "A range has about %s records.",
                  "scan.split-size"));

  public static final ConfigOption<String> NEXT_POINTER =
      ConfigOptions.key("pagination.next-pointer")
          .stringType()
          .noDefaultValue()
          .withDescription(
              description(
                  "JSON pointer to the URL of the next page, absolute or relative, for %s.",
                  type(PaginationType.NEXT_URL)));

  public static final ConfigOption<String> LINK_RELATION =
      ConfigOptions.key("pagination.link-relation")
          .stringType()
          .defaultValue("next")
          .withDescription(
              description(
                  "Relation of the link to follow, for %s.", type(PaginationType.LINK_HEADER)));

  public static final ConfigOption<String> LINK_ATTRIBUTE =
      ConfigOptions.key("pagination.link-attribute")
          .stringType()
          .noDefaultValue()
          .withDescription(
              description(
                  "Attribute that the link must have to be followed, such as %s.", "results=true"));

  public static final ConfigOption<Boolean> REPEAT_QUERY =
      ConfigOptions.key("pagination.repeat-query")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              description(
                  "Whether the query parameters of %s and %s are added to the URL of "
                      + "a next page that lacks them.",
                  "url", "request.query.*"));

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

  public static final ConfigOption<TotalUnit> TOTAL_UNIT =
      ConfigOptions.key("pagination.total-unit")
          .enumType(TotalUnit.class)
          .defaultValue(TotalUnit.RECORDS)
          .withDescription("What the total counts.");

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
          .withDescription("Query parameters of the first request of a walk only.");

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
      List.of(
          PAGE_PARAMETER,
          FIRST_PAGE,
          CURSOR_PARAMETER,
          CURSOR_POINTER,
          CURSOR_HEADER,
          CURSOR_PATTERN,
          KEY_PARAMETER,
          KEY_POINTER,
          KEY_INCLUSIVE,
          KEY_RANGES,
          NEXT_POINTER,
          LINK_RELATION,
          LINK_ATTRIBUTE,
          REPEAT_QUERY,
          END,
          END_POINTER,
          END_VALUE,
          TOTAL_UNIT,
          METHOD,
          BODY,
          QUERY,
          FIRST_QUERY,
          HEADER);

  private PaginationOptions() {}

  /** All of them, in an order in which they can be explained. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }

  private static String type(PaginationType type) {
    return "'pagination.type' = '%s'".formatted(type);
  }

  private static Description description(String text, String... codes) {
    return Description.builder()
        .text(
            text, Arrays.stream(codes).map(example -> code(example)).toArray(InlineElement[]::new))
        .build();
  }
}
