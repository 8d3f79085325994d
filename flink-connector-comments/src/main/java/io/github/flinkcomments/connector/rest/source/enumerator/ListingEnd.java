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
import org.apache.flink.annotation.Internal;

/**
 * How far a listing reaches, and the anchor that tells whether it has shifted since.
 *
 * @param offset the offset after the last known row
 * @param anchor identity of the row at {@code offset - 1}; empty only where the listing is
 * @param content digest of the whole anchor row; empty where it is not known, or the identity is
 *     such a digest itself
 */
@Internal
public record ListingEnd(long offset, Optional<String> anchor, Optional<String> content) {

  /** A listing without rows. */
  public static final ListingEnd EMPTY = new ListingEnd(0, Optional.empty());

  /** Checks that there is an anchor exactly when there is a row. */
  public ListingEnd {
    if (offset < 0
        || anchor.isPresent() != (offset > 0)
        || (content.isPresent() && anchor.isEmpty())) {
      throw new IllegalArgumentException(
          "Not an end of a listing: %d, %s, %s".formatted(offset, anchor, content));
    }
  }

  /** An end whose anchor is known by its identity alone. */
  public ListingEnd(long offset, Optional<String> anchor) {
    this(offset, anchor, Optional.empty());
  }

  /** The end after the rows of an answer. */
  static ListingEnd after(long offset, Probe.Answer answer) {
    Probe.Row last = answer.row(answer.size() - 1);
    return new ListingEnd(offset + answer.size(), Optional.of(last.identity()), last.content());
  }
}
