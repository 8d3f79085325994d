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
import io.github.flinkcomments.connector.rest.pagination.MalformedPageException;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds how far an integer key reaches, about: with twice the distance from request to request
 * until nothing is there, and by bisection then. Any key of a record near the end will do.
 *
 * <p>Servers may refuse a key that their column cannot hold, and not always as the client's fault.
 * Keys of 32 bits are not exceeded before the listing is known to have a higher one; and where a
 * request fails while another succeeds, there is nothing.
 */
final class KeySearch {

  private static final Logger LOG = LoggerFactory.getLogger(KeySearch.class);

  /** However far apart keys are, there are no more ranges: each takes a request at least. */
  private static final long MOST_RANGES = 1_000;

  private final ChainByKey chaining;
  private final PageProbe probe;
  private final long recordsOfRange;

  /**
   * Creates a search.
   *
   * @param recordsOfRange records of a range, about
   */
  KeySearch(ChainByKey chaining, PageProbe probe, long recordsOfRange) {
    this.chaining = chaining;
    this.probe = probe;
    this.recordsOfRange = recordsOfRange;
  }

  /**
   * Asks for pages until the end is known well enough.
   *
   * @return empty if there is no record
   * @throws MalformedPageException if keys are not integers in ascending order
   */
  Optional<Frontier> frontier() throws IOException, InterruptedException {
    List<Long> keys = keys(chaining.first());
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    long first = keys.get(0);
    long seen = last(keys);
    long keysOfRange =
        saturatedProduct(
            recordsOfRange, Math.max(1, saturatedDifference(seen, first) / keys.size()));
    long distance = keysOfRange;
    long missing = Long.MAX_VALUE;
    while (missing == Long.MAX_VALUE && seen < Long.MAX_VALUE - distance) {
      long ahead = seen + distance;
      if (seen < Integer.MAX_VALUE) {
        ahead = Math.min(ahead, Integer.MAX_VALUE);
      }
      List<Long> found = keysBeyond(seen, ahead);
      if (found.isEmpty()) {
        missing = ahead;
      } else {
        seen = last(found);
        distance = saturatedProduct(distance, 2);
      }
    }
    // What was missing may have come since, or been unknown to a server that lags behind.
    while (seen < missing
        && saturatedDifference(missing, seen) > keysOfRange
        && saturatedDifference(missing, seen) > saturatedDifference(seen, first) / 16) {
      long middle = seen + saturatedDifference(missing, seen) / 2;
      List<Long> found = keysBeyond(seen, middle);
      if (found.isEmpty()) {
        missing = middle;
      } else {
        seen = last(found);
      }
    }
    return Optional.of(
        new KeyFrontier(
            first,
            first,
            seen,
            Math.max(keysOfRange, saturatedDifference(seen, first) / MOST_RANGES)));
  }

  private List<Long> keys(PageAddress page) throws IOException, InterruptedException {
    PageFacts facts = probe.ask(page);
    return chaining.integerKeys(page, facts);
  }

  /**
   * Keys of a page that may lie beyond what the server can take. Keys that are not found do no
   * harm: the last range reads them.
   *
   * @param seen key that a record has
   * @param from lowest key to ask for
   */
  private List<Long> keysBeyond(long seen, long from) throws IOException, InterruptedException {
    PageAddress page = chaining.from(from);
    PageFacts facts;
    try {
      facts = probe.ask(page);
    } catch (IOException | SuppressRestartsException refused) {
      // An outage is not an end.
      probe.ask(chaining.from(seen));
      LOG.warn(
          "Keys from {} on are taken for missing, because the request for them failed: {}",
          from,
          refused.getMessage());
      return List.of();
    }
    return chaining.integerKeys(page, facts);
  }

  private static long last(List<Long> keys) {
    return keys.get(keys.size() - 1);
  }

  private static long saturatedProduct(long a, long b) {
    return a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }

  private static long saturatedDifference(long high, long low) {
    long difference = high - low;
    return difference < 0 ? Long.MAX_VALUE : difference;
  }
}
