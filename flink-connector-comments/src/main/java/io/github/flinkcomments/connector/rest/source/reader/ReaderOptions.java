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
package io.github.flinkcomments.connector.rest.source.reader;

import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * What a reader needs to know beside the listing. Keys and defaults are in {@code
 * RestSourceOptions}.
 *
 * @param maxInFlight requests under way at once, at most, over all readers
 * @param maxPageSize rows to ask for at once, at most, where pages are asked for by offsets; no
 *     more than the page size, unless it is larger
 * @param maxRecordsPerCheckpoint records between two completed checkpoints, over all readers;
 *     {@link #NO_LIMIT} for no limit
 * @param driftCheck what to do when the listing has shifted
 */
@Internal
public record ReaderOptions(
    int maxInFlight, int maxPageSize, long maxRecordsPerCheckpoint, DriftCheck driftCheck)
    implements Serializable {

  /** As many rows at once as the page size. */
  public static final int PAGE_SIZE = 1;

  /** As many records between two checkpoints as the API gives. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  /** What one of the readers may have under way of them: its share, one at least. */
  public int maxInFlight(int subtask, int parallelism) {
    return Math.max(1, maxInFlight / parallelism + (subtask < maxInFlight % parallelism ? 1 : 0));
  }

  /** Checks the numbers. */
  public ReaderOptions {
    if (maxInFlight < 1) {
      throw new IllegalArgumentException(
          "The option 'scan.max-in-flight' is %d, but it must be 1 or more."
              .formatted(maxInFlight));
    }
    if (maxRecordsPerCheckpoint < 1) {
      throw new IllegalArgumentException(
          "The option 'scan.max-records-per-checkpoint' is %d, but it must be 1 or more, or absent for no limit."
              .formatted(maxRecordsPerCheckpoint));
    }
  }
}
