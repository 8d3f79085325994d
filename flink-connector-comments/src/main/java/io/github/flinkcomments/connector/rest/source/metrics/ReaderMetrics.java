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
package io.github.flinkcomments.connector.rest.source.metrics;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.apache.flink.annotation.Internal;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/**
 * What a reader shows of itself: {@code assignedRecords}, the rows of its ranges that were not
 * emitted yet; {@code pendingRecords} (FLIP-33), these and its share of the rows that no reader
 * has, so that those of all readers add up to the backlog of the job; and {@code pagesInFlight},
 * the requests under way. Gauges are read by reporters on threads of their own.
 */
@Internal
public final class ReaderMetrics {

  private ReaderMetrics() {}

  /** Registers the gauges. */
  public static void register(
      SourceReaderMetricGroup group,
      LongSupplier assignedRecords,
      LongSupplier shareOfUnassigned,
      IntSupplier pagesInFlight) {
    group.gauge("assignedRecords", (Gauge<Long>) assignedRecords::getAsLong);
    group.setPendingRecordsGauge(
        (Gauge<Long>) () -> assignedRecords.getAsLong() + shareOfUnassigned.getAsLong());
    registerRequests(group, pagesInFlight);
  }

  /**
   * Registers the gauges of a reader of chains, of which nobody knows how many records are pending,
   * and which poll themselves.
   */
  public static void registerChains(
      SourceReaderMetricGroup group, IntSupplier pagesInFlight, LongSupplier failedPolls) {
    registerRequests(group, pagesInFlight);
    group.gauge("failedPolls", (Gauge<Long>) failedPolls::getAsLong);
  }

  private static void registerRequests(SourceReaderMetricGroup group, IntSupplier pagesInFlight) {
    group.gauge("pagesInFlight", (Gauge<Integer>) pagesInFlight::getAsInt);
  }
}
