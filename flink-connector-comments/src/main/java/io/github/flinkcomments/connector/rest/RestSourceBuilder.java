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

import io.github.flinkcomments.connector.rest.option.AuthenticationType;
import io.github.flinkcomments.connector.rest.option.BoundedMode;
import io.github.flinkcomments.connector.rest.option.RestHttpOptions;
import io.github.flinkcomments.connector.rest.option.RestListingOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestRecordOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.connector.rest.option.StartupMode;
import io.github.flinkcomments.connector.rest.record.ErrorMode;
import io.github.flinkcomments.connector.rest.record.RecordFormat;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.enumerator.RangeEnumeratorOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Builds a {@link RestSource}. Only the URL is required. Defaults are those of {@link
 * RestSourceOptions}, and {@link #set} sets any of them. Each method replaces an earlier value.
 *
 * @param <T> the records
 */
@PublicEvolving
public final class RestSourceBuilder<T> {

  private final RecordFormat<T> format;
  private final Configuration options = new Configuration();
  private long maxRows = RangeEnumeratorOptions.NO_LIMIT;
  private Optional<Boolean> batch = Optional.empty();

  RestSourceBuilder(RecordFormat<T> format) {
    this.format = format;
  }

  /** The listing itself, without its paging parameters, such as {@code http://host/comments}. */
  public RestSourceBuilder<T> setUrl(String url) {
    return set(RestListingOptions.URL, url);
  }

  /**
   * Name of the listing in messages and in state. Set it if the URL may change while the listing
   * stays the same.
   */
  public RestSourceBuilder<T> setListingName(String name) {
    return set(RestListingOptions.NAME, name);
  }

  /** Number of records to request in one page; see {@link RestPaginationOptions#PAGE_SIZE}. */
  public RestSourceBuilder<T> setPageSize(int rows) {
    return set(RestPaginationOptions.PAGE_SIZE, rows);
  }

  /** JSON pointer to the array of records in the body. */
  public RestSourceBuilder<T> setRecordPath(String pointer) {
    return set(RestRecordOptions.POINTER, pointer);
  }

  /** JSON pointer to the value that identifies a record. */
  public RestSourceBuilder<T> setRecordKey(String pointer) {
    return set(RestRecordOptions.KEY_POINTER, pointer);
  }

  /** Begins at offset 0 if the job has no state. The default. */
  public RestSourceBuilder<T> startAtEarliest() {
    return set(RestScanOptions.STARTUP_MODE, StartupMode.EARLIEST);
  }

  /** Begins at the end if the job has no state: only records that are added later are read. */
  public RestSourceBuilder<T> startAtLatest() {
    return set(RestScanOptions.STARTUP_MODE, StartupMode.LATEST);
  }

  /** Begins at an offset, counted from 0, if the job has no state. */
  public RestSourceBuilder<T> startAt(long offset) {
    set(RestScanOptions.STARTUP_OFFSET, offset);
    return set(RestScanOptions.STARTUP_MODE, StartupMode.OFFSET);
  }

  /**
   * Stops at the end of the listing that is found at the start. By default a source never stops.
   */
  public RestSourceBuilder<T> setBounded() {
    return set(RestScanOptions.BOUNDED_MODE, BoundedMode.LATEST);
  }

  /**
   * Stops after this number of records, counted from the position at which the job starts without
   * state, or at the end of a bounded source if that comes first. There is no limit by default.
   * Skipped records count as well. The resulting end is part of the state: a restore does not
   * change it, and a job that is restored from state without a limit continues without one.
   *
   * @param rows 0 or more
   */
  public RestSourceBuilder<T> setLimit(long rows) {
    maxRows = rows;
    return this;
  }

  /** Pause between two polls for new records. */
  public RestSourceBuilder<T> setPollInterval(Duration interval) {
    return set(RestScanOptions.POLL_INTERVAL, interval);
  }

  /** Largest number of concurrent requests, over the whole job. */
  public RestSourceBuilder<T> setMaxInFlight(int requests) {
    return set(RestScanOptions.MAX_IN_FLIGHT, requests);
  }

  /** Largest number of records between two completed checkpoints, over the whole job. */
  public RestSourceBuilder<T> setMaxRecordsPerCheckpoint(long records) {
    return set(RestScanOptions.MAX_RECORDS_PER_CHECKPOINT, records);
  }

  /** What to do when records before the position were deleted or inserted. */
  public RestSourceBuilder<T> setDriftCheck(DriftCheck check) {
    return set(RestScanOptions.DRIFT_MODE, check);
  }

  /**
   * What to do about a malformed record. A custom {@link RecordFormat} reports one by throwing a
   * {@link io.github.flinkcomments.connector.rest.failure.RecordFormatException}.
   */
  public RestSourceBuilder<T> setErrorMode(ErrorMode mode) {
    return set(RestRecordOptions.ERROR_MODE, mode);
  }

  /**
   * Keeps malformed records in files of JSON lines, {@link ErrorMode#DEAD_LETTER}.
   *
   * @param directory an absolute path, or the URL of a directory on a file system to which Flink
   *     can write
   */
  public RestSourceBuilder<T> setDeadLetterPath(String directory) {
    set(RestRecordOptions.DEAD_LETTER_PATH, directory);
    return setErrorMode(ErrorMode.DEAD_LETTER);
  }

  /**
   * Sets whether the job runs in batch mode, which has no checkpoints. It only affects dead
   * letters: in batch mode, they are published when a reader has read all its splits, and otherwise
   * with each checkpoint. Required for dead letters of a bounded source, which cannot find out by
   * itself in which mode it runs.
   */
  public RestSourceBuilder<T> setBatch(boolean runsInBatchMode) {
    batch = Optional.of(runsInBatchMode);
    return this;
  }

  /** Adds a header to every request. */
  public RestSourceBuilder<T> setHeader(String name, String value) {
    Map<String, String> headers = new HashMap<>(options.get(RestHttpOptions.HEADERS));
    headers.put(name, value);
    return set(RestHttpOptions.HEADERS, headers);
  }

  /** Authenticates requests by {@code Authorization: Bearer TOKEN}. */
  public RestSourceBuilder<T> setBearerToken(String token) {
    set(RestHttpOptions.AUTHENTICATION_TOKEN, token);
    return set(RestHttpOptions.AUTHENTICATION_TYPE, AuthenticationType.BEARER);
  }

  /** Sets any of the {@link RestSourceOptions}. */
  public <V> RestSourceBuilder<T> set(ConfigOption<V> option, V value) {
    options.set(option, value);
    return this;
  }

  /** Copies all {@link RestSourceOptions} that are set in {@code given}. */
  public RestSourceBuilder<T> setAll(ReadableConfig given) {
    RestSourceOptions.all().forEach(option -> copy(option, given));
    return this;
  }

  /** Whatever the key by which it is given, so that it replaces what was given by another key. */
  private <V> void copy(ConfigOption<V> option, ReadableConfig given) {
    given.getOptional(option).ifPresent(value -> options.set(option, value));
  }

  /**
   * Builds the source.
   *
   * @throws IllegalArgumentException if an option is missing, out of range or contradicts another;
   *     the message names it
   */
  public RestSource<T> build() {
    RestSourceSettings settings = new RestSourceSettings(options);
    RangeEnumeratorOptions enumeratorOptions = settings.enumeratorOptions(maxRows);
    return new RestSource<>(
        settings.listing(format),
        enumeratorOptions,
        settings.readerOptions(),
        settings.deadLetterOptions(batch, enumeratorOptions.stops()).orElse(null));
  }
}
