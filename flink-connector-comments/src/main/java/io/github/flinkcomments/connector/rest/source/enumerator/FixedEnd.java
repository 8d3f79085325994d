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

import org.apache.flink.annotation.Internal;

/**
 * Where reading stops for good, and why.
 *
 * @param offset the offset after the last row that is read
 * @param reason what ends the reading there
 */
@Internal
public record FixedEnd(long offset, Reason reason) {

  /** What ends the reading. Their numbers are part of the state and never change. */
  public enum Reason {
    /** The listing ended there when the end of a bounded source was resolved. */
    LISTING(1),
    /** That many rows were wanted. */
    LIMIT(2),
    /** One of the two: state of version 1 does not tell which. */
    UNKNOWN(0);

    private final int number;

    Reason(int number) {
      this.number = number;
    }

    /** What stands for it in state. */
    int number() {
      return number;
    }
  }

  /** Checks that it is an offset. */
  public FixedEnd {
    if (offset < 0) {
      throw new IllegalArgumentException("Not an offset to stop at: " + offset);
    }
  }
}
