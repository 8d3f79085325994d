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
package io.github.flinkcomments.connector.rest.source.reader;

import io.github.flinkcomments.connector.rest.pagination.ChainMemory;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.MalformedPageException;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.pagination.Step;
import io.github.flinkcomments.connector.rest.source.split.ChainPage;
import java.util.Optional;

/**
 * The end of one chain: what follows a page, as far as its answer can be believed, and whether the
 * end was met. A server that lags behind shows an end where there is none, so some answers have to
 * be confirmed by others. Fetcher thread only.
 */
final class ChainEnd {

  private final ChainedPagination pagination;
  private final ChainRange range;
  private final ChainMemory memory;
  private final ChainCheck check;
  private final boolean bounded;

  /** Requests that were made to confirm the end, since the last answer that was believed. */
  private int confirmations;

  private boolean met;
  private boolean told;

  /**
   * @param bounded whether nobody comes back for what is behind the end
   */
  ChainEnd(
      ChainedPagination pagination,
      ChainRange range,
      ChainMemory memory,
      ChainCheck check,
      boolean bounded) {
    this.pagination = pagination;
    this.range = range;
    this.memory = memory;
    this.check = check;
    this.bounded = bounded;
  }

  /** Whether the answer to the next request may be an error because the listing ends before it. */
  boolean mayLieBefore() {
    // A page that was empty is asked for again, and a token may work once only.
    return (confirmations > 0 && !range.isOfKeys()) || pagination.mayLiePastTheEnd(memory);
  }

  /**
   * What follows a page.
   *
   * @param isFirst whether no records were read before it
   * @return empty if the page has to be asked for again before that can be told
   * @throws org.apache.flink.runtime.execution.SuppressRestartsException if it leads nowhere
   */
  Optional<Step> after(ChainPage place, boolean isFirst) {
    Step step = step(place);
    if (!(step instanceof Step.Next)) {
      Optional<PageAddress> behind = range.isOfKeys() ? behind(place) : Optional.empty();
      if (behind.isPresent()) {
        step = new Step.Next(behind.get());
      } else if (isDoubtful(place) && confirmations < ChainWalk.CONFIRMATIONS) {
        confirmations++;
        return Optional.empty();
      } else if (range.isOfKeys() && !met) {
        check.reportMissing(
            "%s had records behind it when readers shared the listing, and has none now"
                .formatted(place.address().describe()),
            bounded);
      }
    }
    confirmations = 0;
    if (step instanceof Step.AtEnd && isFirst) {
      pagination.doubtsEnd(place.facts()).ifPresent(doubt -> check.doubtEnd(place, doubt));
    }
    return Optional.of(step);
  }

  private Step step(ChainPage place) {
    try {
      Step step = pagination.after(place.address(), place.facts(), place.recordsBefore(), memory);
      if (step instanceof Step.Stuck stuck) {
        throw check.stuck(place, stuck.reason());
      }
      return step;
    } catch (MalformedPageException e) {
      throw check.stuck(place, e.getMessage());
    }
  }

  /** The page behind one that has new records, though its answer says that it is the last. */
  private static Optional<PageAddress> behind(ChainPage place) {
    int records = place.facts().records();
    return records == 0
        ? Optional.empty()
        : Optional.of(place.positionAfter(records - 1).page())
            .filter(page -> !page.equals(place.address()));
  }

  /**
   * Whether the answer may be that of a server that lags behind: a record behind a closed range of
   * keys was seen, and where a bounded read meets a page without news, nobody would come back for
   * what is behind it.
   */
  private boolean isDoubtful(ChainPage place) {
    PageFacts facts = place.facts();
    boolean withoutNews = place.repeated().cardinality() == facts.records();
    boolean said = facts.pastTheEnd() || memory.hasReachedTotal() || range.isOfPages();
    return range.isOfKeys() || (bounded && withoutNews && !said);
  }

  /** The chain has met its end, possibly not for the first time. */
  void meet() {
    met = true;
  }

  /** Whether the chain has met its end since this reader has it, and that was not told yet. */
  boolean takeMet() {
    boolean news = met && !told;
    told |= met;
    return news;
  }
}
