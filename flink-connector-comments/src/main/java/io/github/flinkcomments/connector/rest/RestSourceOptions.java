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

import io.github.flinkcomments.connector.rest.record.AbsentRecords;
import io.github.flinkcomments.connector.rest.record.ErrorMode;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.Description;

/**
 * The options of the source: their keys, types and defaults, for SQL and for {@link
 * RestSourceBuilder} alike. What is set is checked when the source is built.
 */
@PublicEvolving
public final class RestSourceOptions {

  public static final ConfigOption<String> URL =
      ConfigOptions.key("url")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("api_url")
          .withDescription(
              Description.builder()
                  .text(
                      "The listing itself, such as %s, without paging parameters. Its own "
                          + "query parameters are kept. User and password in it are refused. "
                          + "Flink shows it in its errors: put secrets into %s or %s.",
                      code("http://host/comments"), code("http-headers.*"), code("auth.token"))
                  .build());

  public static final ConfigOption<String> LISTING_NAME =
      ConfigOptions.key("listing.name")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Name of the listing in messages and in state. Without it: the URL, "
                  + "with secrets masked. Set it if the URL may change while the listing "
                  + "stays the same.");

  public static final ConfigOption<Boolean> LISTING_CHECK =
      ConfigOptions.key("listing.check")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether a job may only be restored to the listing it has read before. "
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

  public static final ConfigOption<TotalType> TOTAL =
      ConfigOptions.key("pagination.total")
          .enumType(TotalType.class)
          .defaultValue(TotalType.HEADER)
          .withDescription(
              "Where a response states the total number of records. If the total is "
                  + "missing there, the end is found by probes.");

  public static final ConfigOption<String> TOTAL_HEADER =
      ConfigOptions.key("pagination.total-header")
          .stringType()
          .defaultValue("X-Total-Count")
          .withDescription(
              Description.builder()
                  .text(
                      "The header with the total number of records, for %s.",
                      code("'pagination.total' = 'header'"))
                  .build());

  public static final ConfigOption<String> TOTAL_POINTER =
      ConfigOptions.key("pagination.total-pointer")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "JSON pointer to the total number of records in the body, such "
                          + "as %s. Required for %s.",
                      code("/meta/total"), code("'pagination.total' = 'body'"))
                  .build());

  public static final ConfigOption<String> RECORD_POINTER =
      ConfigOptions.key("record.pointer")
          .stringType()
          .defaultValue("")
          .withFallbackKeys("record.path")
          .withDescription(
              Description.builder()
                  .text(
                      "JSON pointer to the array of records, such as %s. Empty: the body is "
                          + "the array. The segment %s stands for all elements of an array or "
                          + "members of an object, as in %s. Several pointers are separated by "
                          + "semicolons.",
                      code("/data/items"), code("*"), code("/items/*/data"))
                  .build());

  public static final ConfigOption<Boolean> RECORD_SINGLE =
      ConfigOptions.key("record.single")
          .booleanType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "Whether an object at %s is one record. If not, it is an error. Without "
                          + "it: %s for %s, %s otherwise.",
                      code("record.pointer"),
                      code("true"),
                      code("'pagination.type' = 'none'"),
                      code("false"))
                  .build());

  public static final ConfigOption<AbsentRecords> RECORD_ABSENT =
      ConfigOptions.key("record.absent")
          .enumType(AbsentRecords.class)
          .defaultValue(AbsentRecords.FAIL)
          .withDescription(
              Description.builder()
                  .text(
                      "What it means if there is %s, an object without members, or nothing at "
                          + "%s.",
                      code("null"), code("record.pointer"))
                  .build());

  public static final ConfigOption<String> RECORD_KEY_POINTER =
      ConfigOptions.key("record.key-pointer")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("record.key")
          .withDescription(
              Description.builder()
                  .text(
                      "JSON pointer to the value that identifies a record, such as "
                          + "%s. Without it, a hash of the whole record identifies it, so "
                          + "the drift check takes an edited record for another one.",
                      code("/id"))
                  .build());

  public static final ConfigOption<StartupMode> STARTUP_MODE =
      ConfigOptions.key("scan.startup.mode")
          .enumType(StartupMode.class)
          .defaultValue(StartupMode.EARLIEST)
          .withDescription(
              "Where a job without state begins. A restored job continues from its " + "state.");

  public static final ConfigOption<Long> STARTUP_OFFSET =
      ConfigOptions.key("scan.startup.offset")
          .longType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "First record to read, counted from 0. Required for %s.",
                      code("'scan.startup.mode' = 'offset'"))
                  .build());

  public static final ConfigOption<BoundedMode> BOUNDED_MODE =
      ConfigOptions.key("scan.bounded.mode")
          .enumType(BoundedMode.class)
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "Whether the job stops at the end of the listing. Without it: %s in "
                          + "SQL batch mode, %s otherwise.",
                      code("latest"), code("unbounded"))
                  .build());

  public static final ConfigOption<Duration> POLL_INTERVAL =
      ConfigOptions.key("scan.poll-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("Pause between two polls for new records.");

  public static final ConfigOption<Duration> POLL_FAILURE_TIMEOUT =
      ConfigOptions.key("scan.poll-failure-timeout")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "How long polls for new records may fail in a row before the job "
                  + "fails. Meanwhile the job reads the ranges that it has. If the first "
                  + "probe of a run fails, the job fails.");

  public static final ConfigOption<Integer> MAX_IN_FLIGHT =
      ConfigOptions.key("scan.max-in-flight")
          .intType()
          .defaultValue(32)
          .withDescription(
              "Largest number of concurrent requests, over the whole job; each reader has its"
                  + " share, but at least one. The readers adapt their concurrency: they increase"
                  + " it while requests do not take longer, and reduce it if they do, or if the API"
                  + " refuses requests or fails. Records are delivered in order.");

  public static final ConfigOption<Long> SPLIT_SIZE =
      ConfigOptions.key("scan.split-size")
          .longType()
          .defaultValue(10_000L)
          .withDescription(
              "Largest number of records in a range, the unit of work that a reader is "
                  + "assigned.");

  public static final ConfigOption<Long> MAX_RECORDS_PER_CHECKPOINT =
      ConfigOptions.key("scan.max-records-per-checkpoint")
          .longType()
          .noDefaultValue()
          .withFallbackKeys("rows_per_batch")
          .withDescription(
              "Largest number of records between two completed checkpoints, over the "
                  + "whole job. Without it there is no limit. Needs checkpoints.");

  public static final ConfigOption<DriftCheck> DRIFT_MODE =
      ConfigOptions.key("drift.mode")
          .enumType(DriftCheck.class)
          .defaultValue(DriftCheck.FAIL)
          .withFallbackKeys("drift-check")
          .withDescription(
              "What to do when offsets have shifted because records before the "
                  + "position were deleted or inserted.");

  public static final ConfigOption<ErrorMode> ERROR_MODE =
      ConfigOptions.key("error.mode")
          .enumType(ErrorMode.class)
          .defaultValue(ErrorMode.FAIL)
          .withDescription(
              "What to do about a malformed record, such as one with text in a field "
                  + "for numbers. A malformed page is never skipped.");

  public static final ConfigOption<String> DEAD_LETTER_PATH =
      ConfigOptions.key("error.dead-letter-path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "The directory for malformed records, absolute, on any file system to which "
                          + "Flink can write. Required for %s.",
                      code("'error.mode' = 'dead-letter'"))
                  .build());

  public static final ConfigOption<Duration> CONNECT_TIMEOUT =
      ConfigOptions.key("http.connect-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("Longest time to reach the server.");

  public static final ConfigOption<Duration> REQUEST_TIMEOUT =
      ConfigOptions.key("http.request-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "Longest time of one attempt, from sending the request to the last byte of "
                  + "the body.");

  public static final ConfigOption<MemorySize> MAX_BODY_SIZE =
      ConfigOptions.key("http.max-body-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription("Largest body, decompressed.");

  public static final ConfigOption<String> USER_AGENT =
      ConfigOptions.key("http.user-agent")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "Header %s. Without it: %s and the version.",
                      code("User-Agent"), code("flink-connector-comments/"))
                  .build());

  public static final ConfigOption<Map<String, String>> HEADERS =
      ConfigOptions.key("http-headers")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              Description.builder()
                  .text(
                      "Headers of every request, each as %s. Values are treated as "
                          + "secrets and never shown; Flink masks this key in its errors "
                          + "as well.",
                      code("'http-headers.NAME' = 'VALUE'"))
                  .build());

  public static final ConfigOption<AuthenticationType> AUTHENTICATION_TYPE =
      ConfigOptions.key("auth.type")
          .enumType(AuthenticationType.class)
          .defaultValue(AuthenticationType.NONE)
          .withDescription("How requests are authenticated.");

  public static final ConfigOption<String> AUTHENTICATION_TOKEN =
      ConfigOptions.key("auth.token")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text("The token for %s. Not shown.", code("'auth.type' = 'bearer'"))
                  .build());

  public static final ConfigOption<String> AUTHENTICATION_USERNAME =
      ConfigOptions.key("auth.username")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text("The user for %s. Not shown.", code("'auth.type' = 'basic'"))
                  .build());

  public static final ConfigOption<String> AUTHENTICATION_PASSWORD =
      ConfigOptions.key("auth.password")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "The password for %s; empty if it is left out. Not shown.",
                      code("'auth.type' = 'basic'"))
                  .build());

  public static final ConfigOption<List<String>> ALLOWED_ORIGINS =
      ConfigOptions.key("http.allowed-origins")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "Further origins that requests and credentials may be sent to, "
                          + "such as %s. A redirect or link to any other origin is an "
                          + "error.",
                      code("https://eu.host;https://us.host:8443"))
                  .build());

  public static final ConfigOption<String> RESPONSE_RULES =
      ConfigOptions.key("response.rules")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "What responses mean, such as %s. The first rule that matches "
                          + "a response decides. If none does, the status decides, and "
                          + "whether the body reports an error.",
                      code("status=404 -> past-the-end; body:/ok=false -> fail"))
                  .build());

  public static final ConfigOption<String> RESPONSE_REQUIRED_HEADER =
      ConfigOptions.key("response.required-header")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Name of a header that every page must have, for APIs that answer "
                  + "wrong credentials with fewer records instead of an error.");

  public static final ConfigOption<String> RESPONSE_REQUIRED_POINTER =
      ConfigOptions.key("response.required-pointer")
          .stringType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "JSON pointer, through objects, to a member that the body of "
                          + "every page must have, such as %s.",
                      code("/meta/user"))
                  .build());

  public static final ConfigOption<Integer> RETRY_MAX_ATTEMPTS =
      ConfigOptions.key("retry.max-attempts")
          .intType()
          .defaultValue(8)
          .withDescription(
              "Attempts for one page, the first included. Attempts that the server "
                  + "throttles do not count.");

  public static final ConfigOption<Duration> RETRY_MIN_DURATION =
      ConfigOptions.key("retry.min-duration")
          .durationType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "Shortest time for which a failed request is repeated, even "
                          + "beyond %s: with %s a reader outlasts an outage of an hour "
                          + "without a restart. Without it: a minute if the listing was "
                          + "read before and requests are now refused or answered with "
                          + "something other than a page; none otherwise.",
                      code("retry.max-attempts"), code("1h"))
                  .build());

  public static final ConfigOption<Duration> RETRY_INITIAL_BACKOFF =
      ConfigOptions.key("retry.initial-backoff")
          .durationType()
          .defaultValue(Duration.ofMillis(500))
          .withDescription(
              "Longest pause before the second attempt. It doubles with each further "
                  + "attempt; the actual pause is random, up to this limit.");

  public static final ConfigOption<Duration> RETRY_MAX_BACKOFF =
      ConfigOptions.key("retry.max-backoff")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("Longest pause between two attempts.");

  public static final ConfigOption<Duration> RETRY_MAX_SERVER_WAIT =
      ConfigOptions.key("retry.max-server-wait")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "Longest pause that a server may ask for. If it asks for more, the "
                  + "request fails and the restart strategy decides.");

  public static final ConfigOption<Duration> RETRY_MAX_THROTTLED_DURATION =
      ConfigOptions.key("retry.max-throttled-duration")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription(
              "Longest time for which a server may throttle all requests. After that "
                  + "the restart strategy decides.");

  private static final List<ConfigOption<?>> OWN =
      List.of(
          URL,
          LISTING_NAME,
          LISTING_CHECK,
          PAGINATION_TYPE,
          PAGE_SIZE,
          MAX_PAGE_SIZE,
          OFFSET_PARAMETER,
          LIMIT_PARAMETER,
          TOTAL,
          TOTAL_HEADER,
          TOTAL_POINTER,
          RECORD_POINTER,
          RECORD_SINGLE,
          RECORD_ABSENT,
          RECORD_KEY_POINTER,
          STARTUP_MODE,
          STARTUP_OFFSET,
          BOUNDED_MODE,
          POLL_INTERVAL,
          POLL_FAILURE_TIMEOUT,
          MAX_IN_FLIGHT,
          SPLIT_SIZE,
          MAX_RECORDS_PER_CHECKPOINT,
          DRIFT_MODE,
          ERROR_MODE,
          DEAD_LETTER_PATH,
          CONNECT_TIMEOUT,
          REQUEST_TIMEOUT,
          MAX_BODY_SIZE,
          USER_AGENT,
          ALLOWED_ORIGINS,
          HEADERS,
          AUTHENTICATION_TYPE,
          AUTHENTICATION_TOKEN,
          AUTHENTICATION_USERNAME,
          AUTHENTICATION_PASSWORD,
          RESPONSE_RULES,
          RESPONSE_REQUIRED_HEADER,
          RESPONSE_REQUIRED_POINTER,
          RETRY_MAX_ATTEMPTS,
          RETRY_MIN_DURATION,
          RETRY_INITIAL_BACKOFF,
          RETRY_MAX_BACKOFF,
          RETRY_MAX_SERVER_WAIT,
          RETRY_MAX_THROTTLED_DURATION);

  private static final List<ConfigOption<?>> ALL =
      Stream.concat(OWN.stream(), PaginationOptions.all().stream()).toList();

  private RestSourceOptions() {}

  /** All of them, in an order in which they can be explained. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }
}
