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
package io.github.flinkcomments.connector.rest.source.enumerator;

import io.github.flinkcomments.connector.rest.source.drift.DriftGuard;
import io.github.flinkcomments.connector.rest.source.event.RangeReport;
import java.util.TreeMap;

/**
 * Compares the edges of neighbouring ranges: the row before a boundary is read by the range that
 * ends there and by the one that begins there, perhaps by different readers at different times, and
 * must be the same.
 *
 * <p>A boundary is remembered until its second report arrives. What never gets one (an event was
 * lost, the first range of the job) is dropped when {@value #CAPACITY} newer ones wait. Coordinator
 * thread only.
 */
final class NeighbourCheck {

  private static final int CAPACITY = 1024;

  private final DriftGuard guard;
  private final TreeMap<Long, String> firstReports = new TreeMap<>();

  NeighbourCheck(DriftGuard guard) {
    this.guard = guard;
  }

  /** Takes in what a finished range saw at its edges. */
  void add(RangeReport report) {
    if (report.opening() != null) {
      report(report.start(), report.opening());
    }
    report(report.end(), report.closing());
  }

  private void report(long boundary, String identity) {
    String other = firstReports.remove(boundary);
    if (other != null) {
      guard.compare(boundary - 1, other, identity);
      return;
    }
    firstReports.put(boundary, identity);
    if (firstReports.size() > CAPACITY) {
      firstReports.pollFirstEntry();
    }
  }
}
