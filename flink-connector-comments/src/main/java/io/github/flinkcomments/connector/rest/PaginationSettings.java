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
import io.github.flinkcomments.connector.rest.pagination.ChainByKey;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.EndCondition;
import io.github.flinkcomments.connector.rest.pagination.EndRule;
import io.github.flinkcomments.connector.rest.pagination.OffsetPagination;
import io.github.flinkcomments.connector.rest.pagination.Pagination;
import io.github.flinkcomments.connector.rest.pagination.Placeholders;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;

/**
 * What the options of pagination mean together. All methods throw {@link IllegalArgumentException}
 * with a sentence that names the option.
 */
final class PaginationSettings {

  /** Options that only one type of pagination has. */
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
  private final ChainingSettings chaining;

  PaginationSettings(GivenOptions options) {
    this.options = options;
    this.type = options.get(RestPaginationOptions.TYPE);
    this.ends = new EndSettings(options);
    this.request = new RequestSettings(options).request();
    this.chaining = new ChainingSettings(options, type, request);
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
          "The option 'pagination.max-page-size' has no effect on a listing that is read page by"
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
            chaining.offsetParameter(),
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
            chaining.chaining(),
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

  /** For other types than offsets no name is a good guess: the size is sent if a name is given. */
  private String limitParameter() {
    Optional<String> given = options.getOptional(RestPaginationOptions.LIMIT_PARAMETER);
    boolean guessed =
        type == PaginationType.OFFSET
            && !request.uses(Placeholders.LIMIT)
            && !request.uses(Placeholders.LAST);
    return ChainingSettings.requireName(
        RestPaginationOptions.LIMIT_PARAMETER,
        given.orElse(guessed ? options.get(RestPaginationOptions.LIMIT_PARAMETER) : ""));
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
}
