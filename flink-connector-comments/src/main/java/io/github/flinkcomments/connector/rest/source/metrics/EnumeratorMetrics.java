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
import org.apache.flink.annotation.Internal;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/**
 * What an enumerator shows of itself, on the JobManager. Values are read by reporters on threads of
 * their own.
 */
@Internal
public interface EnumeratorMetrics {

  /** Splits that no reader has asked for yet: {@code unassignedSplits} (FLIP-33). */
  long unassignedSplits();

  /** Records of those splits: {@code unassignedRecords}. */
  long unassignedRecords();

  /** First offset that was not handed out yet: {@code frontier}. */
  long frontier();

  /** How far the listing is known to reach: {@code end}. */
  long end();

  /**
   * Whether everything that was there at the start of this run has been handed downstream: {@code
   * caughtUp}, 1 or 0.
   */
  boolean caughtUp();

  /** Polls that have failed in this run: {@code failedPolls}. */
  long failedPolls();

  /** Shows the metrics of {@code enumerator}, and no longer those of the one before it. */
  static void register(SplitEnumeratorMetricGroup group, EnumeratorMetrics enumerator) {
    registerChains(group, enumerator::unassignedSplits, enumerator::caughtUp);
    CoordinatorMetrics metrics = CoordinatorMetrics.of(group);
    metrics.gauge("unassignedRecords", enumerator::unassignedRecords);
    metrics.gauge("frontier", enumerator::frontier);
    metrics.gauge("end", enumerator::end);
    metrics.gauge("failedPolls", enumerator::failedPolls);
  }

  /** Shows the metrics of the enumerator of a listing that has no offsets. */
  static void registerChains(
      SplitEnumeratorMetricGroup group, LongSupplier unassignedSplits, BooleanSupplier caughtUp) {
    CoordinatorMetrics metrics = CoordinatorMetrics.of(group);
    metrics.gauge("unassignedSplits", unassignedSplits::getAsLong);
    metrics.gauge("caughtUp", () -> caughtUp.getAsBoolean() ? 1 : 0);
  }
}
