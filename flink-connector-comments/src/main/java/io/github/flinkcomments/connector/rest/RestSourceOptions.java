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

import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/**
 * The options of the source: their keys, types and defaults, for SQL and for {@link
 * RestSourceBuilder} alike. What is set is checked when the source is built.
 */
public final class RestSourceOptions {

  public static final ConfigOption<String> URL =
      ConfigOptions.key("url")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("api_url")
          .withDescription(
              "The listing itself, such as http://host/comments, without its paging parameters. "
                  + "Flink shows it in its errors: a secret belongs into 'http-headers' or "
                  + "'auth.token'.");

  public static final ConfigOption<String> LISTING_NAME =
      ConfigOptions.key("listing.name")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "What the listing is called in messages and recognised by when a job is restored; "
                  + "by default its URL without secrets. Set it where the URL may change while the "
                  + "listing stays the same.");

  public static final ConfigOption<Boolean> LISTING_CHECK =
      ConfigOptions.key("listing.check")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether a job may only be restored to the listing that it has read before. "
                  + "Offsets of one listing mean nothing in another.");

  public static final ConfigOption<PaginationType> PAGINATION_TYPE =
      ConfigOptions.key("pagination.type")
          .enumType(PaginationType.class)
          .defaultValue(PaginationType.OFFSET)
          .withDescription("How pages are asked for.");

  public static final ConfigOption<Integer> PAGE_SIZE =
      ConfigOptions.key("pagination.page-size")
          .intType()
          .defaultValue(100)
          .withDescription(
              "The number of rows to ask for in one request. A server may give fewer; no row is "
                  + "lost by that.");

  public static final ConfigOption<String> OFFSET_PARAMETER =
      ConfigOptions.key("pagination.offset-parameter")
          .stringType()
          .defaultValue("_start")
          .withDescription(
              "The query parameter for the offset of the first row, which is counted from 0.");

  public static final ConfigOption<String> LIMIT_PARAMETER =
      ConfigOptions.key("pagination.limit-parameter")
          .stringType()
          .defaultValue("_limit")
          .withDescription("The query parameter for the number of rows.");

  public static final ConfigOption<TotalType> TOTAL =
      ConfigOptions.key("pagination.total")
          .enumType(TotalType.class)
          .defaultValue(TotalType.HEADER)
          .withDescription(
              "Where a response says how many rows the listing has. A response that does not say "
                  + "is no error: the end is searched for then.");

  public static final ConfigOption<String> TOTAL_HEADER =
      ConfigOptions.key("pagination.total-header")
          .stringType()
          .defaultValue("X-Total-Count")
          .withDescription(
              "The response header with the number of rows, for 'pagination.total' = 'header'.");

  public static final ConfigOption<String> TOTAL_POINTER =
      ConfigOptions.key("pagination.total-pointer")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The JSON pointer to the number of rows in the body, such as /meta/total, for "
                  + "'pagination.total' = 'body'.");

  public static final ConfigOption<String> RECORD_PATH =
      ConfigOptions.key("record.path")
          .stringType()
          .defaultValue("")
          .withDescription(
              "The JSON pointer to the array of records in the body, such as /data/items. It is "
                  + "empty where the body itself is the array.");

  public static final ConfigOption<String> RECORD_KEY =
      ConfigOptions.key("record.key")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The JSON pointer to what identifies a record, such as /id. By default a record is "
                  + "known by a hash of its whole content, so that any change of a record looks like "
                  + "another record.");

  public static final ConfigOption<StartupMode> STARTUP_MODE =
      ConfigOptions.key("scan.startup.mode")
          .enumType(StartupMode.class)
          .defaultValue(StartupMode.EARLIEST)
          .withDescription(
              "Where a job without state begins. A job that is restored goes on from where it "
                  + "was.");

  public static final ConfigOption<Long> STARTUP_OFFSET =
      ConfigOptions.key("scan.startup.offset")
          .longType()
          .noDefaultValue()
          .withDescription(
              "The offset of the first row to read, counted from 0, for 'scan.startup.mode' = "
                  + "'offset'.");

  public static final ConfigOption<BoundedMode> BOUNDED_MODE =
      ConfigOptions.key("scan.bounded.mode")
          .enumType(BoundedMode.class)
          .noDefaultValue()
          .withDescription(
              "Whether the job stops at the end of the listing. The default is 'latest' for SQL "
                  + "in batch mode and 'unbounded' otherwise.");

  public static final ConfigOption<Duration> POLL_INTERVAL =
      ConfigOptions.key("scan.poll-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("The pause between two looks for new rows.");

  public static final ConfigOption<Integer> MAX_IN_FLIGHT =
      ConfigOptions.key("scan.max-in-flight")
          .intType()
          .defaultValue(4)
          .withDescription(
              "The number of requests under way at once, per reader. Rows are still read in "
                  + "order.");

  public static final ConfigOption<Long> SPLIT_SIZE =
      ConfigOptions.key("scan.split-size")
          .longType()
          .defaultValue(10_000L)
          .withDescription(
              "The largest number of rows in a range, which is what a reader is given at once.");

  public static final ConfigOption<Long> MAX_RECORDS_PER_CHECKPOINT =
      ConfigOptions.key("scan.max-records-per-checkpoint")
          .longType()
          .noDefaultValue()
          .withFallbackKeys("rows_per_batch")
          .withDescription(
              "The largest number of records between two completed checkpoints, over the whole "
                  + "job. There is no limit by default.");

  public static final ConfigOption<DriftCheck> DRIFT_CHECK =
      ConfigOptions.key("drift-check")
          .enumType(DriftCheck.class)
          .defaultValue(DriftCheck.FAIL)
          .withDescription(
              "What to do when rows before the position were deleted or inserted, so that "
                  + "offsets have shifted.");

  public static final ConfigOption<Duration> CONNECT_TIMEOUT =
      ConfigOptions.key("http.connect-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("The longest time to reach the server.");

  public static final ConfigOption<Duration> REQUEST_TIMEOUT =
      ConfigOptions.key("http.request-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "The longest time from sending a request to the end of its response's body.");

  public static final ConfigOption<MemorySize> MAX_BODY_SIZE =
      ConfigOptions.key("http.max-body-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription("The largest body that is accepted, decompressed.");

  public static final ConfigOption<String> USER_AGENT =
      ConfigOptions.key("http.user-agent")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The header 'User-Agent' of every request. By default it is the name and the "
                  + "version of this connector.");

  public static final ConfigOption<Map<String, String>> HEADERS =
      ConfigOptions.key("http-headers")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Headers of every request, each as 'http-headers.NAME' = 'VALUE'. The values are "
                  + "taken for secrets and never shown; Flink masks this key in its errors as well.");

  public static final ConfigOption<AuthenticationType> AUTHENTICATION_TYPE =
      ConfigOptions.key("auth.type")
          .enumType(AuthenticationType.class)
          .defaultValue(AuthenticationType.NONE)
          .withDescription("How requests are authenticated.");

  public static final ConfigOption<String> AUTHENTICATION_TOKEN =
      ConfigOptions.key("auth.token")
          .stringType()
          .noDefaultValue()
          .withDescription("The token for 'auth.type' = 'bearer'. It is never shown.");

  public static final ConfigOption<Integer> RETRY_MAX_ATTEMPTS =
      ConfigOptions.key("retry.max-attempts")
          .intType()
          .defaultValue(8)
          .withDescription("The number of attempts for one page, the first included.");

  public static final ConfigOption<Duration> RETRY_INITIAL_BACKOFF =
      ConfigOptions.key("retry.initial-backoff")
          .durationType()
          .defaultValue(Duration.ofMillis(500))
          .withDescription(
              "The longest pause before the second attempt; it doubles with each further one, "
                  + "and the pause is drawn at random below it.");

  public static final ConfigOption<Duration> RETRY_MAX_BACKOFF =
      ConfigOptions.key("retry.max-backoff")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("The longest pause between two attempts.");

  public static final ConfigOption<Duration> RETRY_MAX_SERVER_WAIT =
      ConfigOptions.key("retry.max-server-wait")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "The longest pause that a server may ask for. If it asks for more, the job fails.");

  private static final List<ConfigOption<?>> ALL =
      List.of(
          URL,
          LISTING_NAME,
          LISTING_CHECK,
          PAGINATION_TYPE,
          PAGE_SIZE,
          OFFSET_PARAMETER,
          LIMIT_PARAMETER,
          TOTAL,
          TOTAL_HEADER,
          TOTAL_POINTER,
          RECORD_PATH,
          RECORD_KEY,
          STARTUP_MODE,
          STARTUP_OFFSET,
          BOUNDED_MODE,
          POLL_INTERVAL,
          MAX_IN_FLIGHT,
          SPLIT_SIZE,
          MAX_RECORDS_PER_CHECKPOINT,
          DRIFT_CHECK,
          CONNECT_TIMEOUT,
          REQUEST_TIMEOUT,
          MAX_BODY_SIZE,
          USER_AGENT,
          HEADERS,
          AUTHENTICATION_TYPE,
          AUTHENTICATION_TOKEN,
          RETRY_MAX_ATTEMPTS,
          RETRY_INITIAL_BACKOFF,
          RETRY_MAX_BACKOFF,
          RETRY_MAX_SERVER_WAIT);

  private RestSourceOptions() {}

  /** All of them, in an order in which they can be explained. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }
}
