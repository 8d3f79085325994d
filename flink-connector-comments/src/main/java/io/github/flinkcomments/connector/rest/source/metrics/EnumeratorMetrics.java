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

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/**
 * What the enumerator shows of itself, on the JobManager: {@code unassignedSplits} (FLIP-33),
 * {@code frontier} and {@code end}, both in rows, and {@code caughtUp}, which is 1 once everything
 * that was there at the start of this run has been handed downstream, else 0. Gauges are read by
 * reporters on threads of their own.
 */
public final class EnumeratorMetrics {

  private EnumeratorMetrics() {}

  /** Registers the gauges. */
  public static void register(
      SplitEnumeratorMetricGroup group,
      LongSupplier unassignedSplits,
      LongSupplier frontier,
      LongSupplier end,
      BooleanSupplier caughtUp) {
    group.setUnassignedSplitsGauge((Gauge<Long>) unassignedSplits::getAsLong);
    group.gauge("frontier", (Gauge<Long>) frontier::getAsLong);
    group.gauge("end", (Gauge<Long>) end::getAsLong);
    group.gauge("caughtUp", (Gauge<Integer>) () -> caughtUp.getAsBoolean() ? 1 : 0);
  }
}
