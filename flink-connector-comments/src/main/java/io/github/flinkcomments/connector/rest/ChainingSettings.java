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

import io.github.flinkcomments.connector.rest.option.PaginationType;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.pagination.ChainByCursor;
import io.github.flinkcomments.connector.rest.pagination.ChainByKey;
import io.github.flinkcomments.connector.rest.pagination.ChainByLinkHeader;
import io.github.flinkcomments.connector.rest.pagination.ChainByNextUrl;
import io.github.flinkcomments.connector.rest.pagination.ChainByOffset;
import io.github.flinkcomments.connector.rest.pagination.ChainByPageNumber;
import io.github.flinkcomments.connector.rest.pagination.Chaining;
import io.github.flinkcomments.connector.rest.pagination.Placeholders;
import io.github.flinkcomments.connector.rest.pagination.SinglePage;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.configuration.ConfigOption;

/**
 * What the options say about how a page leads to the next, and where the request says which page is
 * wanted. All methods throw {@link IllegalArgumentException} with a sentence that names the option.
 *
 * @param options the options given
 * @param type how the listing is paged
 * @param request what is the same in all requests
 */
record ChainingSettings(GivenOptions options, PaginationType type, RequestTemplate request) {

  /** How a page leads to the next. */
  Chaining chaining() {
    return switch (type) {
      case OFFSET -> new ChainByOffset(offsetParameter(), 0);
      case PAGE_NUMBER ->
          new ChainByPageNumber(
              parameter(RestPaginationOptions.PAGE_PARAMETER, Placeholders.PAGE),
              options.get(RestPaginationOptions.FIRST_PAGE));
      case KEYSET -> byKey();
      case CURSOR -> byCursor();
      case LINK_HEADER ->
          new ChainByLinkHeader(
              options.get(RestPaginationOptions.LINK_RELATION),
              options.getOptional(RestPaginationOptions.LINK_ATTRIBUTE).orElse(""));
      case NEXT_URL ->
          new ChainByNextUrl(
              pointer(RestPaginationOptions.NEXT_POINTER, "it leads to the URL of the next page"));
      case NONE -> new SinglePage();
    };
  }

  private ChainByKey byKey() {
    List<String> pointers =
        GivenOptions.list(
            pointer(RestPaginationOptions.KEY_POINTER, "it leads to the sort key of a record"));
    List<String> parameters =
        options
            .getOptional(RestPaginationOptions.KEY_PARAMETER)
            .map(GivenOptions::list)
            .orElse(List.of());
    if (Set.copyOf(parameters).size() < parameters.size()) {
      throw new IllegalArgumentException(
          "The option 'pagination.key-parameter' is '%s', but its names must differ."
              .formatted(String.join(";", parameters)));
    }
    if (parameters.isEmpty() && !request.uses(Placeholders.KEY) && !request.uses("key.0")) {
      throw missing(RestPaginationOptions.KEY_PARAMETER, "or put {key} where the key belongs");
    }
    return new ChainByKey(
        parameters,
        pointers,
        options.get(RestPaginationOptions.KEY_INCLUSIVE),
        options.get(RestPaginationOptions.KEY_RANGES));
  }

  private ChainByCursor byCursor() {
    options.requirePointer(RestPaginationOptions.CURSOR_POINTER);
    String pointer = options.getOptional(RestPaginationOptions.CURSOR_POINTER).orElse("");
    String header = options.getOptional(RestPaginationOptions.CURSOR_HEADER).orElse("");
    if (pointer.isEmpty() == header.isEmpty()) {
      throw new IllegalArgumentException(
          "The options 'pagination.cursor-pointer' and 'pagination.cursor-header' say where the"
              + " token of the next page is; set one of them.");
    }
    String parameter = options.getOptional(RestPaginationOptions.CURSOR_PARAMETER).orElse("");
    if (parameter.isEmpty() && !request.uses(Placeholders.CURSOR)) {
      throw missing(
          RestPaginationOptions.CURSOR_PARAMETER, "or put {cursor} where the token belongs");
    }
    String pattern = options.getOptional(RestPaginationOptions.CURSOR_PATTERN).orElse("");
    try {
      if (!pattern.isEmpty() && Pattern.compile(pattern).matcher("").groupCount() == 0) {
        throw new IllegalArgumentException(
            "The option 'pagination.cursor-pattern' is '%s', which has no group; put the token's part into parentheses, as in 'cursor=([^&]*)'."
                .formatted(pattern));
      }
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "The option 'pagination.cursor-pattern' is '%s', which is not a valid regular expression: %s."
              .formatted(pattern, e.getDescription()),
          e);
    }
    return new ChainByCursor(parameter, pointer, header, pattern);
  }

  /** The query parameter for the offset; empty where a placeholder takes it. */
  String offsetParameter() {
    return options.getOptional(RestPaginationOptions.OFFSET_PARAMETER).isEmpty()
            && request.uses(Placeholders.LAST)
        ? ""
        : parameter(RestPaginationOptions.OFFSET_PARAMETER, Placeholders.OFFSET);
  }

  private String parameter(ConfigOption<String> option, String placeholder) {
    Optional<String> given = options.getOptional(option);
    if (given.isEmpty() && request.uses(placeholder)) {
      return "";
    }
    String name = requireName(option, options.get(option));
    if (name.isEmpty() && !request.uses(placeholder)) {
      throw new IllegalArgumentException(
          "The option '%s' is empty, so that nothing tells the API which page is wanted; name a query parameter, or put {%s} where it belongs."
              .formatted(option.key(), placeholder));
    }
    if (request.hasParameter(name)) {
      throw new IllegalArgumentException(
          "The option 'url' already has the query parameter '%s', which the source sets for each page; remove it from the URL."
              .formatted(name));
    }
    return name;
  }

  /** A parameter of that name may be left out, but not be blank. */
  static String requireName(ConfigOption<String> option, String name) {
    if (name.isBlank() && !name.isEmpty()) {
      throw new IllegalArgumentException(
          "The option '%s' is blank, but it must name a query parameter.".formatted(option.key()));
    }
    return name;
  }

  private String pointer(ConfigOption<String> option, String what) {
    String pointer =
        options
            .getOptional(option)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The option '%s' is missing; with 'pagination.type' = '%s' %s."
                            .formatted(option.key(), type, what)));
    options.requirePointer(option);
    return pointer;
  }

  private IllegalArgumentException missing(ConfigOption<?> option, String otherwise) {
    return new IllegalArgumentException(
        "The option '%s' is missing; name the query parameter by which 'pagination.type' = '%s' asks for a page, %s."
            .formatted(option.key(), type, otherwise));
  }
}
