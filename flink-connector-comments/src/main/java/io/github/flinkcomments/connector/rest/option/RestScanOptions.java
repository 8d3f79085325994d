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

import static org.apache.flink.configuration.description.TextElement.code;

import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import java.time.Duration;
import java.util.List;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.description.Description;

/** The options of the source that say from where, how far and how fast a listing is read. */
@PublicEvolving
public final class RestScanOptions {

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

  private static final List<ConfigOption<?>> ALL =
      List.of(
          STARTUP_MODE,
          STARTUP_OFFSET,
          BOUNDED_MODE,
          POLL_INTERVAL,
          POLL_FAILURE_TIMEOUT,
          MAX_IN_FLIGHT,
          SPLIT_SIZE,
          MAX_RECORDS_PER_CHECKPOINT,
          DRIFT_MODE);

  private RestScanOptions() {}

  /** All of them, in an order in which they can be explained. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }
}
