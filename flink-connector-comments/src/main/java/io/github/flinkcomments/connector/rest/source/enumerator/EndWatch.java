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

import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.source.drift.DriftGuard;
import io.github.flinkcomments.connector.rest.source.listing.FetchedPage;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.listing.ListingClient;
import io.github.flinkcomments.connector.rest.source.poll.Polls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how far the listing reaches: what {@link EndDiscovery} finds, at the pace of its {@link
 * Polls}. All calls block, on the coordinator's worker thread.
 */
final class EndWatch {

  private static final Logger LOG = LoggerFactory.getLogger(EndWatch.class);

  private final RangeEnumeratorOptions options;
  private final Listing<?> listing;
  private final ListingClient<?> client;
  private final EndDiscovery discovery;
  private final Polls polls;
  private final TotalCheck totalCheck;

  /**
   * Where reading began when this run did; empty if a start at the latest row is to be resolved.
   */
  private final OptionalLong begin;

  /** Whether the restored anchor was identified by what identifies records now. */
  private boolean anchorComparable;

  private final AtomicLong failedPolls = new AtomicLong();

  EndWatch(
      RangeEnumeratorOptions options,
      Listing<?> listing,
      ListingClient<?> client,
      DriftGuard guard,
      RangeEnumeratorState restored) {
    this.options = options;
    this.listing = listing;
    this.client = client;
    this.polls =
        new Polls(
            listing.name(),
            options.pollInterval(),
            options.pollFailureTimeout(),
            failedPolls,
            System::nanoTime);
    this.totalCheck =
        new TotalCheck(listing.name(), listing.ranges().total(), options.totalRequired());
    this.begin = restored.frontier();
    this.anchorComparable =
        restored.identityKind().orElse(listing.identityKind()).equals(listing.identityKind());
    this.discovery =
        new EndDiscovery(
            this::at,
            client::pauseBeforeAskingAgain,
            guard,
            new ProbedListing(
                listing.name(),
                listing.ranges().offsetParameter(),
                Math.min(1, hint()),
                listing.ranges().pageSize()));
  }

  /**
   * Waits until the next poll is due, and probes.
   *
   * @param known the end that was found last
   * @param lasting whether nobody will look again for this end
   * @return the end; empty if the poll failed and the next one may succeed
   * @throws IOException if it failed, and the job has to
   */
  Optional<ListingEnd> poll(Optional<ListingEnd> known, boolean lasting)
      throws IOException, InterruptedException {
    TimeUnit.NANOSECONDS.sleep(polls.untilDue().toNanos());
    try {
      ListingEnd end = find(known, lasting);
      polls.succeeded();
      return Optional.of(end);
    } catch (IOException e) {
      if (!polls.mayFail(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** How many polls have failed in this run. Any thread. */
  long failedPolls() {
    return failedPolls.get();
  }

  private ListingEnd find(Optional<ListingEnd> known, boolean lasting)
      throws IOException, InterruptedException {
    if (known.isPresent()) {
      ListingEnd comparable = anchorComparable ? known.get() : anchorAnew(known.get());
      return discovery.poll(comparable, lasting);
    }
    Optional<ListingEnd> enough = probeLimit();
    return enough.isPresent() ? enough.get() : discovery.discover(hint(), lasting);
  }

  private ListingEnd anchorAnew(ListingEnd known) throws IOException, InterruptedException {
    LOG.warn(
        "The listing {} identifies records by another 'record.key-pointer' than before: rows that"
            + " were deleted or inserted while the job was down are not seen.",
        listing.name());
    ListingEnd anchored = discovery.anchorAnew(known);
    anchorComparable = true;
    return anchored;
  }

  /**
   * The end of what a limited source reads, if it is known where that is and there are the rows.
   */
  private Optional<ListingEnd> probeLimit() throws IOException, InterruptedException {
    if (begin.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong limit = options.limitFrom(begin.getAsLong());
    if (limit.orElse(0) == 0) {
      return Optional.empty();
    }
    boolean severalPages = limit.getAsLong() > listing.ranges().pageSize();
    return discovery.reaches(limit.getAsLong() - 1, severalPages);
  }

  private long hint() {
    return options.startingOffset() instanceof StartingOffset.At at ? at.offset() : 0;
  }

  private Probe.Answer at(long offset, int rows) throws IOException, InterruptedException {
    FetchedPage<?> fetched = client.probe(offset, rows);
    Page<?> page = fetched.page();
    List<Probe.Row> seen = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      seen.add(new Probe.Row(page.identity(i), page.digest(i)));
    }
    if (!seen.isEmpty()) {
      totalCheck.saw(fetched.total().isPresent());
    }
    return new Probe.Answer(seen, fetched.total());
  }
}
