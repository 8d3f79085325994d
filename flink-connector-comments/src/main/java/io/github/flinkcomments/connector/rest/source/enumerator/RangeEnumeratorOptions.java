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

import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import java.io.Serializable;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;

/**
 * What the enumerator needs to know beside the listing. Keys and defaults are in {@code
 * RestSourceOptions}.
 *
 * @param startingOffset where a job without state begins
 * @param bounded whether to stop at the end that the first probe finds
 * @param maxRows rows to hand out at most, from the starting offset on, and then to stop; {@link
 *     #NO_LIMIT} for no limit
 * @param pollInterval pause between two polls
 * @param pollFailureTimeout how long polls may fail, one after the other, once one has succeeded
 * @param totalRequired whether the API must tell its total, because the user has said where
 * @param splitSize rows of a range, at most
 * @param maxRecordsPerCheckpoint records between two completed checkpoints, over all readers;
 *     {@link Long#MAX_VALUE} for no limit
 * @param driftCheck what to do when the listing has shifted
 * @param fingerprintChecked whether restored state must come from the same listing
 */
@Internal
public record RangeEnumeratorOptions(
    StartingOffset startingOffset,
    boolean bounded,
    long maxRows,
    Duration pollInterval,
    Duration pollFailureTimeout,
    boolean totalRequired,
    long splitSize,
    long maxRecordsPerCheckpoint,
    DriftCheck driftCheck,
    boolean fingerprintChecked)
    implements Serializable {

  /** As many rows as there are. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  /** Checks the numbers. */
  public RangeEnumeratorOptions {
    if (maxRows < 0) {
      throw new IllegalArgumentException(
          "The limit is %d rows, but it must be 0 or more.".formatted(maxRows));
    }
    if (pollInterval.isNegative() || pollInterval.isZero()) {
      throw new IllegalArgumentException(
          "The option 'scan.poll-interval' is %s, but it must be longer than zero."
              .formatted(pollInterval));
    }
    if (pollFailureTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "The option 'scan.poll-failure-timeout' is %s, but it must be zero or longer."
              .formatted(pollFailureTimeout));
    }
    if (pollInterval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "The option 'scan.poll-interval' is %s, but it must be 1 ms or longer."
              .formatted(pollInterval));
    }
    if (splitSize < 1) {
      throw new IllegalArgumentException(
          "The option 'scan.split-size' is %d, but it must be 1 or more.".formatted(splitSize));
    }
  }

  /**
   * Rows of a range for a number of readers: a whole number of pages, so that the last page of a
   * range is as full as the others; and where records are rationed, few enough for all readers to
   * have a range.
   *
   * @param rowsOfPage rows that a page has beside the overlap row
   */
  long splitSize(int parallelism, long rowsOfPage) {
    long wholePages = splitSize < rowsOfPage ? splitSize : splitSize - splitSize % rowsOfPage;
    return Math.max(1, Math.min(wholePages, maxRecordsPerCheckpoint / parallelism));
  }

  /** Whether reading is to stop somewhere. */
  public boolean stops() {
    return bounded || maxRows < NO_LIMIT;
  }

  /** Where to stop for the limit if reading begins at {@code first}; empty without a limit. */
  OptionalLong limitFrom(long first) {
    return maxRows > NO_LIMIT - 1 - first ? OptionalLong.empty() : OptionalLong.of(first + maxRows);
  }

  /** Whether a reader may emit anything; not all may if the quota is below the parallelism. */
  boolean mayEmit(int subtask) {
    return subtask < maxRecordsPerCheckpoint;
  }
}
