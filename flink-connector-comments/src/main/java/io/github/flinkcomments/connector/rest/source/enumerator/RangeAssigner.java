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

import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.annotation.Internal;

/**
 * The frontier arithmetic: which range is handed out next.
 *
 * <p>Everything below the frontier was handed out, or was given back and waits here; nothing above
 * was. Ranges are cut only when somebody asks, so there is nothing to remember but the frontier and
 * what came back: the size of the listing does not matter. Pure; not thread-safe.
 */
@Internal
public final class RangeAssigner {

  private final long splitSize;
  private final TreeSet<RangeSplit> returned =
      new TreeSet<>(Comparator.comparingLong(RangeSplit::start));
  private long frontier;

  /**
   * Creates an assigner.
   *
   * @param splitSize rows of a range, at most
   * @param frontier first offset not yet handed out
   * @param returned ranges that were handed out and given back
   */
  public RangeAssigner(long splitSize, long frontier, Collection<RangeSplit> returned) {
    this.splitSize = splitSize;
    this.frontier = frontier;
    this.returned.addAll(returned);
  }

  /**
   * Takes the next range, lowest offset first.
   *
   * @param end how far the listing is known to reach
   * @return empty if all that is known was handed out
   */
  public Optional<RangeSplit> next(long end) {
    if (!returned.isEmpty()) {
      return Optional.of(returned.pollFirst());
    }
    if (frontier >= end) {
      return Optional.empty();
    }
    RangeSplit range = RangeSplit.of(frontier, frontier + Math.min(splitSize, end - frontier));
    frontier = range.end();
    return Optional.of(range);
  }

  /** Takes back ranges whose reader has failed. */
  public void addBack(Collection<RangeSplit> ranges) {
    returned.addAll(ranges);
  }

  /** First offset that was never handed out. */
  public long frontier() {
    return frontier;
  }

  /**
   * Ranges that {@link #next} would hand out if asked until it has none.
   *
   * @param end how far the listing is known to reach
   */
  public long unassigned(long end) {
    long uncut = Math.max(0, end - frontier);
    return returned.size() + uncut / splitSize + (uncut % splitSize == 0 ? 0 : 1);
  }

  /**
   * Rows of the ranges that {@link #next} would hand out if asked until it has none.
   *
   * @param end how far the listing is known to reach
   */
  public long unassignedRecords(long end) {
    return returned.stream().mapToLong(RangeSplit::remaining).sum() + Math.max(0, end - frontier);
  }

  /** Ranges that came back and wait for a reader, in order. */
  public List<RangeSplit> returned() {
    return List.copyOf(returned);
  }
}
