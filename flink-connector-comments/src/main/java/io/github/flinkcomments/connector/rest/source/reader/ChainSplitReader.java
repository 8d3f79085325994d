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

import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.source.listing.AnsweredPage;
import io.github.flinkcomments.connector.rest.source.listing.ListingClient;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.annotation.Nullable;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks many chains at once, with a bounded number of requests under way. A chain that waits, for
 * an answer or for its next poll, does not hold up the others; within a chain records keep their
 * order.
 *
 * <p>Requests run on the threads of a {@link RequestPool}. The fetcher plans, and waits on one
 * {@link Signal}: for an answer, for a poll to be due, for the {@link CheckpointQuota} to open, or
 * to be woken up. One page at most is accepted and not delivered, so that records in memory are
 * bounded by the requests under way.
 *
 * <p>All methods but {@link #wakeUp} run on the fetcher thread.
 */
final class ChainSplitReader<T> implements SplitReader<ChainRecord<T>, ChainSplit> {

  private static final Logger LOG = LoggerFactory.getLogger(ChainSplitReader.class);

  /** Long enough not to matter: something is signalled before. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  private final String listing;
  private final ChainedPagination pagination;
  private final ChainSender<T> sender;
  private final InFlightLevel level;
  private final ChainOptions options;
  private final ChainCheck check;
  private final CheckpointQuota quota;
  private final AtomicLong failedPolls;
  private final LongSupplier nanoTime;
  private final Signal signal = new Signal();

  private final ActiveChains<T> chains = new ActiveChains<>();

  /** The chain whose records are being delivered, and what is left of them. */
  private @Nullable ChainWalk<T> delivering;

  private @Nullable ChainRows<T> accepted;

  /** The quota that this reader has asked to be signalled by. */
  private @Nullable CompletableFuture<Void> awaitedQuota;

  private final QuotaWait quotaWait;

  private volatile boolean wokenUp;

  /** Reads from an API. */
  ChainSplitReader(
      ListingClient<T> client,
      RequestPool pool,
      InFlightLevel level,
      ReaderOptions readerOptions,
      ChainOptions options,
      CheckpointQuota quota,
      AtomicLong failedPolls) {
    this(
        client.name(),
        client.chain(),
        new PooledChainSender<>(client, pool, level),
        level,
        readerOptions,
        options,
        quota,
        failedPolls,
        System::nanoTime);
  }

  /** Reads from wherever the answers come from. */
  ChainSplitReader(
      String listing,
      ChainedPagination pagination,
      ChainSender<T> sender,
      InFlightLevel level,
      ReaderOptions readerOptions,
      ChainOptions options,
      CheckpointQuota quota,
      AtomicLong failedPolls,
      LongSupplier nanoTime) {
    this.listing = listing;
    this.pagination = pagination;
    this.sender = sender;
    this.level = level;
    this.options = options;
    this.check = new ChainCheck(listing, readerOptions.driftCheck(), sender::mask);
    this.quota = quota;
    this.failedPolls = failedPolls;
    this.nanoTime = nanoTime;
    this.quotaWait = new QuotaWait(nanoTime);
  }

  @Override
  public void handleSplitsChanges(SplitsChange<ChainSplit> change) {
    if (!(change instanceof SplitsAddition)) {
      throw new UnsupportedOperationException("Chains are only ever added, not " + change);
    }
    for (ChainSplit split : change.splits()) {
      chains.add(new ChainWalk<>(split, pagination, options, check, failedPolls, nanoTime));
    }
  }

  /** A page whose delivery has begun is delivered to its end. */
  @Override
  public void pauseOrResumeSplits(
      Collection<ChainSplit> splitsToPause, Collection<ChainSplit> splitsToResume) {
    chains.pause(ids(splitsToPause));
    chains.resume(ids(splitsToResume));
  }

  private static List<String> ids(Collection<ChainSplit> splits) {
    return splits.stream().map(ChainSplit::splitId).toList();
  }

  @Override
  public RecordsWithSplitIds<ChainRecord<T>> fetch() throws IOException {
    while (true) {
      long seen = signal.count();
      sendRequests();
      Optional<RecordsWithSplitIds<ChainRecord<T>>> batch = nextBatch();
      if (batch.isPresent()) {
        return batch.get();
      }
      if (wokenUp) {
        wokenUp = false;
        return new RecordsBySplits.Builder<ChainRecord<T>>().build();
      }
      await(seen);
    }
  }

  private void sendRequests() {
    int inFlight = chains.inFlight();
    int maxInFlight = level.allowed();
    boolean sent = true;
    while (sent && inFlight < maxInFlight) {
      sent = false;
      // Each chain in its turn, so that none of them takes all requests.
      for (ChainWalk<T> walk : chains.inOrder()) {
        Optional<PageAddress> wanted = walk.wanted();
        if (wanted.isPresent() && inFlight < maxInFlight) {
          walk.sent(wanted.get(), send(walk, wanted.get()));
          inFlight++;
          sent = true;
        }
      }
    }
  }

  private CompletableFuture<AnsweredPage<T>> send(ChainWalk<T> walk, PageAddress page) {
    CompletableFuture<AnsweredPage<T>> answer =
        sender.send(page, walk.split().slice(), walk.mayLiePastTheEnd());
    // After the answer is there: what depends on it would be complete too late.
    var unused = answer.whenComplete((answered, failure) -> signal.raise());
    return answer;
  }

  /** What can be handed on now, if there is anything. */
  private Optional<RecordsWithSplitIds<ChainRecord<T>>> nextBatch() throws IOException {
    if (delivering != null) {
      return deliver(delivering);
    }
    for (int i = chains.count(); i > 0; i--) {
      Optional<ChainWalk<T>> next = chains.next();
      if (next.isEmpty()) {
        continue;
      }
      ChainWalk<T> walk = next.get();
      if (walk.isAnswered() && walk.asksAgain()) {
        signal.raise();
      } else if (walk.isAnswered()) {
        accepted = accept(walk);
        delivering = walk;
        // The next page is under way while this one is delivered.
        sendRequests();
        Optional<RecordsWithSplitIds<ChainRecord<T>>> batch = deliver(walk);
        if (batch.isPresent() || delivering != null) {
          return batch;
        }
        // The page behind an empty one may have come before, and nothing else would tell.
        signal.raise();
      }
      if (walk.isFinished()) {
        delivering = walk;
        return deliver(walk);
      }
    }
    return Optional.empty();
  }

  private ChainRows<T> accept(ChainWalk<T> walk) throws IOException {
    try {
      ChainRows<T> rows = walk.accept();
      logErrors(rows);
      return rows;
    } catch (CompletionException e) {
      ExceptionUtils.rethrowIOException(e.getCause());
      throw e;
    }
  }

  /** Once for a page, however many of its records are skipped: all of them may be. */
  private void logErrors(ChainRows<T> rows) {
    Collection<String> errors =
        rows.isEmpty()
            ? List.of()
            : rows.answer().page().errors().subMap(rows.from(), rows.until()).values();
    if (!errors.isEmpty()) {
      LOG.warn(
          "Skipping {} of {} records of {}, {}. The first: {}",
          errors.size(),
          rows.size(),
          listing,
          rows.place().address().describe(),
          errors.iterator().next());
    }
  }

  /** Hands on what the quota allows; empty if that is nothing for now. */
  private Optional<RecordsWithSplitIds<ChainRecord<T>>> deliver(ChainWalk<T> walk) {
    ChainRows<T> rows = accepted;
    if (rows != null && !rows.isEmpty()) {
      int granted = quota.acquire(rows.size());
      if (granted == 0) {
        awaitQuota();
        return Optional.empty();
      }
      quotaWait.ended();
      accepted = rows.withoutFirst(granted);
      rows = rows.first(granted);
    }
    boolean all = accepted == null || accepted.isEmpty();
    boolean finished = all && walk.isFinished();
    boolean metEnd = all && !finished && walk.takeMetEnd();
    if (all) {
      delivering = null;
      accepted = null;
    }
    if (finished) {
      chains.remove(walk);
    }
    boolean nothing = (rows == null || rows.isEmpty()) && !finished && !metEnd;
    return nothing
        ? Optional.empty()
        : Optional.of(new ChainRecords<>(walk.split().splitId(), rows, metEnd, finished));
  }

  private void awaitQuota() {
    CompletableFuture<Void> opened = quota.opened();
    if (opened != awaitedQuota) {
      awaitedQuota = opened;
      var unused = opened.whenComplete((nothing, failure) -> signal.raise());
    }
    if (quotaWait.isDue()) {
      LOG.warn("{}", quota.whyClosed(listing));
    }
  }

  private void await(long seen) throws IOException {
    level.waits();
    try {
      Duration limit = untilNextRequest();
      if (delivering != null) { // the quota lets it wait
        limit = Collections.min(List.of(limit, quotaWait.untilTold()));
      }
      signal.await(seen, limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for a page of " + listing, e);
    }
  }

  /** Nothing, if a poll has become due in the meantime. */
  private Duration untilNextRequest() {
    return chains.inFlight() >= level.allowed() ? IDLE : chains.untilDue().orElse(IDLE);
  }

  @Override
  public void wakeUp() {
    wokenUp = true;
    signal.raise();
  }

  @Override
  public void close() {
    // Threads and connections belong to the source reader.
  }
}
