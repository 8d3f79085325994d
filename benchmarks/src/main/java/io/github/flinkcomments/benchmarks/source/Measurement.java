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

/**
 * What it took to read rows, from the moment the first was there to the moment the last was.
 *
 * @param rows how many came after the first
 * @param nanos time that passed
 * @param cpuNanos processor time that this process used, on all threads
 */
public record Measurement(long rows, long nanos, long cpuNanos) {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MICROSECOND = 1e3;

  /** How fast they came. */
  public double rowsPerSecond() {
    return rows * NANOS_PER_SECOND / nanos;
  }

  /** What each of them cost; unlike the speed, hardly depends on who else uses the machine. */
  public double cpuMicrosecondsPerRow() {
    return cpuNanos / NANOS_PER_MICROSECOND / rows;
  }
}
