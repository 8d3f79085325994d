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

import io.github.flinkcomments.connector.rest.option.BoundedMode;
import io.github.flinkcomments.connector.rest.option.PaginationType;
import io.github.flinkcomments.connector.rest.option.RestListingOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestRecordOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.connector.rest.option.StartupMode;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.OffsetPagination;
import io.github.flinkcomments.connector.rest.pagination.Pagination;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.record.ErrorMode;
import io.github.flinkcomments.connector.rest.record.PageFormat;
import io.github.flinkcomments.connector.rest.record.RecordFormat;
import io.github.flinkcomments.connector.rest.record.RecordIdentity;
import io.github.flinkcomments.connector.rest.request.ListingUrl;
import io.github.flinkcomments.connector.rest.request.MaskedUri;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import io.github.flinkcomments.connector.rest.source.enumerator.RangeEnumeratorOptions;
import io.github.flinkcomments.connector.rest.source.enumerator.StartingOffset;
import io.github.flinkcomments.connector.rest.source.letter.DeadLetterOptions;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.reader.ReaderOptions;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;

/**
 * What a set of {@link RestSourceOptions} means together: checks it and fills the option records.
 * All methods throw {@link IllegalArgumentException} with a sentence that names the option.
 */
final class RestSourceSettings {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][\\w.-]*)}");

  private final GivenOptions options;

  RestSourceSettings(ReadableConfig options) {
    this.options = new GivenOptions(options);
  }

  <T> Listing<T> listing(RecordFormat<T> format) {
    URI url = url();
    PaginationSettings paging = new PaginationSettings(options);
    Pagination pagination = paging.pagination();
    RequestTemplate request = paging.request();
    if (pagination instanceof OffsetPagination ranges) {
      // A listing that cannot be paged is refused now and not at the first request.
      ranges.call(request, 0, ranges.pageSize());
    }
    String name =
        options
            .getOptional(RestListingOptions.NAME)
            .orElseGet(() -> MaskedUri.of(url).replace("%7B", "{").replace("%7D", "}"));
    return new Listing<>(
        name,
        url,
        request,
        pagination,
        pageFormat(format, pagination),
        new HttpSettings(options).httpOptions());
  }

  private URI url() {
    return ListingUrl.parse(
        RestListingOptions.URL.key(),
        PLACEHOLDER
            .matcher(
                options.require(
                    RestListingOptions.URL, "set it to the listing, such as http://host/comments"))
            .replaceAll("%7B$1%7D"));
  }

  private <T> PageFormat<T> pageFormat(RecordFormat<T> format, Pagination pagination) {
    PageFormat<T> page =
        PageFormat.of(format)
            .withRecordsAt(recordPaths())
            .withSingle(single())
            .withAbsentRecords(options.get(RestRecordOptions.ABSENT))
            .withErrorMode(options.get(RestRecordOptions.ERROR_MODE))
            .withIdentity(identity(pagination));
    if (pagination instanceof ChainedPagination chain) {
      page = page.withCaptures(chain.captures()).withKeysAt(chain.chaining().keyPointers());
      return chain.total() instanceof TotalLocation.Body body
          ? page.withTotalAt(body.pointer())
          : page;
    }
    return pagination instanceof OffsetPagination ranges
            && ranges.total() instanceof TotalLocation.Body body
        ? page.withTotalAt(body.pointer())
        : page;
  }

  /** A snapshot has changed as soon as any value of a record has. */
  private RecordIdentity identity(Pagination pagination) {
    boolean snapshot =
        pagination instanceof ChainedPagination chain && chain.chaining().isSinglePage();
    return options
        .getOptional(RestRecordOptions.KEY_POINTER)
        .filter(key -> !snapshot)
        .<RecordIdentity>map(RecordIdentity.Key::new)
        .orElseGet(RecordIdentity.ContentHash::new);
  }

  /** What is not paged is one object as often as it is a list. */
  private boolean single() {
    return options
        .getOptional(RestRecordOptions.SINGLE)
        .orElse(options.get(RestPaginationOptions.TYPE) == PaginationType.NONE);
  }

  private List<String> recordPaths() {
    String paths = options.get(RestRecordOptions.POINTER);
    return GivenOptions.list(paths);
  }

  RangeEnumeratorOptions enumeratorOptions(long maxRows) {
    StartingOffset start = startingOffset();
    boolean bounded =
        options
            .getOptional(RestScanOptions.BOUNDED_MODE)
            .map(mode -> mode == BoundedMode.LATEST)
            .orElse(false);
    if (bounded && start instanceof StartingOffset.Latest) {
      throw new IllegalArgumentException(
          "The options 'scan.startup.mode' = 'latest' and 'scan.bounded.mode' = 'latest' leave"
              + " nothing to read; change one of them.");
    }
    return new RangeEnumeratorOptions(
        start,
        bounded,
        maxRows,
        options.get(RestScanOptions.POLL_INTERVAL),
        options.get(RestScanOptions.POLL_FAILURE_TIMEOUT),
        new EndSettings(options).isTotalNamed(),
        options.get(RestScanOptions.SPLIT_SIZE),
        maxRecordsPerCheckpoint(),
        options.get(RestScanOptions.DRIFT_MODE),
        options.get(RestListingOptions.CHECK));
  }

  private StartingOffset startingOffset() {
    StartupMode mode = options.get(RestScanOptions.STARTUP_MODE);
    options.refuse(
        RestScanOptions.STARTUP_OFFSET,
        mode == StartupMode.OFFSET,
        "'scan.startup.mode' = 'offset'");
    return switch (mode) {
      case EARLIEST -> new StartingOffset.Earliest();
      case LATEST -> new StartingOffset.Latest();
      case OFFSET ->
          new StartingOffset.At(
              options.require(
                  RestScanOptions.STARTUP_OFFSET, "'scan.startup.mode' = 'offset' needs it"));
    };
  }

  ReaderOptions readerOptions() {
    return new ReaderOptions(
        options.get(RestScanOptions.MAX_IN_FLIGHT),
        maxPageSize(),
        maxRecordsPerCheckpoint(),
        options.get(RestScanOptions.DRIFT_MODE));
  }

  /** Whoever sets a page size means that one. */
  private int maxPageSize() {
    int pageSize = options.get(RestPaginationOptions.PAGE_SIZE);
    boolean isSet = options.getOptional(RestPaginationOptions.PAGE_SIZE).isPresent();
    int most =
        options
            .getOptional(RestPaginationOptions.MAX_PAGE_SIZE)
            .orElse(isSet ? pageSize : RestPaginationOptions.MAX_PAGE_SIZE.defaultValue());
    if (most < pageSize) {
      throw new IllegalArgumentException(
          "The option 'pagination.max-page-size' is %d, but 'pagination.page-size' is %d; make it no less, or leave it out."
              .formatted(most, pageSize));
    }
    return most;
  }

  Optional<DeadLetterOptions> deadLetterOptions(Optional<Boolean> batch, boolean ends) {
    boolean kept = options.get(RestRecordOptions.ERROR_MODE) == ErrorMode.DEAD_LETTER;
    options.refuse(RestRecordOptions.DEAD_LETTER_PATH, kept, "'error.mode' = 'dead-letter'");
    if (!kept) {
      return Optional.empty();
    }
    String directory =
        options.require(
            RestRecordOptions.DEAD_LETTER_PATH,
            "'error.mode' = 'dead-letter' needs it; set it to a directory, such as /data/dead-letters");
    if (!isAbsolute(directory)) {
      throw new IllegalArgumentException(
          "The option '%s' is '%s', which is not absolute, but the processes of a cluster have different working directories; give a path such as /data/dead-letters or s3://bucket/dead-letters."
              .formatted(RestRecordOptions.DEAD_LETTER_PATH.key(), directory));
    }
    if (ends && batch.isEmpty()) {
      throw new IllegalArgumentException(
          "The option '%s' is 'dead-letter', but a source that ends does not know when to publish dead letters: with the checkpoints of a streaming job, or at the end of a batch job; say by RestSourceBuilder.setBatch which of them it is."
              .formatted(RestRecordOptions.ERROR_MODE.key()));
    }
    return Optional.of(new DeadLetterOptions(directory, batch.orElse(false)));
  }

  private static boolean isAbsolute(String directory) {
    try {
      return new Path(directory).isAbsolute();
    } catch (IllegalArgumentException e) {
      // A blank text, or one that is not a path.
      return false;
    }
  }

  private long maxRecordsPerCheckpoint() {
    return options
        .getOptional(RestScanOptions.MAX_RECORDS_PER_CHECKPOINT)
        .orElse(ReaderOptions.NO_LIMIT);
  }
}
