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
package io.github.flinkcomments.connector.rest.source.drift;

import org.apache.flink.annotation.Internal;

/**
 * A page that was read before has other records now: records before the position were deleted or
 * inserted.
 *
 * <p>No restart can mend it, so it reaches Flink inside a {@code SuppressRestartsException}.
 */
@Internal
public final class PageDriftException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param listing the listing's name, free of secrets
   * @param seen what was expected where, and what was found
   */
  public PageDriftException(String listing, String seen) {
    super(
        ("The listing %s has shifted: %s. Records before it were deleted or inserted since they were read, or the record was"
                + " edited and 'record.key-pointer' is not set; going on could skip or repeat records. Read the listing again into a"
                + " fresh table from a fresh start, or set 'drift.mode' = 'warn' to go on knowingly.")
            .formatted(listing, seen));
  }
}
