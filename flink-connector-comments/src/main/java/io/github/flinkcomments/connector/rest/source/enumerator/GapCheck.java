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

import io.github.flinkcomments.connector.rest.source.drift.OffsetEffect;
import io.github.flinkcomments.connector.rest.source.drift.UnusableOffsetsException;
import io.github.flinkcomments.connector.rest.source.enumerator.Probe.Answer;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Finds out whether rows are hidden beyond an end that was searched for. Some APIs cut pages first
 * and leave records out of them afterwards (deleted, private, of another tenant): their pages are
 * short or empty in the middle, and the search for the end stops at the first hole.
 *
 * <p>A page of the search must have its last row where it belongs. At the end a whole page is asked
 * for, and once in a run a few pages at growing distances after it.
 *
 * <p>A replica that lags looks the same for a while. So a row that is missing is asked for again,
 * once more in each round: a balancer that takes its servers in turn would otherwise get all pages
 * from one of them, and all rows from another. One that takes them by the URL does so all the time,
 * so that there is a long pause before a gap is believed. Runs on the coordinator's worker thread.
 */
final class GapCheck {

  /** Pages after the end, counted in page sizes. */
  private static final long[] DISTANCES = {1, 4, 16, 64};

  /** Rounds before a gap is believed: several, a long pause, and several again. */
  private static final int ROUNDS = 2 * EndDiscovery.CONFIRMATIONS;

  /** Ten seconds or so. */
  private static final int PAUSES_OF_A_LAG = 20;

  private final Probe probe;
  private final Probe.Spacing spacing;
  private final ProbedListing listing;
  private final OffsetEffect effect;
  private boolean farProbed;

  GapCheck(Probe probe, Probe.Spacing spacing, ProbedListing listing, OffsetEffect effect) {
    this.probe = probe;
    this.spacing = spacing;
    this.listing = listing;
    this.effect = effect;
  }

  /**
   * Reads a page, and checks that its last row stands where it should.
   *
   * @param offset of its first row
   * @return its rows, possibly none
   * @throws SuppressRestartsException if another row stands there
   */
  Answer pageAt(long offset) throws IOException, InterruptedException {
    for (int i = 0; ; i++) {
      Answer page = probe.at(offset, listing.pageSize());
      if (page.size() < 2) {
        return page;
      }
      long last = offset + page.size() - 1;
      Optional<String> found = row(last, i).identity();
      if (found.equals(Optional.of(page.row(page.size() - 1).identity()))) {
        return page;
      }
      if (found.isPresent()) {
        effect.require(last, found.get());
      }
      if (i == ROUNDS) {
        throw new SuppressRestartsException(
            UnusableOffsetsException.withGaps(listing.name(), last, offset));
      }
      pauseAfter(i);
    }
  }

  /**
   * Checks that a listing ends where no row was seen.
   *
   * @param end an offset at which no row was seen
   * @return the rows that stand there by now, if any
   * @throws SuppressRestartsException if there are rows after it, but still none at it
   */
  Optional<Answer> rowsAfter(long end) throws IOException, InterruptedException {
    Optional<Answer> grown = rowsAfter(end, end);
    if (farProbed || grown.isPresent()) {
      return grown;
    }
    farProbed = true;
    for (long distance : DISTANCES) {
      grown = rowsAfter(end, end + distance * listing.pageSize());
      if (grown.isPresent()) {
        return grown;
      }
    }
    return Optional.empty();
  }

  private Optional<Answer> rowsAfter(long end, long page) throws IOException, InterruptedException {
    for (int i = 0; !probe.at(page, listing.pageSize()).isEmpty(); i++) {
      Answer answer = row(end, i);
      if (!answer.isEmpty()) {
        return Optional.of(answer);
      }
      if (i == ROUNDS) {
        throw new SuppressRestartsException(
            UnusableOffsetsException.withGaps(listing.name(), end, page));
      }
      pauseAfter(i);
    }
    return Optional.empty();
  }

  /** Replicas that a balancer takes by the URL are apart in each round, for as long as one lags. */
  private void pauseAfter(int round) throws InterruptedException {
    int pauses = round == EndDiscovery.CONFIRMATIONS ? PAUSES_OF_A_LAG : 1;
    for (int i = 0; i < pauses; i++) {
      spacing.await();
    }
  }

  /** Reads a row, and asks again if it is missing: as often as there were rounds before. */
  private Answer row(long offset, int roundsBefore) throws IOException, InterruptedException {
    Answer answer = probe.at(offset, 1);
    for (int i = 0; i < roundsBefore && answer.isEmpty(); i++) {
      answer = probe.at(offset, 1);
    }
    return answer;
  }
}
