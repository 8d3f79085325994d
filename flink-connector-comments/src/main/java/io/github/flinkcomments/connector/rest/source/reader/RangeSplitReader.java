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

import io.github.flinkcomments.connector.rest.source.drift.DriftGuard;
import io.github.flinkcomments.connector.rest.source.listing.FetchedPage;
import io.github.flinkcomments.connector.rest.source.listing.ListingClient;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the pages of its ranges with a bounded number of requests under way, and delivers them in
 * order.
 *
 * <p>Requests run on the threads of a {@link RequestPool}; the fetcher only plans and waits: for
 * the answer to the lowest request, for the {@link CheckpointQuota} to open, or to be woken up.
 * Rows in memory are bounded by the requests under way times the page size, plus Flink's hand-over
 * queue.
 *
 * <p>All methods but {@link #wakeUp} run on the fetcher thread.
 */
final class RangeSplitReader<T> implements SplitReader<RecordCursor<T>, RangeSplit> {

  private static final Logger LOG = LoggerFactory.getLogger(RangeSplitReader.class);

  private final ListingClient<T> client;
  private final RequestPool pool;
  private final int maxInFlight;
  private final PageLimit limit;
  private final DriftGuard guard;
  private final CheckpointQuota quota;

  /** Ranges with rows to deliver, in the order in which they were assigned. */
  private final Deque<RangeReading<T>> ranges = new ArrayDeque<>();

  /** Requests sent and not accepted yet. */
  private int inFlight;

  /** Rows of the first range that were not delivered yet. */
  private AcceptedRows<T> accepted = AcceptedRows.none();

  private volatile CompletableFuture<Void> wokenUp = new CompletableFuture<>();

  RangeSplitReader(
      ListingClient<T> client,
      RequestPool pool,
      ReaderOptions options,
      PageLimit limit,
      CheckpointQuota quota) {
    this.client = client;
    this.pool = pool;
    this.maxInFlight = options.maxInFlight();
    this.limit = limit;
    this.guard = new DriftGuard(client.name(), options.driftCheck());
    this.quota = quota;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<RangeSplit> change) {
    if (!(change instanceof SplitsAddition)) {
      throw new UnsupportedOperationException("Ranges are only ever added, not " + change);
    }
    for (RangeSplit split : change.splits()) {
      ranges.add(new RangeReading<>(split, limit, guard));
    }
  }

  @Override
  public RecordsWithSplitIds<RecordCursor<T>> fetch() throws IOException {
    sendRequests();
    RangeReading<T> first = ranges.element();
    if (accepted.isEmpty() && !first.isDone()) {
      if (!await(first.firstAnswer())) {
        return nothing();
      }
      accepted = first.accept();
      inFlight--;
      logErrors();
      sendRequests();
    }
    return deliver(first);
  }

  /** Once for a page, however many of its records are skipped: all of them may be. */
  private void logErrors() {
    Collection<String> errors = accepted.errors();
    if (!errors.isEmpty()) {
      LOG.warn(
          "Skipping {} of {} records of {} from offset {} on. The first: {}",
          errors.size(),
          accepted.size(),
          client.name(),
          accepted.firstOffset(),
          errors.iterator().next());
    }
  }

  private void sendRequests() {
    for (RangeReading<T> range : ranges) {
      // Without the lowest rows nothing that is under way could be delivered.
      boolean urgent = range == ranges.peekFirst();
      while (inFlight < maxInFlight || (urgent && range.isStarved())) {
        if (!range.request(this::send)) {
          break;
        }
        inFlight++;
      }
    }
  }

  private CompletableFuture<FetchedPage<T>> send(PageRequest request) {
    return pool.submit(() -> client.fetch(request.offset(), request.limit()));
  }

  private RecordsWithSplitIds<RecordCursor<T>> deliver(RangeReading<T> range) throws IOException {
    int granted = quota.acquire(accepted.size());
    if (granted == 0 && !accepted.isEmpty()) {
      await(quota.opened());
      return nothing();
    }
    AcceptedRows<T> rows = accepted.first(granted);
    accepted = accepted.withoutFirst(granted);
    boolean finished = accepted.isEmpty() && range.isDone();
    if (finished) {
      ranges.remove();
    }
    return new PageRecords<>(range.splitId(), rows, range.preceding(), finished);
  }

  /**
   * Waits for {@code awaited}.
   *
   * @return false if the fetcher was woken up first
   */
  private boolean await(CompletableFuture<?> awaited) throws IOException {
    try {
      if (!awaited.isDone()) {
        CompletableFuture.anyOf(awaited, wokenUp).get();
      }
      if (awaited.isDone()) {
        awaited.get();
        return true;
      }
      wokenUp = new CompletableFuture<>();
      return false;
    } catch (ExecutionException e) {
      ExceptionUtils.rethrowIOException(e.getCause());
      throw new IllegalStateException("unreachable", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for a page of " + client.name(), e);
    }
  }

  private static <T> RecordsWithSplitIds<RecordCursor<T>> nothing() {
    return new RecordsBySplits.Builder<RecordCursor<T>>().build();
  }

  @Override
  public void wakeUp() {
    wokenUp.complete(null);
  }

  @Override
  public void close() {
    // Threads and connections belong to the source reader: Flink closes idle fetchers and opens
    // others.
  }
}
