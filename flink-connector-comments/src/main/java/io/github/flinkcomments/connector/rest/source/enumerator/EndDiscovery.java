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

import io.github.flinkcomments.connector.rest.source.drift.DriftGuard;
import io.github.flinkcomments.connector.rest.source.enumerator.Probe.Answer;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Finds out how far a listing reaches.
 *
 * <p>Where the API tells a total, that is the end, once the row before it can be read and no row
 * comes after it: each probe asks for two rows, so a total that is too low is seen at no cost.
 * Where the API tells none, the end is searched ({@link EndSearch}). Whether something is left
 * beyond that end, which offsets then cannot tell, a {@link GapCheck} finds out.
 *
 * <p>An end that was found before may only grow. The row before it, the anchor, is read again first
 * ({@link AnchorCheck}).
 *
 * <p>One absent row may be a replica that lags. Where that would silently shorten the listing for
 * good (a bounded read, a start at the latest row) the absence is confirmed by {@value
 * #CONFIRMATIONS} spaced probes as well, unless the totals of several answers agree with it;
 * elsewhere the next poll takes care of it.
 *
 * <p>Pure but for the {@link Probe}s, which block; runs on the coordinator's worker thread.
 */
final class EndDiscovery {

  static final int CONFIRMATIONS = 3;

  private final ProbedListing listing;
  private final PairProbes probes;
  private final AnchorCheck anchor;
  private final GapCheck gaps;

  /**
   * Creates a discovery.
   *
   * @param probe reads rows
   * @param spacing waits between two probes at the same row
   * @param guard what to do about drift
   * @param listing what is probed
   */
  EndDiscovery(Probe probe, Probe.Spacing spacing, DriftGuard guard, ProbedListing listing) {
    this.listing = listing;
    this.probes = new PairProbes(probe, spacing, listing);
    this.anchor = new AnchorCheck(probes, guard);
    this.gaps = new GapCheck(probe, spacing, listing, probes.effect());
  }

  /**
   * Finds the end of a listing of which nothing is known.
   *
   * @param hint where to probe first: an offset near which rows are expected
   * @param lasting whether nobody will probe again, so that an absent row has to be confirmed
   */
  ListingEnd discover(long hint, boolean lasting) throws IOException, InterruptedException {
    return settled(ListingEnd.EMPTY, () -> discoverOnce(hint, lasting));
  }

  private ListingEnd discoverOnce(long hint, boolean lasting)
      throws IOException, InterruptedException {
    Answer answer = probes.at(hint);
    EndSearch search = new EndSearch(probes, gaps, answer, lasting);
    if (answer.isEmpty() && answer.total().orElse(0) == 0) {
      return checked(search.bisect(ListingEnd.EMPTY, hint));
    }
    ListingEnd seen = answer.isEmpty() ? ListingEnd.EMPTY : ListingEnd.after(hint, answer);
    return checked(answer.total().isPresent() ? search.toTotal(seen) : search.byPages(seen));
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
    Answer answer = probes.rowAt(offset);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    if (severalPages) {
      probes.effect().require(offset, answer.row(0).identity());
    }
    return Optional.of(ListingEnd.after(offset, answer));
  }

  /**
   * Finds out whether a listing has grown, and whether its anchor still stands.
   *
   * @param known the end that was found last
   * @param lasting whether nobody will probe again, so that an absent row has to be confirmed
   * @return the same or a later end
   * @throws SuppressRestartsException if it has shifted and drift fails the job
   */
  ListingEnd poll(ListingEnd known, boolean lasting) throws IOException, InterruptedException {
    if (known.anchor().isEmpty()) {
      return discover(listing.first(), lasting);
    }
    return settled(known, () -> pollOnce(known, lasting));
  }

  private ListingEnd pollOnce(ListingEnd known, boolean lasting)
      throws IOException, InterruptedException {
    Answer answer = anchor.compare(known);
    if (answer.isEmpty()) {
      return known;
    }
    probes.learnFrom(known);
    ListingEnd anchored = ListingEnd.after(known.offset() - 1, answer);
    EndSearch search = new EndSearch(probes, gaps, answer, lasting);
    if (answer.total().isPresent()) {
      return checked(search.toTotal(anchored));
    }
    return checked(lasting ? search.bisect(anchored, anchored.offset()) : search.beyond(anchored));
  }

  /** One run from the first probe to an end. */
  private interface Run {
    ListingEnd end() throws IOException, InterruptedException;
  }

  /**
   * Takes a new anchor for one when it is found a second time: it may come out of an old answer,
   * and every later probe would then contradict it.
   */
  private ListingEnd settled(ListingEnd known, Run run) throws IOException, InterruptedException {
    for (int i = 0; ; i++) {
      ListingEnd found = run.end();
      if (found.offset() == known.offset() || i == CONFIRMATIONS || anchor.isFoundAgain(found)) {
        return found;
      }
      probes.pause();
    }
  }

  /**
   * Takes what stands at the anchor for the anchor: what was known of it cannot be compared.
   *
   * @param known the end that was found last, by identities of another kind
   */
  ListingEnd anchorAnew(ListingEnd known) throws IOException, InterruptedException {
    return anchor.renew(known);
  }

  /** Makes sure, once in a run, that not the same records came wherever it asked. */
  private ListingEnd checked(ListingEnd end) throws IOException, InterruptedException {
    if (end.offset() > listing.first() + 1 && !probes.effect().isShown()) {
      Optional<String> last = probes.at(end.offset() - 1).identity();
      if (last.isPresent()) {
        probes.effect().require(end.offset() - 1, last.get());
      }
    }
    return end;
  }
}
