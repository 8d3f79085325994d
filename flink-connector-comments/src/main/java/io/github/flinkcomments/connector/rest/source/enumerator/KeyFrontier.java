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

import io.github.flinkcomments.connector.rest.pagination.ChainByKey;
import io.github.flinkcomments.connector.rest.pagination.Chaining;
import io.github.flinkcomments.connector.rest.source.split.ChainPosition;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Ranges of an integer key. Behind each closed one a record was seen: its reader has read all of it
 * when it meets a record of a higher key, and not before, whatever a server that lags behind
 * answers.
 *
 * @param firstKey lowest key of the listing, as it was at the start
 * @param nextKey lowest key that was not handed out yet
 * @param lastKey key of a record near the end
 * @param keysOfRange keys of a range, most of which may not exist
 */
record KeyFrontier(long firstKey, long nextKey, long lastKey, long keysOfRange)
    implements Frontier {

  /** Checks the order. */
  KeyFrontier {
    if (nextKey < firstKey || lastKey < nextKey || keysOfRange < 1) {
      throw new IllegalArgumentException(
          "Not a frontier of keys: first %d, next %d, last %d, of %d keys"
              .formatted(firstKey, nextKey, lastKey, keysOfRange));
    }
  }

  @Override
  public ChainSplit next(Chaining chaining, long recordsOfRange, String identityKind) {
    ChainPosition position =
        ChainPosition.before(
            nextKey == firstKey ? chaining.first() : ((ChainByKey) chaining).from(nextKey), 0);
    return new ChainSplit(
        isLast() ? "listing" : "keys from " + nextKey,
        Map.of(),
        position,
        Optional.of(identityKind),
        OptionalLong.empty(),
        isLast() ? OptionalLong.empty() : OptionalLong.of(nextKey + keysOfRange - 1),
        true);
  }

  @Override
  public Optional<Frontier> rest(long recordsOfRange) {
    return isLast()
        ? Optional.empty()
        : Optional.of(new KeyFrontier(firstKey, nextKey + keysOfRange, lastKey, keysOfRange));
  }

  private boolean isLast() {
    long left = lastKey - nextKey;
    // Keys may be so far apart that their difference overflows.
    return left >= 0 && left < keysOfRange;
  }
}
