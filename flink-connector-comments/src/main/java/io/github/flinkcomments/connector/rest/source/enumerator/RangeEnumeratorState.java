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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;

/**
 * What the enumerator of ranges keeps in a checkpoint. Its size depends on the ranges that came
 * back from failed readers (at most two a reader) and on nothing else.
 *
 * @param fingerprint the listing that the offsets belong to; free of secrets
 * @param identityKind what identifies the records whose identities are in this state, the returned
 *     ranges included; empty where it is not known
 * @param frontier first offset not yet handed out; empty until a start at the latest offset is
 *     resolved
 * @param fixedEnd where a bounded or limited source stops, once resolved; empty for others
 * @param returned ranges that were handed out and given back
 * @param end how far the listing was last known to reach
 * @param probes how many times the end was found, over all restores: tells one found in this run
 *     from a restored one
 */
@Internal
public record RangeEnumeratorState(
    String fingerprint,
    Optional<String> identityKind,
    OptionalLong frontier,
    Optional<FixedEnd> fixedEnd,
    List<RangeSplit> returned,
    Optional<ListingEnd> end,
    long probes)
    implements RestEnumeratorState {

  /** Copies the list. */
  public RangeEnumeratorState {
    returned = List.copyOf(returned);
  }

  /** The state of a job that begins: nothing is known of the listing. */
  static RangeEnumeratorState initial(
      StartingOffset start, String fingerprint, String identityKind) {
    OptionalLong frontier =
        start instanceof StartingOffset.Latest
            ? OptionalLong.empty()
            : OptionalLong.of(start instanceof StartingOffset.At at ? at.offset() : 0);
    return new RangeEnumeratorState(
        fingerprint,
        Optional.of(identityKind),
        frontier,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        0);
  }
}
