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

import io.github.flinkcomments.connector.rest.http.Authentication;
import io.github.flinkcomments.connector.rest.http.HttpOptions;
import io.github.flinkcomments.connector.rest.http.Origin;
import io.github.flinkcomments.connector.rest.http.RetryOptions;
import io.github.flinkcomments.connector.rest.option.AuthenticationType;
import io.github.flinkcomments.connector.rest.option.BoundedMode;
import io.github.flinkcomments.connector.rest.option.PaginationType;
import io.github.flinkcomments.connector.rest.option.RestEndOptions;
import io.github.flinkcomments.connector.rest.option.RestHttpOptions;
import io.github.flinkcomments.connector.rest.option.RestListingOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestRecordOptions;
import io.github.flinkcomments.connector.rest.option.RestResponseOptions;
import io.github.flinkcomments.connector.rest.option.RestRetryOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.connector.rest.option.StartupMode;
import io.github.flinkcomments.connector.rest.option.TotalType;
import io.github.flinkcomments.connector.rest.pagination.ChainByKey;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.OffsetPagination;
import io.github.flinkcomments.connector.rest.pagination.Pagination;
import io.github.flinkcomments.connector.rest.pagination.SinglePage;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.record.ErrorMode;
import io.github.flinkcomments.connector.rest.record.PageFormat;
import io.github.flinkcomments.connector.rest.record.RecordFormat;
import io.github.flinkcomments.connector.rest.record.RecordIdentity;
import io.github.flinkcomments.connector.rest.request.ListingUrl;
import io.github.flinkcomments.connector.rest.request.MaskedUri;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import io.github.flinkcomments.connector.rest.request.Secret;
import io.github.flinkcomments.connector.rest.response.ResponseOptions;
import io.github.flinkcomments.connector.rest.response.ResponseRules;
import io.github.flinkcomments.connector.rest.response.Verdict;
import io.github.flinkcomments.connector.rest.source.enumerator.EnumeratorOptions;
import io.github.flinkcomments.connector.rest.source.enumerator.StartingOffset;
import io.github.flinkcomments.connector.rest.source.letter.DeadLetterOptions;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.reader.ReaderOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;

/**
 * What a set of {@link RestSourceOptions} means together: checks it and fills the option records.
 * All methods throw {@link IllegalArgumentException} with a sentence that names the option.
 */
