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
import io.github.flinkcomments.connector.rest.option.RestEndOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestRecordOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.connector.rest.option.StartupMode;
import io.github.flinkcomments.connector.rest.option.TotalUnit;
import io.github.flinkcomments.connector.rest.pagination.ChainByCursor;
import io.github.flinkcomments.connector.rest.pagination.ChainByKey;
import io.github.flinkcomments.connector.rest.pagination.ChainByLinkHeader;
import io.github.flinkcomments.connector.rest.pagination.ChainByNextUrl;
import io.github.flinkcomments.connector.rest.pagination.ChainByOffset;
import io.github.flinkcomments.connector.rest.pagination.ChainByPageNumber;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.Chaining;
import io.github.flinkcomments.connector.rest.pagination.EndCondition;
import io.github.flinkcomments.connector.rest.pagination.EndRule;
import io.github.flinkcomments.connector.rest.pagination.OffsetPagination;
import io.github.flinkcomments.connector.rest.pagination.Pagination;
import io.github.flinkcomments.connector.rest.pagination.Placeholders;
import io.github.flinkcomments.connector.rest.pagination.SinglePage;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.configuration.ConfigOption;

/**
 * What the options of pagination mean together. All methods throw {@link IllegalArgumentException}
 * with a sentence that names the option.
 */
final class PaginationSettings {

  /** Options that only one type of pagination looks at. */
  private static final Map<ConfigOption<?>, PaginationType> OWNERS =
      Map.ofEntries(
          Map.entry(RestPaginationOptions.OFFSET_PARAMETER, PaginationType.OFFSET),
          Map.entry(RestPaginationOptions.PAGE_PARAMETER, PaginationType.PAGE_NUMBER),
          Map.entry(RestPaginationOptions.FIRST_PAGE, PaginationType.PAGE_NUMBER),
          Map.entry(RestPaginationOptions.CURSOR_PARAMETER, PaginationType.CURSOR),
          Map.entry(RestPaginationOptions.CURSOR_POINTER, PaginationType.CURSOR),
          Map.entry(RestPaginationOptions.CURSOR_HEADER, PaginationType.CURSOR),
          Map.entry(RestPaginationOptions.CURSOR_PATTERN, PaginationType.CURSOR),
          Map.entry(RestPaginationOptions.KEY_PARAMETER, PaginationType.KEYSET),
          Map.entry(RestPaginationOptions.KEY_POINTER, PaginationType.KEYSET),
          Map.entry(RestPaginationOptions.KEY_INCLUSIVE, PaginationType.KEYSET),
          Map.entry(RestPaginationOptions.KEY_RANGES, PaginationType.KEYSET),
          Map.entry(RestPaginationOptions.NEXT_POINTER, PaginationType.NEXT_URL));

  private final GivenOptions options;
  private final PaginationType type;
  private final EndSettings ends;
  private final RequestTemplate request;

  PaginationSettings(GivenOptions options) {
    this.options = options;
    this.type = options.get(RestPaginationOptions.TYPE);
    this.ends = new EndSettings(options);
    this.request = new RequestSettings(options).request();
  }

  /** What is the same in all requests. */
  RequestTemplate request() {
    return request;
  }

  Pagination pagination() {
    TotalLocation total = ends.total();
    OWNERS.forEach(this::requireOwner);
    Optional<Set<EndCondition>> conditions = ends.named();
    boolean ranges =
        type == PaginationType.OFFSET
            && conditions.map(Set.of(EndCondition.TOTAL)::containsAll).orElse(true);
    if (!ranges && options.getOptional(RestPaginationOptions.MAX_PAGE_SIZE).isPresent()) {
      throw new IllegalArgumentException(
          "The option 'pagination.max-page-size' has no effect on a listing that is walked page by"
              + " page; leave it out.");
    }
    boolean inPages = options.get(RestEndOptions.TOTAL_UNIT) == TotalUnit.PAGES;
    if (ranges && inPages && !(total instanceof TotalLocation.Unknown)) {
      throw new IllegalArgumentException(
          "The option 'pagination.total-unit' is 'pages', but offsets are compared with a number of records; correct where the total is, or set 'pagination.total' = 'none'.");
    }
    if (ranges && conditions.isPresent()) {
      ChainedPagination.requireKnown(total);
    }
    return ranges
        ? new OffsetPagination(
            offsetParameter(),
            limitParameter(),
            options.get(RestPaginationOptions.PAGE_SIZE),
            total)
        : chain(total);
  }

