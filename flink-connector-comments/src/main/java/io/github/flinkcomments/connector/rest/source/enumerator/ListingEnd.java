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

import java.util.Optional;

/**
 * How far a listing reaches, and the anchor that tells whether it has shifted since.
 *
 * @param offset the offset after the last known row
 * @param anchor identity of the row at {@code offset - 1}; empty only where the listing is
 */
public record ListingEnd(long offset, Optional<String> anchor) {

  /** A listing without rows. */
  public static final ListingEnd EMPTY = new ListingEnd(0, Optional.empty());

  /** Checks that there is an anchor exactly when there is a row. */
  public ListingEnd {
    if (offset < 0 || anchor.isPresent() != (offset > 0)) {
      throw new IllegalArgumentException("Not an end of a listing: " + offset + ", " + anchor);
    }
  }
}
