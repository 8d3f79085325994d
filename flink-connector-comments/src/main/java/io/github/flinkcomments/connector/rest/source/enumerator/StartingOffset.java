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

import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/** Where a job that has no state begins to read. */
@Internal
public sealed interface StartingOffset extends Serializable {

  /** From offset 0. */
  record Earliest() implements StartingOffset {}

  /** From the end that the first probe finds: only rows that are added later are read. */
  record Latest() implements StartingOffset {}

  /**
   * From a given offset.
   *
   * @param offset zero-based
   */
  record At(long offset) implements StartingOffset {
    /** Checks that the offset is not negative. */
    public At {
      if (offset < 0) {
        throw new IllegalArgumentException(
            "The option 'scan.startup.offset' is %d, but it must be 0 or more.".formatted(offset));
      }
    }
  }
}
