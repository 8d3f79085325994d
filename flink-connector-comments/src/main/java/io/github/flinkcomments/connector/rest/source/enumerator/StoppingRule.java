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

import io.github.flinkcomments.connector.rest.source.enumerator.FixedEnd.Reason;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides where reading stops for good: at the end of the listing as a bounded source found it, at
 * a limit on the rows, at whichever comes first, or nowhere.
 *
 * <p>A job that goes on from state keeps its end only as far as it is still meant to stop: the end
 * of a bounded run says nothing to a run that is to go on, and a limit is not the end of a listing
 * that does not reach so far. Pure; coordinator thread only.
 */
final class StoppingRule {

  private final RangeEnumeratorOptions options;

  /** Where a limit ends that came with the state. */
  private final OptionalLong restoredLimit;

  private Optional<FixedEnd> fixedEnd;

  StoppingRule(RangeEnumeratorOptions options, RangeEnumeratorState state) {
    this.options = options;
    this.restoredLimit = restoredLimit(options, state);
    this.fixedEnd = kept(options, state);
  }

  private static OptionalLong restoredLimit(
      RangeEnumeratorOptions options, RangeEnumeratorState state) {
    return state
        .fixedEnd()
        .filter(end -> end.reason() != Reason.LISTING && options.stops())
        .map(end -> OptionalLong.of(end.offset()))
        .orElse(OptionalLong.empty());
  }

  private static Optional<FixedEnd> kept(
      RangeEnumeratorOptions options, RangeEnumeratorState state) {
    if (!options.bounded()) {
      return state.fixedEnd().filter(end -> end.reason() != Reason.LISTING && options.stops());
    }
    // A limit beyond the rows that were seen would never be reached by a source that polls no more.
    long seen = state.end().map(ListingEnd::offset).orElse(0L);
    return state.fixedEnd().filter(end -> end.reason() == Reason.LISTING || end.offset() <= seen);
  }

  /**
   * Takes in how far the listing reaches.
   *
   * @param reached how far it is known to reach
   * @param frontier first offset that was not handed out yet
   * @param first whether nothing was known of the listing before, so that nothing was handed out;
   *     only then does a limit count
   */
  void found(long reached, long frontier, boolean first) {
    if (fixedEnd.isPresent()) {
      return;
    }
    OptionalLong limit = first ? options.limitFrom(frontier) : restoredLimit;
    if (limit.isPresent() && (!options.bounded() || limit.getAsLong() <= reached)) {
      fixedEnd = Optional.of(new FixedEnd(limit.getAsLong(), Reason.LIMIT));
    } else if (options.bounded()) {
      fixedEnd = Optional.of(new FixedEnd(reached, Reason.LISTING));
    }
  }

  /** Where reading stops; empty as long as that is not decided, and where it never does. */
  Optional<FixedEnd> fixedEnd() {
    return fixedEnd;
  }

  /** How far rows may be handed out of a listing that reaches so far. */
  long cap(long reached) {
    return fixedEnd.map(end -> Math.min(reached, end.offset())).orElse(reached);
  }

  /** Whether a listing that reaches so far has all rows that will ever be handed out. */
  boolean isReached(long reached) {
    return fixedEnd.isPresent() && reached >= fixedEnd.get().offset();
  }
}
