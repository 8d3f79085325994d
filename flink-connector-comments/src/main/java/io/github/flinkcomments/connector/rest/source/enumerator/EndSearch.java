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

import static io.github.flinkcomments.connector.rest.source.enumerator.EndDiscovery.CONFIRMATIONS;

import io.github.flinkcomments.connector.rest.source.drift.UnusableOffsetsException;
import io.github.flinkcomments.connector.rest.source.enumerator.Probe.Answer;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * One search for the end of a listing, from the rows that were seen to the first that is missing:
 * in doubling steps until a row is missing, then by bisection between the last row that was there
 * and the first that was not.
 *
 * <p>A listing that grows while its end is searched for has another end at each probe. After
 * {@value #MOST_ARRIVALS} rows that came where none was, the search is content with an end that was
 * true. Runs on the coordinator's worker thread.
 */
final class EndSearch {

  private static final int MOST_ARRIVALS = 10;

  /** No API counts further, and no doubling from here overflows. */
  private static final long HIGHEST_OFFSET = 1L << 53;

  private final PairProbes probes;
  private final ProbedListing listing;
  private final GapCheck gaps;
  private final long lowest;
  private final Answer first;
  private final OptionalLong total;
  private final boolean lasting;

  /** How often this search has found rows where none had been seen. */
  private int arrivals;

  /**
   * Begins a search.
   *
   * @param probes read rows
   * @param gaps reads pages
   * @param first the answer that it begins with, whose total it goes by
   * @param lasting whether nobody will search again, so that an absent row has to be confirmed
   */
  EndSearch(PairProbes probes, GapCheck gaps, Answer first, boolean lasting) {
    this.probes = probes;
    this.listing = probes.listing();
    this.gaps = gaps;
    this.lowest = listing.first();
    this.first = first;
    this.total = first.total();
    this.lasting = lasting;
  }

  /**
   * Accepts a total that lies beyond {@code known} as soon as its last row can be read, and no
   * total that lies below a row.
   *
   * @param known the end of what was seen
   */
  ListingEnd toTotal(ListingEnd known) throws IOException, InterruptedException {
    long told = total.orElseThrow();
    ListingEnd end = known;
    if (told > known.offset() || (told == known.offset() && mayCountItsOwnRows())) {
      Answer last = probes.at(told - 1);
      if (last.isEmpty()) {
        // The total runs ahead of the rows. What can be read now is found without it.
        return bisect(known, told - 1);
      }
      end = ListingEnd.after(told - 1, last);
    }
    // A total may also lag behind the rows, and nobody would come back for them.
    return lasting || end.offset() > told || !probes.arePairsGiven() ? gallop(end) : end;
  }

  /** Such a number says nothing of the rows that come after those of the answer. */
  private boolean mayCountItsOwnRows() {
    return PairProbes.isPair(first) && total.equals(OptionalLong.of(first.size()));
  }

  /** Begins with a page, which tells more than a row, and goes on in steps as long as that. */
  ListingEnd byPages(ListingEnd seen) throws IOException, InterruptedException {
    Answer page = gaps.pageAt(seen.offset());
    ListingEnd reached = page.isEmpty() ? seen : ListingEnd.after(seen.offset(), page);
    int step = page.size() < listing.pageSize() ? 1 : page.size();
    return gallop(reached, step);
  }

  private ListingEnd gallop(ListingEnd known) throws IOException, InterruptedException {
    return gallop(known, 1);
  }

  /** Steps forward from {@code known}, twice as far each time, until no row is there. */
  private ListingEnd gallop(ListingEnd known, int firstStep)
      throws IOException, InterruptedException {
    ListingEnd reached = known;
    for (long step = firstStep; ; step *= 2) {
      long offset = Math.max(lowest, reached.offset()) + step - 1;
      if (offset > HIGHEST_OFFSET) {
        throw new SuppressRestartsException(
            UnusableOffsetsException.withoutEnd(listing.name(), offset));
      }
      Answer answer = probes.at(offset);
      if (answer.isEmpty()) {
        return step == 1 && isToldTwice(reached, answer) ? reached : bisect(reached, offset);
      }
      if (repeats(reached, answer)) {
        if (total.isPresent() && total.getAsLong() == reached.offset()) {
          return reached; // The last page again, past an end that the total agrees with.
        }
        throw probes.effect().withoutEffect(offset, answer.row(0).identity());
      }
      reached = ListingEnd.after(offset, answer);
    }
  }

  /**
   * Whether an absent row need not be asked for again: where somebody will anyhow, or where both an
   * answer with rows and the one that shows none after them tell the total that ends there. A
   * replica that lags would have to lag in all answers, with its rows and its count alike.
   */
  private boolean isToldTwice(ListingEnd reached, Answer absent) {
    OptionalLong end = OptionalLong.of(reached.offset());
    return lasting ? total.equals(end) && absent.total().equals(end) : total.isPresent();
  }

  /** Whether the API answers with the last record that was seen wherever it has none. */
  private boolean repeats(ListingEnd reached, Answer answer)
      throws IOException, InterruptedException {
    String last = answer.row(answer.size() - 1).identity();
    return reached.anchor().equals(Optional.of(last))
        && probes.effect().isAlsoFar(answer.row(0).identity());
  }

  /** Searches between rows that are there and the offset {@code absent}, where none was seen. */
  ListingEnd bisect(ListingEnd known, long absent) throws IOException, InterruptedException {
    ListingEnd reached = known;
    long missing = absent;
    while (Math.max(lowest, reached.offset()) < missing) {
      long from = Math.max(lowest, reached.offset());
      long middle = from + (missing - from) / 2;
      Answer answer = probes.at(middle);
      if (!answer.isEmpty()) {
        reached = ListingEnd.after(middle, answer);
      } else {
        missing = middle;
      }
    }
    return beyond(lasting ? confirm(reached) : reached);
  }

  private ListingEnd confirm(ListingEnd end) throws IOException, InterruptedException {
    for (int i = 0; i < CONFIRMATIONS; i++) {
      probes.pause();
      long offset = Math.max(lowest, end.offset());
      Answer answer = probes.at(offset);
      if (!answer.isEmpty()) {
        return goOn(ListingEnd.after(offset, answer));
      }
    }
    return end;
  }

  /**
   * Goes on if there are rows after all; fails if there are some that offsets do not lead to. An
   * end that a total agrees with needs no such check.
   */
  ListingEnd beyond(ListingEnd end) throws IOException, InterruptedException {
    if (total.isPresent() && total.getAsLong() <= end.offset()) {
      return end;
    }
    long offset = Math.max(lowest, end.offset());
    Optional<Answer> grown = gaps.rowsAfter(offset);
    return grown.isEmpty() ? end : goOn(ListingEnd.after(offset, grown.get()));
  }

  /** Goes on behind rows that have come in the meantime, unless that has happened often. */
  private ListingEnd goOn(ListingEnd grown) throws IOException, InterruptedException {
    arrivals++;
    return arrivals < MOST_ARRIVALS ? gallop(grown) : grown;
  }
}
