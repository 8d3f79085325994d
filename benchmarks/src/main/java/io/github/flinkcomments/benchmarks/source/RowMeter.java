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
package io.github.flinkcomments.benchmarks.source;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * Counts rows, and looks at the clocks when the first and the last one come. One thread.
 *
 * <p>So nothing is measured but the reading itself: neither the start of a cluster, nor the first
 * request, nor the end of a job.
 */
final class RowMeter {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final long expected;
  private long counted;
  private long startNanos;
  private long startCpuNanos;

  /**
   * @param expected how many rows there will be; at least two
   */
  RowMeter(long expected) {
    if (expected < 2) {
      throw new IllegalArgumentException(
          "From the first to the last row takes two rows, not " + expected);
    }
    this.expected = expected;
  }

  /** Counts a row; returns the measurement if it was the last. */
  Optional<Measurement> count() {
    counted++;
    if (counted == 1) {
      startNanos = System.nanoTime();
      startCpuNanos = SYSTEM.getProcessCpuTime();
    } else if (counted == expected) {
      return Optional.of(
          new Measurement(
              expected - 1,
              System.nanoTime() - startNanos,
              SYSTEM.getProcessCpuTime() - startCpuNanos));
    }
    return Optional.empty();
  }
}
