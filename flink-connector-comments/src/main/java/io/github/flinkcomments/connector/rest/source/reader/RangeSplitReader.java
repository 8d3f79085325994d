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
import io.github.flinkcomments.connector.rest.source.drift.OffsetEffect;
import io.github.flinkcomments.connector.rest.source.listing.ListingClient;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the pages of its ranges with as many requests under way as its {@link InFlightLevel}
 * allows, and delivers them in order.
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
  private final RangeSender<T> sender;
  private final InFlightLevel level;
  private final PageLimit limit;
  private final DriftGuard guard;
  private final OffsetEffect effect;
  private final CheckpointQuota quota;

  /** Ranges with rows to deliver, in the order in which they were assigned. */
  private final Deque<RangeReading<T>> ranges = new ArrayDeque<>();

  private final Set<String> paused = new HashSet<>();
  private final QuotaWait quotaWait = new QuotaWait(System::nanoTime);

  private volatile CompletableFuture<Void> wokenUp = new CompletableFuture<>();

  RangeSplitReader(
      ListingClient<T> client,
      RequestPool pool,
      InFlightLevel level,
      ReaderOptions options,
      PageLimit limit,
      CheckpointQuota quota) {
    this.client = client;
    this.sender = new PooledRangeSender<>(client, pool, level);
    this.level = level;
    this.limit = limit;
    this.guard = client.driftGuard(options.driftCheck());
    this.effect = client.offsetEffect(0);
    this.quota = quota;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<RangeSplit> change) {
    if (!(change instanceof SplitsAddition)) {
      throw new UnsupportedOperationException("Ranges are only ever added, not " + change);
    }
    for (RangeSplit split : change.splits()) {
      ranges.add(new RangeReading<>(split, limit, level, guard, effect));
    }
  }

  /** A paused range keeps its place and what was fetched of it (watermark alignment). */
  @Override
  public void pauseOrResumeSplits(
      Collection<RangeSplit> splitsToPause, Collection<RangeSplit> splitsToResume) {
    splitsToPause.forEach(split -> paused.add(split.splitId()));
    splitsToResume.forEach(split -> paused.remove(split.splitId()));
  }

  @Override
  public RecordsWithSplitIds<RecordCursor<T>> fetch() throws IOException {
    sendRequests();
    Optional<RangeReading<T>> first = firstReadable();
    if (first.isEmpty()) {
      await(new CompletableFuture<>()); // All are paused; resuming one wakes up.
      return nothing();
    }
    RangeReading<T> range = first.get();
    if (range.accepted().isEmpty() && !range.isDone() && !receive(range)) {
      return nothing();
    }
    return deliver(range);
  }

  private Optional<RangeReading<T>> firstReadable() {
    return ranges.stream().filter(range -> !paused.contains(range.splitId())).findFirst();
  }

  /**
   * Waits for the next page of a range.
   *
   * @return false if there is none yet
   */
  private boolean receive(RangeReading<T> range) throws IOException {
    do {
      if (!range.firstAnswer().isDone()) {
        level.waits();
      }
      if (!await(range.firstAnswer())) {
        return false;
      }
    } while (!accept(range));
    logErrors(range.accepted());
    sendRequests();
    return true;
  }

  private boolean accept(RangeReading<T> range) throws IOException {
    try {
      return range.accept(sender);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Once for a page, however many of its records are skipped: all of them may be. */
  private void logErrors(AcceptedRows<T> accepted) {
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
    boolean first = true;
    for (RangeReading<T> range : ranges) {
      if (paused.contains(range.splitId())) {
        continue;
      }
      // Without the lowest rows nothing that is under way could be delivered.
      boolean urgent = first;
      first = false;
      while (inFlight() < level.allowed() || (urgent && range.isStarved())) {
        if (!range.request(sender)) {
          break;
        }
      }
    }
  }

  /** Requests sent and not accepted yet. */
  private int inFlight() {
    return ranges.stream().mapToInt(RangeReading::underWay).sum();
  }

  private RecordsWithSplitIds<RecordCursor<T>> deliver(RangeReading<T> range) throws IOException {
    int wanted = range.accepted().size();
    int granted = quota.acquire(wanted);
    if (granted == 0 && wanted > 0) {
      awaitQuota();
      return nothing();
    }
    quotaWait.ended();
    AcceptedRows<T> rows = range.deliver(granted);
    boolean finished = range.accepted().isEmpty() && range.isDone();
    if (finished) {
      ranges.remove(range);
      paused.remove(range.splitId());
    }
    return new PageRecords<>(range.splitId(), rows, range.preceding(), finished);
  }

  private void awaitQuota() throws IOException {
    CompletableFuture<Void> opened = quota.opened();
    Duration wait = quotaWait.untilTold();
    await(
        CompletableFuture.anyOf(
            opened,
            CompletableFuture.runAsync(
                () -> {},
                CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS))));
    if (!opened.isDone() && quotaWait.isDue()) {
      LOG.warn("{}", quota.whyClosed(client.name()));
    }
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
      throw interrupted(e);
    }
  }

  private IOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IOException("Interrupted while waiting for a page of " + client.name(), cause);
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
    // Threads and connections belong to the source reader.
  }
}
