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

import io.github.flinkcomments.connector.rest.source.drift.Drift;
import io.github.flinkcomments.connector.rest.source.drift.DriftGuard;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds out how far a listing reaches.
 *
 * <p>Where the API tells a total, that is the end, once the row before it can be read. Where it
 * does not, the end is searched with one-row requests: in doubling steps until a row is missing,
 * then by bisection between the last row that was there and the first that was not.
 *
 * <p>An end that was found before may only grow. The row before it, the anchor, is read again
 * first: if another row stands there, or none, for {@value #CONFIRMATIONS} further spaced looks,
 * rows were deleted or inserted.
 *
 * <p>One absent row may be a replica that lags. Where that would silently shorten the listing for
 * good (a bounded read, a start at the latest row) the absence is confirmed by spaced looks as
 * well; elsewhere the next poll takes care of it.
 *
 * <p>Pure but for the {@link Look}s, which block; runs on the coordinator's worker thread.
 */
final class EndDiscovery {

  static final int CONFIRMATIONS = 3;

  /** Reads one row of the listing. */
  interface Look {
    /** The row at {@code offset}, if there is one, and the total, if the API tells it. */
    Sight at(long offset) throws IOException, InterruptedException;
  }

  /** Waits between two looks at the same row. */
  interface Spacing {
    /** Blocks for a while. */
    void await() throws InterruptedException;
  }

  /**
   * What one request for one row says.
   *
   * @param identity the row's identity; empty if there is no such row
   * @param total rows of the whole listing, if told
   */
  record Sight(Optional<String> identity, OptionalLong total) {}

  private final Look look;
  private final Spacing spacing;
  private final DriftGuard guard;

  EndDiscovery(Look look, Spacing spacing, DriftGuard guard) {
    this.look = look;
    this.spacing = spacing;
    this.guard = guard;
  }

  /**
   * Finds the end of a listing of which nothing is known.
   *
   * @param hint where to look first: an offset near which rows are expected
   * @param lasting whether nobody will look again, so that an absent row has to be confirmed
   */
  ListingEnd discover(long hint, boolean lasting) throws IOException, InterruptedException {
    Sight sight = look.at(hint);
    if (sight.total().isPresent()) {
      return toTotal(ListingEnd.EMPTY, sight.total().getAsLong(), lasting);
    }
    return sight.identity().isPresent()
        ? gallop(after(hint, sight), lasting)
        : bisect(ListingEnd.EMPTY, hint, lasting);
  }

  /**
   * Finds out whether a listing of which nothing is known reaches so far, by one look: more need
   * not be known by who wants to read no further.
   *
   * @param offset of the last row that is wanted
   * @return the end after that row, if there is one
   */
  Optional<ListingEnd> reaches(long offset) throws IOException, InterruptedException {
    Sight sight = look.at(offset);
    return sight.identity().isPresent() ? Optional.of(after(offset, sight)) : Optional.empty();
  }

  /**
   * Looks whether a listing has grown, and whether its anchor still stands.
   *
   * @param known the end that was found last
   * @return the same or a later end
   * @throws org.apache.flink.runtime.execution.SuppressRestartsException if it has shifted and
   *     drift fails the job
   */
  ListingEnd poll(ListingEnd known) throws IOException, InterruptedException {
    if (known.anchor().isEmpty()) {
      return discover(0, false);
    }
    Sight sight = lookAtAnchor(known);
    if (sight.identity().isEmpty()) {
      return known;
    }
    ListingEnd anchored = after(known.offset() - 1, sight);
    return sight.total().isPresent()
        ? toTotal(anchored, sight.total().getAsLong(), false)
        : gallop(anchored, false);
  }

  private Sight lookAtAnchor(ListingEnd known) throws IOException, InterruptedException {
    long offset = known.offset() - 1;
    String expected = known.anchor().orElseThrow();
    Sight sight = look.at(offset);
    for (int i = 0; i < CONFIRMATIONS && !stands(expected, sight); i++) {
      spacing.await();
      sight = look.at(offset);
    }
    if (!stands(expected, sight)) {
      guard.report(new Drift(offset, expected, sight.identity()));
    }
    return sight;
  }

  private boolean stands(String expected, Sight sight) {
    return sight.identity().isPresent()
        && (!guard.isOn() || expected.equals(sight.identity().get()));
  }

  /** Accepts a total that lies beyond {@code known} as soon as its last row can be read. */
  private ListingEnd toTotal(ListingEnd known, long total, boolean lasting)
      throws IOException, InterruptedException {
    ListingEnd end = known;
    if (total > known.offset()) {
      Sight last = look.at(total - 1);
      if (last.identity().isEmpty()) {
        // The total runs ahead of the rows. What can be read now is found without it.
        return bisect(known, total - 1, lasting);
      }
      end = after(total - 1, last);
    }
    // A total may also lag behind the rows, and nobody would come back for them.
    return lasting ? gallop(end, true) : end;
  }

  /** Steps forward from {@code known}, twice as far each time, until no row is there. */
  private ListingEnd gallop(ListingEnd known, boolean lasting)
      throws IOException, InterruptedException {
    ListingEnd reached = known;
    for (long step = 1; ; step *= 2) {
      long offset = reached.offset() + step - 1;
      Sight sight = look.at(offset);
      if (sight.identity().isEmpty()) {
        return bisect(reached, offset, lasting);
      }
      reached = after(offset, sight);
    }
  }

  /** Searches between rows that are there and the offset {@code absent}, where none was seen. */
  private ListingEnd bisect(ListingEnd known, long absent, boolean lasting)
      throws IOException, InterruptedException {
    ListingEnd reached = known;
    long missing = absent;
    while (reached.offset() < missing) {
      long middle = reached.offset() + (missing - reached.offset()) / 2;
      Sight sight = look.at(middle);
      if (sight.identity().isPresent()) {
        reached = after(middle, sight);
      } else {
        missing = middle;
      }
    }
    return lasting ? confirm(reached) : reached;
  }

  private ListingEnd confirm(ListingEnd end) throws IOException, InterruptedException {
    for (int i = 0; i < CONFIRMATIONS; i++) {
      spacing.await();
      Sight sight = look.at(end.offset());
      if (sight.identity().isPresent()) {
        return gallop(after(end.offset(), sight), true);
      }
    }
    return end;
  }

  private static ListingEnd after(long offset, Sight row) {
    return new ListingEnd(offset + 1, row.identity());
  }
}
