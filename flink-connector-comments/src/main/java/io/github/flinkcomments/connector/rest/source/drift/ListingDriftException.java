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

import org.apache.flink.annotation.PublicEvolving;

/**
 * The listing shifted under the offsets: rows before the position were deleted or inserted.
 *
 * <p>A restart would not help, so it is thrown inside a {@code SuppressRestartsException}.
 */
@PublicEvolving
public final class ListingDriftException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String EDITED =
      "Or the record there was edited: records are known by their whole content as long as"
          + " 'record.key-pointer' does not name what identifies them, such as '/id'; a job can be resumed"
          + " with it. ";

  /**
   * Creates the exception.
   *
   * @param listing the listing's name, free of secrets
   * @param drift what was seen
   * @param keyed whether an identity is a key, which survives an edit of the record
   */
  public ListingDriftException(String listing, Drift drift, boolean keyed) {
    super(
        ("The listing %s has shifted: %s. Rows before this offset were deleted or inserted since"
                + " they were read, so going on would skip or repeat rows. %s%sRead the listing again"
                + " into a fresh table from a fresh start, or set 'drift.mode' = 'warn' to go on"
                + " knowingly.")
            .formatted(
                listing,
                drift.describe(),
                drift.hint().map("%s. "::formatted).orElse(""),
                keyed || drift.found().isEmpty() ? "" : EDITED));
  }
}
