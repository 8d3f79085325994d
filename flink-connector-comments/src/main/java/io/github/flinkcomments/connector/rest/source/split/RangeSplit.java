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
package io.github.flinkcomments.connector.rest.source.split;

import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * The rows of a listing from offset {@code start} to {@code end}, and how far they were emitted.
 *
 * @param start first offset of the range
 * @param end offset after the last one; greater than {@code start}
 * @param position the emitted position: the offset after the last row handed downstream, from
 *     {@code start} (none yet) to {@code end} (all)
 * @param lastIdentity identity of the row before {@code position}, if it is known: once this range
 *     has emitted it, or where the range begins at an end of the listing that was seen before; the
 *     overlap record of the next request must have the same
 * @param identityKind what {@code lastIdentity} identifies a record by; empty where it is not known
 */
@Internal
public record RangeSplit(
    long start,
    long end,
    long position,
    Optional<String> lastIdentity,
    Optional<String> identityKind)
    implements RestSplit {

  /** Checks that the offsets are in order. */
  public RangeSplit {
    if (start < 0 || end <= start || position < start || position > end) {
      throw new IllegalArgumentException(
          "Not a range of offsets: start %d, end %d, position %d".formatted(start, end, position));
    }
  }

  /** A range of which it is not known by what it identifies records. */
  public RangeSplit(long start, long end, long position, Optional<String> lastIdentity) {
    this(start, end, position, lastIdentity, Optional.empty());
  }

  /** A range of which nothing was emitted yet. */
  public static RangeSplit of(long start, long end) {
    return new RangeSplit(start, end, start, Optional.empty());
  }

  /**
   * The same range in the hands of a reader that identifies records by {@code kind}: an identity of
   * another kind is dropped, because comparing it would say nothing.
   */
  public RangeSplit identifiedBy(String kind) {
    boolean comparable = identityKind.isEmpty() || identityKind.get().equals(kind);
    return new RangeSplit(
        start, end, position, comparable ? lastIdentity : Optional.empty(), Optional.of(kind));
  }

  /** Whether nothing of this range was emitted, and nothing is known of the row before it. */
  public boolean isUntouched() {
    return position == start && lastIdentity.isEmpty();
  }

  /**
   * The same range, of which nothing was emitted yet, when it is known what stands before it.
   *
   * @param identity of the row before {@code start}
   * @param kind what {@code identity} identifies a record by
   */
  public RangeSplit behind(String identity, String kind) {
    return new RangeSplit(start, end, start, Optional.of(identity), Optional.of(kind));
  }

  /** Rows of this range that were not emitted yet. */
  public long remaining() {
    return end - position;
  }

  @Override
  public String splitId() {
    return start + "-" + end;
  }
}