final class RestSourceSettings {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][\\w.-]*)}");

  private final ReadableConfig options;

  RestSourceSettings(ReadableConfig options) {
    this.options = options;
  }

  <T> Listing<T> listing(RecordFormat<T> format) {
    URI url = url();
    PaginationSettings paging = new PaginationSettings(options);
    Pagination pagination = paging.pagination(total());
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
        name, url, request, pagination, pageFormat(format, pagination), httpOptions());
  }

  private URI url() {
    return ListingUrl.parse(
        RestListingOptions.URL.key(),
        PLACEHOLDER
            .matcher(
                require(
                    RestListingOptions.URL, "set it to the listing, such as http://host/comments"))
            .replaceAll("%7B$1%7D"));
  }

  private TotalLocation total() {
    TotalType type = options.get(RestEndOptions.TOTAL);
    refuse(RestEndOptions.TOTAL_HEADER, type == TotalType.HEADER, "'pagination.total' = 'header'");
    refuse(RestEndOptions.TOTAL_POINTER, type == TotalType.BODY, "'pagination.total' = 'body'");
    return switch (type) {
      case HEADER -> new TotalLocation.Header(options.get(RestEndOptions.TOTAL_HEADER));
      case BODY ->
          new TotalLocation.Body(
              require(RestEndOptions.TOTAL_POINTER, "'pagination.total' = 'body' needs it"));
      case NONE -> new TotalLocation.Unknown();
    };
  }

  /** Whether the user has said where the total is, rather than the default. */
  private boolean isTotalNamed() {
    return Stream.of(
            RestEndOptions.TOTAL, RestEndOptions.TOTAL_HEADER, RestEndOptions.TOTAL_POINTER)
        .anyMatch(option -> options.getOptional(option).isPresent());
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
      page = page.withCaptures(chain.captures());
      if (chain.chaining() instanceof ChainByKey byKey) {
        page = page.withKeysAt(byKey.pointers());
      }
      return chain.total() instanceof TotalLocation.Body body
          ? page.withTotalAt(body.pointer())
          : page;
    }
    return total() instanceof TotalLocation.Body body ? page.withTotalAt(body.pointer()) : page;
  }

  /** A snapshot has changed as soon as any value of a record has. */
  private RecordIdentity identity(Pagination pagination) {
    boolean snapshot =
        pagination instanceof ChainedPagination chain && chain.chaining() instanceof SinglePage;
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
    return Arrays.stream(paths.split(";", -1)).map(String::strip).toList();
  }

  private HttpOptions httpOptions() {
    return new HttpOptions(
        options.get(RestHttpOptions.CONNECT_TIMEOUT),
        options.get(RestHttpOptions.REQUEST_TIMEOUT),
        options.get(RestHttpOptions.MAX_BODY_SIZE).getBytes(),
        options.get(RestHttpOptions.HEADERS),
        authentication(),
        allowedOrigins(),
        responseOptions(),
        options.getOptional(RestHttpOptions.USER_AGENT).orElseGet(HttpOptions.DEFAULT::userAgent),
        new RetryOptions(
            options.get(RestRetryOptions.MAX_ATTEMPTS),
            options
                .getOptional(RestRetryOptions.MIN_DURATION)
                .orElseGet(RetryOptions.DEFAULT::minDuration),
            options
                .getOptional(RestRetryOptions.MIN_DURATION)
                .orElseGet(RetryOptions.DEFAULT::doubtDuration),
            options.get(RestRetryOptions.INITIAL_BACKOFF),
            options.get(RestRetryOptions.MAX_BACKOFF),
            options.get(RestRetryOptions.MAX_SERVER_WAIT),
            options.get(RestRetryOptions.MAX_THROTTLED_DURATION)));
  }

  private Authentication authentication() {
    AuthenticationType type = options.get(RestHttpOptions.AUTHENTICATION_TYPE);
    refuse(
        RestHttpOptions.AUTHENTICATION_TOKEN,
        type == AuthenticationType.BEARER,
        "'auth.type' = 'bearer'");
    refuse(
        RestHttpOptions.AUTHENTICATION_USERNAME,
        type == AuthenticationType.BASIC,
        "'auth.type' = 'basic'");
    refuse(
        RestHttpOptions.AUTHENTICATION_PASSWORD,
        type == AuthenticationType.BASIC,
        "'auth.type' = 'basic'");
    return switch (type) {
      case NONE -> new Authentication.None();
      case BASIC ->
          new Authentication.Basic(
              new Secret(
                  require(
                      RestHttpOptions.AUTHENTICATION_USERNAME, "'auth.type' = 'basic' needs it")),
              new Secret(options.getOptional(RestHttpOptions.AUTHENTICATION_PASSWORD).orElse("")));
      case BEARER ->
          new Authentication.Bearer(
              new Secret(
                  require(
                      RestHttpOptions.AUTHENTICATION_TOKEN, "'auth.type' = 'bearer' needs it")));
    };
  }

  private ResponseOptions responseOptions() {
    ResponseRules rules =
        options
            .getOptional(RestResponseOptions.RULES)
            .map(text -> ResponseRules.parse(RestResponseOptions.RULES.key(), text))
            .orElse(ResponseRules.NONE);
    if (rules.lead(Verdict.SKIP_SLICE)) {
      throw new IllegalArgumentException(
          "The option 'response.rules' has the verdict 'skip-slice', which is not supported yet, as there are no slices; use 'past-the-end' where the listing is to end, or leave the rule out.");
    }
    return new ResponseOptions(
        rules,
        options.getOptional(RestResponseOptions.REQUIRED_HEADER).stream().toList(),
        options.getOptional(RestResponseOptions.REQUIRED_POINTER).stream().toList());
  }

  private Set<Origin> allowedOrigins() {
    return options.getOptional(RestHttpOptions.ALLOWED_ORIGINS).orElse(List.of()).stream()
        .map(RestSourceSettings::origin)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Origin origin(String text) {
    try {
      URI url = new URI(text.strip());
      Origin origin = Origin.of(url);
      if (url.getRawPath().length() <= 1 && url.getRawQuery() == null) {
        return origin;
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Told below. The exception may quote a secret.
    }
    throw new IllegalArgumentException(
        "The option 'http.allowed-origins' has an entry that is not an origin; give each as scheme,"
            + " host and port, such as https://eu.host or http://host:8080, separated by ';'.");
  }

  EnumeratorOptions enumeratorOptions(long maxRows) {
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
    return new EnumeratorOptions(
        start,
        bounded,
        maxRows,
        options.get(RestScanOptions.POLL_INTERVAL),
        options.get(RestScanOptions.POLL_FAILURE_TIMEOUT),
        isTotalNamed(),
        options.get(RestScanOptions.SPLIT_SIZE),
        maxRecordsPerCheckpoint(),
        options.get(RestScanOptions.DRIFT_MODE),
        options.get(RestListingOptions.CHECK));
  }

  private StartingOffset startingOffset() {
    StartupMode mode = options.get(RestScanOptions.STARTUP_MODE);
    refuse(
        RestScanOptions.STARTUP_OFFSET,
        mode == StartupMode.OFFSET,
        "'scan.startup.mode' = 'offset'");
    return switch (mode) {
      case EARLIEST -> new StartingOffset.Earliest();
      case LATEST -> new StartingOffset.Latest();
      case OFFSET ->
          new StartingOffset.At(
              require(RestScanOptions.STARTUP_OFFSET, "'scan.startup.mode' = 'offset' needs it"));
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
    refuse(RestRecordOptions.DEAD_LETTER_PATH, kept, "'error.mode' = 'dead-letter'");
    if (!kept) {
      return Optional.empty();
    }
    String directory =
        require(
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

  private <V> V require(ConfigOption<V> option, String wayOut) {
    return options
        .getOptional(option)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The option '%s' is missing; %s.".formatted(option.key(), wayOut)));
  }

  /** An option that would have no effect is a mistake of whoever set it. */
  private void refuse(ConfigOption<?> option, boolean effective, String condition) {
    if (!effective && options.getOptional(option).isPresent()) {
      throw new IllegalArgumentException(
          "The option '%s' has no effect without %s; set both or neither."
              .formatted(option.key(), condition));
    }
  }
}
