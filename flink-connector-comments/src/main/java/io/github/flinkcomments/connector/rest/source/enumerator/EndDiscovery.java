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
import io.github.flinkcomments.connector.rest.source.drift.OffsetEffect;
import io.github.flinkcomments.connector.rest.source.drift.UnusableOffsetsException;
import io.github.flinkcomments.connector.rest.source.enumerator.Probe.Answer;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Finds out how far a listing reaches.
 *
 * <p>Where the API tells a total, that is the end, once the row before it can be read and no row
 * comes after it: each probe asks for two rows, so a total that is too low is seen at no cost.
 * Where the API tells none, the end is searched: in doubling steps until a row is missing, then by
 * bisection between the last row that was there and the first that was not. Whether something is
 * left beyond that end, which offsets then cannot tell, a {@link GapCheck} finds out.
 *
 * <p>An end that was found before may only grow. The row before it, the anchor, is read again
 * first: if another row stands there, or none, for {@value #CONFIRMATIONS} further spaced probes,
 * rows were deleted or inserted.
 *
 * <p>One absent row may be a replica that lags. Where that would silently shorten the listing for
 * good (a bounded read, a start at the latest row) the absence is confirmed by spaced probes as
 * well, unless the totals of several answers agree with it; elsewhere the next poll takes care of
 * it.
 *
 * <p>A listing that grows while its end is searched for has another end at each look. After {@value
 * #MOST_ARRIVALS} rows that came where none was, the search is content with an end that was true.
 *
 * <p>Pure but for the {@link Probe}s, which block; runs on the coordinator's worker thread.
 */
final class EndDiscovery {

  static final int CONFIRMATIONS = 3;

  private static final int MOST_ARRIVALS = 10;

  private static final int PAIR = 2;

  /** No API counts further, and no doubling from here overflows. */
  private static final long HIGHEST_OFFSET = 1L << 53;

  /** Whether the API gives two rows to whom asks for two. */
  private enum Pairs {
    UNKNOWN,
    GIVEN,
    NEVER
  }

  private final Probe probe;
  private final Probe.Spacing spacing;
  private final DriftGuard guard;
  private final OffsetEffect effect;
  private final GapCheck gaps;
  private final LookedAt listing;

  /** The lowest offset that makes sense: a listing that is read from offset 1 may begin there. */
  private final long first;

  private Pairs pairs = Pairs.UNKNOWN;

  /** How often the search under way has found rows where none had been seen. */
  private int arrivals;

  /**
   * Creates a discovery.
   *
   * @param probe reads rows
   * @param spacing waits between two probes at the same row
   * @param guard what to do about drift
   * @param listing what is looked at
   */
  EndDiscovery(Probe probe, Probe.Spacing spacing, DriftGuard guard, LookedAt listing) {
    this.probe = probe;
    this.spacing = spacing;
    this.guard = guard;
    this.listing = listing;
    this.first = listing.first();
    this.effect =
        new OffsetEffect(
            listing.name(),
            listing.offsetParameter(),
            listing.first(),
            offset -> probe.at(offset, 1).identity());
    this.gaps = new GapCheck(probe, spacing, listing, effect);
  }

  /**
   * What is looked at.
   *
   * @param name the listing's name, free of secrets
   * @param offsetParameter the query parameter that holds the offset
   * @param first the lowest offset to ask for
   * @param pageSize rows of a page
   */
  record LookedAt(String name, String offsetParameter, long first, int pageSize) {}

  /**
   * Finds the end of a listing of which nothing is known.
   *
   * @param hint where to look first: an offset near which rows are expected
   * @param lasting whether nobody will look again, so that an absent row has to be confirmed
   */
  ListingEnd discover(long hint, boolean lasting) throws IOException, InterruptedException {
    return settled(ListingEnd.EMPTY, () -> discoverOnce(hint, lasting));
  }

  private ListingEnd discoverOnce(long hint, boolean lasting)
      throws IOException, InterruptedException {
    Answer answer = pairAt(hint);
    if (answer.isEmpty() && answer.total().orElse(0) == 0) {
      return checked(bisect(ListingEnd.EMPTY, hint, lasting, answer.total()));
    }
    ListingEnd seen = answer.isEmpty() ? ListingEnd.EMPTY : after(hint, answer);
    return checked(
        answer.total().isPresent() ? toTotal(seen, answer, lasting) : search(seen, lasting));
  }

  /**
   * Finds out whether a listing of which nothing is known reaches so far, by one probe: more need
   * not be known by who wants to read no further.
   *
   * @param offset of the last row that is wanted
   * @param severalPages whether it takes more than the listing's first page, so that the offset has
   *     to have an effect
   * @return the end after that row, if there is one
   */
  Optional<ListingEnd> reaches(long offset, boolean severalPages)
      throws IOException, InterruptedException {
    Answer answer = probe.at(offset, 1);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    if (severalPages) {
      effect.require(offset, answer.row(0).identity());
    }
    return Optional.of(after(offset, answer));
  }

  /**
   * Looks whether a listing has grown, and whether its anchor still stands.
   *
   * @param known the end that was found last
   * @param lasting whether nobody will look again, so that an absent row has to be confirmed
   * @return the same or a later end
   * @throws SuppressRestartsException if it has shifted and drift fails the job
   */
  ListingEnd poll(ListingEnd known, boolean lasting) throws IOException, InterruptedException {
    if (known.anchor().isEmpty()) {
      return discover(first, lasting);
    }
    return settled(known, () -> pollOnce(known, lasting));
  }

  private ListingEnd pollOnce(ListingEnd known, boolean lasting)
      throws IOException, InterruptedException {
    Answer answer = probeAnchor(known);
    if (answer.isEmpty()) {
      return known;
    }
    learnFrom(known);
    ListingEnd anchored = after(known.offset() - 1, answer);
    return checked(
        answer.total().isPresent()
            ? toTotal(anchored, answer, lasting)
            : lasting
                ? bisect(anchored, anchored.offset(), true, answer.total())
                : beyond(anchored, false, answer.total()));
  }

  /** A search for the end. */
  private interface Search {
    ListingEnd run() throws IOException, InterruptedException;
  }

  /**
   * Takes a new anchor for one when it is found a second time: it may come out of an old answer,
   * and every later probe would then contradict it.
   */
  private ListingEnd settled(ListingEnd known, Search search)
      throws IOException, InterruptedException {
    for (int i = 0; ; i++) {
      arrivals = 0;
      ListingEnd found = search.run();
      if (found.offset() == known.offset()
          || !guard.isOn()
          || i == CONFIRMATIONS
          || pairAt(found.offset() - 1).identity().equals(found.anchor())) {
        return found;
      }
      spacing.await();
    }
  }

  /**
   * Takes what stands at the anchor for the anchor: what was known of it cannot be compared.
   *
   * @param known the end that was found last, by identities of another kind
   */
  ListingEnd anchorAnew(ListingEnd known) throws IOException, InterruptedException {
    if (known.anchor().isEmpty()) {
      return known;
    }
    long offset = known.offset() - 1;
    Answer answer = pairAt(offset);
    for (int i = 0; i < CONFIRMATIONS && answer.isEmpty(); i++) {
      spacing.await();
      answer = pairAt(offset);
    }
    if (answer.isEmpty()) {
      guard.report(new Drift(offset, known.anchor().get(), Optional.empty()));
      return known;
    }
    return new ListingEnd(
        known.offset(), Optional.of(answer.row(0).identity()), answer.row(0).content());
  }

  private Answer probeAnchor(ListingEnd known) throws IOException, InterruptedException {
    long offset = known.offset() - 1;
    String expected = known.anchor().orElseThrow();
    Answer answer = pairAt(offset);
    for (int i = 0; i < CONFIRMATIONS && !stands(expected, answer); i++) {
      spacing.await();
      answer = pairAt(offset);
    }
    if (!stands(expected, answer)) {
      // An offset without effect shows another row as well, and no row was deleted.
      if (!answer.isEmpty()) {
        effect.require(offset, answer.row(0).identity());
      }
      guard.report(new Drift(offset, expected, answer.identity()));
    } else {
      guard.compareContent(offset, expected, known.content(), answer.row(0).content());
    }
    return answer;
  }

  private boolean stands(String expected, Answer answer) {
    return !answer.isEmpty() && (!guard.isOn() || expected.equals(answer.row(0).identity()));
  }

  /**
   * Learns, once in a run, whether the API gives two rows at once, and whether the offset has an
   * effect: from the row before the anchor, after which the anchor is known to come.
   */
  private void learnFrom(ListingEnd known) throws IOException, InterruptedException {
    long offset = known.offset() - PAIR;
    if (offset < first || (pairs != Pairs.UNKNOWN && effect.isShown())) {
      return;
    }
    Answer answer = pairAt(offset);
    if (!answer.isEmpty()) {
      pairs = answer.size() < PAIR ? Pairs.NEVER : Pairs.GIVEN;
      effect.require(offset, answer.row(0).identity());
    }
  }

  /** Makes sure, once in a run, that not the same records came wherever it asked. */
  private ListingEnd checked(ListingEnd end) throws IOException, InterruptedException {
    if (end.offset() > first + 1 && !effect.isShown()) {
      Optional<String> last = pairAt(end.offset() - 1).identity();
      if (last.isPresent()) {
        effect.require(end.offset() - 1, last.get());
      }
    }
    return end;
  }

  /**
   * Accepts a total that lies beyond {@code known} as soon as its last row can be read, and no
   * total that lies below a row.
   *
   * @param known the end of what was seen
   * @param answer in which it was seen, with a total
   */
  private ListingEnd toTotal(ListingEnd known, Answer answer, boolean lasting)
      throws IOException, InterruptedException {
    long total = answer.total().orElseThrow();
    ListingEnd end = known;
    if (total > known.offset() || (total == known.offset() && mayCountItsOwnRows(answer))) {
      Answer last = pairAt(total - 1);
      if (last.isEmpty()) {
        // The total runs ahead of the rows. What can be read now is found without it.
        return bisect(known, total - 1, lasting, OptionalLong.of(total));
      }
      end = after(total - 1, last);
    }
    // A total may also lag behind the rows, and nobody would come back for them.
    return lasting || end.offset() > total || pairs != Pairs.GIVEN
        ? gallop(end, lasting, OptionalLong.of(total))
        : end;
  }

  /** Such a number says nothing of the rows that come after those of the answer. */
  private static boolean mayCountItsOwnRows(Answer answer) {
    return answer.size() >= PAIR && answer.total().equals(OptionalLong.of(answer.size()));
  }

  /** Begins with a page, which tells more than a row, and goes on in steps as long as that. */
  private ListingEnd search(ListingEnd seen, boolean lasting)
      throws IOException, InterruptedException {
    Answer page = gaps.pageAt(seen.offset());
    ListingEnd reached = page.isEmpty() ? seen : after(seen.offset(), page);
    int step = page.size() < listing.pageSize() ? 1 : page.size();
    return gallop(reached, step, lasting, OptionalLong.empty());
  }

  private ListingEnd gallop(ListingEnd known, boolean lasting, OptionalLong total)
      throws IOException, InterruptedException {
    return gallop(known, 1, lasting, total);
  }

  /** Steps forward from {@code known}, twice as far each time, until no row is there. */
  private ListingEnd gallop(ListingEnd known, int firstStep, boolean lasting, OptionalLong total)
      throws IOException, InterruptedException {
    ListingEnd reached = known;
    for (long step = firstStep; ; step *= 2) {
      long offset = Math.max(first, reached.offset()) + step - 1;
      if (offset > HIGHEST_OFFSET) {
        throw new SuppressRestartsException(
            UnusableOffsetsException.withoutEnd(listing.name(), offset));
      }
      Answer answer = pairAt(offset);
      if (answer.isEmpty()) {
        return step == 1 && isToldTwice(reached, total, answer, lasting)
            ? reached
            : bisect(reached, offset, lasting, total);
      }
      if (repeats(reached, answer)) {
        if (total.isPresent() && total.getAsLong() == reached.offset()) {
          return reached; // The last page again, past an end that the total agrees with.
        }
        throw effect.withoutEffect(offset, answer.row(0).identity());
      }
      reached = after(offset, answer);
    }
  }

  /**
   * Whether an absent row need not be looked at again: where somebody will anyhow, or where both an
   * answer with rows and the one that shows none after them tell the total that ends there. A
   * replica that lags would have to lag in all answers, with its rows and its count alike.
   */
  private static boolean isToldTwice(
      ListingEnd reached, OptionalLong total, Answer absent, boolean lasting) {
    OptionalLong end = OptionalLong.of(reached.offset());
    return lasting ? total.equals(end) && absent.total().equals(end) : total.isPresent();
  }

  /** Whether the API answers with the last record that was seen wherever it has none. */
  private boolean repeats(ListingEnd reached, Answer answer)
      throws IOException, InterruptedException {
    String last = answer.row(answer.size() - 1).identity();
    return reached.anchor().equals(Optional.of(last)) && effect.isAlsoFar(answer.row(0).identity());
  }

  /** Searches between rows that are there and the offset {@code absent}, where none was seen. */
  private ListingEnd bisect(ListingEnd known, long absent, boolean lasting, OptionalLong total)
      throws IOException, InterruptedException {
    ListingEnd reached = known;
    long missing = absent;
    while (Math.max(first, reached.offset()) < missing) {
      long lowest = Math.max(first, reached.offset());
      long middle = lowest + (missing - lowest) / 2;
      Answer answer = pairAt(middle);
      if (!answer.isEmpty()) {
        reached = after(middle, answer);
      } else {
        missing = middle;
      }
    }
    return beyond(lasting ? confirm(reached, total) : reached, lasting, total);
  }

  private ListingEnd confirm(ListingEnd end, OptionalLong total)
      throws IOException, InterruptedException {
    for (int i = 0; i < CONFIRMATIONS; i++) {
      spacing.await();
      long offset = Math.max(first, end.offset());
      Answer answer = pairAt(offset);
      if (!answer.isEmpty()) {
        return goOn(after(offset, answer), true, total);
      }
    }
    return end;
  }

  /**
   * Goes on if there are rows after all; fails if there are some that offsets do not lead to. An
   * end that a total agrees with needs no such check.
   */
  private ListingEnd beyond(ListingEnd end, boolean lasting, OptionalLong total)
      throws IOException, InterruptedException {
    if (total.isPresent() && total.getAsLong() <= end.offset()) {
      return end;
    }
    long offset = Math.max(first, end.offset());
    Optional<Answer> grown = gaps.rowsAfter(offset);
    return grown.isEmpty() ? end : goOn(after(offset, grown.get()), lasting, total);
  }

  /** Goes on behind rows that have come in the meantime, unless that has happened often. */
  private ListingEnd goOn(ListingEnd grown, boolean lasting, OptionalLong total)
      throws IOException, InterruptedException {
    arrivals++;
    return arrivals < MOST_ARRIVALS ? gallop(grown, lasting, total) : grown;
  }

  private Answer pairAt(long offset) throws IOException, InterruptedException {
    Answer answer = probe.at(offset, PAIR);
    if (answer.size() >= PAIR) {
      pairs = Pairs.GIVEN;
    }
    answer.identity().ifPresent(identity -> effect.saw(offset, identity));
    return answer;
  }

  private static ListingEnd after(long offset, Answer answer) {
    Probe.Row last = answer.row(answer.size() - 1);
    return new ListingEnd(offset + answer.size(), Optional.of(last.identity()), last.content());
  }
}
