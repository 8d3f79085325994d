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

/** The options of the source that say how a page leads to the next. */
@PublicEvolving
public final class RestPaginationOptions {

  public static final ConfigOption<PaginationType> TYPE =
      ConfigOptions.key("pagination.type")
          .enumType(PaginationType.class)
          .defaultValue(PaginationType.OFFSET)
          .withDescription("How pages are asked for.");

  public static final ConfigOption<Integer> PAGE_SIZE =
      ConfigOptions.key("pagination.page-size")
          .intType()
          .defaultValue(100)
          .withDescription(
              Description.builder()
                  .text(
                      "Records to request in one page. The overlap record is requested on top if "
                          + "the server returns one record more, and is one of them otherwise. "
                          + "A server may return fewer; none is lost. With %s there is no "
                          + "overlap record, and therefore no drift check inside a range.",
                      code("1"))
                  .build());

  public static final ConfigOption<Integer> MAX_PAGE_SIZE =
      ConfigOptions.key("pagination.max-page-size")
          .intType()
          .defaultValue(1000)
          .withDescription(
              Description.builder()
                  .text(
                      "Largest number of records in one page of a listing that is read in ranges of"
                          + " offsets. Pages begin with the default of %s and grow while the server"
                          + " returns more and does not take longer for a record. If that option is"
                          + " set, its value is the size of all pages, unless this one is set too.",
                      code("pagination.page-size"))
                  .build());

  public static final ConfigOption<String> OFFSET_PARAMETER =
      ConfigOptions.key("pagination.offset-parameter")
          .stringType()
          .defaultValue("_start")
          .withDescription("Query parameter for the offset of the first record, counted from 0.");

  public static final ConfigOption<String> LIMIT_PARAMETER =
      ConfigOptions.key("pagination.limit-parameter")
          .stringType()
          .defaultValue("_limit")
          .withDescription("Query parameter for the number of records.");

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
                  "Whether the query parameters of %s and %s, and the page size in %s, are added "
                      + "to the URL of a next page that lacks them.",
                  "url", "request.query.*", "pagination.limit-parameter"));

  private static final List<ConfigOption<?>> ALL =
      List.of(
          TYPE,
          PAGE_SIZE,
          MAX_PAGE_SIZE,
          OFFSET_PARAMETER,
          LIMIT_PARAMETER,
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
          REPEAT_QUERY);

  private RestPaginationOptions() {}

  /** All of them, in an order in which they can be explained. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }

  private static String type(PaginationType type) {
    return "'pagination.type' = '%s'".formatted(type);
  }
}
