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
 * @param maxInFlight requests under way at once, per reader
 * @param maxRecordsPerCheckpoint records between two completed checkpoints, over all readers;
 *     {@link #NO_LIMIT} for no limit
 * @param driftCheck what to do when the listing has shifted
 */
@Internal
public record ReaderOptions(int maxInFlight, long maxRecordsPerCheckpoint, DriftCheck driftCheck)
    implements Serializable {

  /** As many records between two checkpoints as the API gives. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  /** Checks the numbers. */
  public ReaderOptions {
    if (maxInFlight < 1) {
      throw new IllegalArgumentException(
          "The option 'scan.max-in-flight' is %d; it must be 1 or more.".formatted(maxInFlight));
    }
    if (maxRecordsPerCheckpoint < 1) {
      throw new IllegalArgumentException(
          "The option 'scan.max-records-per-checkpoint' is %d; it must be 1 or more, or absent for no limit."
              .formatted(maxRecordsPerCheckpoint));
    }
  }
}