  private void requireOwner(ConfigOption<?> option, PaginationType owner) {
    if (type != owner && options.getOptional(option).isPresent()) {
      throw new IllegalArgumentException(
          "The option '%s' has no effect with 'pagination.type' = '%s'; it belongs to '%s'."
              .formatted(option.key(), type, owner));
    }
  }

  private ChainedPagination chain(TotalLocation total) {
    requireEarliest();
    EndRule end = ends.rule();
    String limitParameter = limitParameter();
    boolean pageSizeKnown =
        !limitParameter.isEmpty()
            || request.uses(Placeholders.LIMIT)
            || request.uses(Placeholders.LAST)
            || options.getOptional(RestPaginationOptions.PAGE_SIZE).isPresent();
    ChainedPagination chain =
        new ChainedPagination(
            chaining(),
            end,
            end.conditions().contains(EndCondition.TOTAL) ? total : new TotalLocation.Unknown(),
            limitParameter,
            options.get(RestPaginationOptions.PAGE_SIZE),
            pageSizeKnown,
            options.get(RestPaginationOptions.REPEAT_QUERY));
    requireOutsideRecords(chain.captures());
    if (chain.chaining() instanceof ChainByKey key
        && key.ranges()
        && end.conditions().contains(EndCondition.TOTAL)) {
      throw new IllegalArgumentException(
          "The option 'pagination.key-ranges' is 'true', but 'pagination.end' has 'total', and a range cannot be compared with the total of the listing; choose another end, or leave the ranges out.");
    }
    // What cannot be asked for is refused now and not at the first request.
    chain.call(request, chain.chaining().first(), Map.of());
    return chain;
  }

  private void requireEarliest() {
    StartupMode mode = options.get(RestScanOptions.STARTUP_MODE);
    if (mode != StartupMode.EARLIEST) {
      throw new IllegalArgumentException(
          "The option 'scan.startup.mode' is '%s', but pages of 'pagination.type' = '%s' can only be read from the first one; leave it out."
              .formatted(mode.name().toLowerCase(Locale.ROOT), type));
    }
  }

  private Chaining chaining() {
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

  private String offsetParameter() {
    return options.getOptional(RestPaginationOptions.OFFSET_PARAMETER).isEmpty()
            && request.uses(Placeholders.LAST)
        ? ""
        : parameter(RestPaginationOptions.OFFSET_PARAMETER, Placeholders.OFFSET);
  }

  /** For other types than offsets no name is a good guess: the size is sent if a name is given. */
  private String limitParameter() {
    Optional<String> given = options.getOptional(RestPaginationOptions.LIMIT_PARAMETER);
    boolean guessed =
        type == PaginationType.OFFSET
            && !request.uses(Placeholders.LIMIT)
            && !request.uses(Placeholders.LAST);
    return requireName(
        RestPaginationOptions.LIMIT_PARAMETER,
        given.orElse(guessed ? options.get(RestPaginationOptions.LIMIT_PARAMETER) : ""));
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

  private static String requireName(ConfigOption<String> option, String name) {
    if (name.isBlank() && !name.isEmpty()) {
      throw new IllegalArgumentException(
          "The option '%s' is blank, but it must name a query parameter.".formatted(option.key()));
    }
    return name;
  }

  /** The parser reads records and what is picked beside them in one go. */
  private void requireOutsideRecords(List<String> captures) {
    for (String path : GivenOptions.list(options.get(RestRecordOptions.POINTER))) {
      // What stands before a wildcard is certain.
      String records = path.split("/\\*", 2)[0];
      boolean certain = records.equals(path) || !records.isEmpty();
      for (String capture : captures) {
        boolean inside = records.isEmpty() || (capture + "/").startsWith(records + "/");
        if (certain && (inside || (records + "/").startsWith(capture + "/"))) {
          throw new IllegalArgumentException(
              "The pointer '%s' leads into the records at 'record.pointer' = '%s', or holds them; it has to lead to a value beside them."
                  .formatted(capture, path));
        }
      }
    }
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
