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
package io.github.flinkcomments.connector.delta.writer;

import io.github.flinkcomments.connector.delta.log.schema.ColumnPath;
import org.apache.flink.table.data.TimestampData;

/**
 * Timestamps of a column as microseconds since 1970, which is what Delta keeps of them. What that
 * cannot hold is refused: parts of a microsecond, which only a program can hand over, and years
 * further away than some 290,000.
 *
 * @param path of the column, for messages
 */
record ExactMicroseconds(ColumnPath path) {

  private static final long MICROSECONDS_IN_MILLISECOND = 1_000;
  private static final int NANOSECONDS_IN_MICROSECOND = 1_000;

  long of(TimestampData timestamp) {
    requireMicroseconds(timestamp);
    try {
      return Math.addExact(
          Math.multiplyExact(timestamp.getMillisecond(), MICROSECONDS_IN_MILLISECOND),
          timestamp.getNanoOfMillisecond() / NANOSECONDS_IN_MICROSECOND);
    } catch (ArithmeticException e) {
      throw new UnwritableRowException(
          "A row has %s in column '%s', which is further from 1970 than microseconds can count: filter such rows out."
              .formatted(timestamp, path));
    }
  }

  /** Makes sure that nothing is finer than a microsecond. */
  void requireMicroseconds(TimestampData timestamp) {
    if (timestamp.getNanoOfMillisecond() % NANOSECONDS_IN_MICROSECOND != 0) {
      throw new UnwritableRowException(
          "A row has %s in column '%s', but Delta tables keep microseconds: round it."
              .formatted(timestamp, path));
    }
  }
}
