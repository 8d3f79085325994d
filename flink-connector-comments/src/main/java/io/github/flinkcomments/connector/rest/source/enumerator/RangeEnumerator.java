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
import io.github.flinkcomments.connector.rest.source.event.BacklogShare;
import io.github.flinkcomments.connector.rest.source.event.HeldSplits;
import io.github.flinkcomments.connector.rest.source.event.PauseEvent;
import io.github.flinkcomments.connector.rest.source.event.RangeReport;
import io.github.flinkcomments.connector.rest.source.event.SplitCaughtUp;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.listing.ListingClient;
import io.github.flinkcomments.connector.rest.source.metrics.EnumeratorMetrics;
import io.github.flinkcomments.connector.rest.source.metrics.RequestMetrics;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsHandleExecutionAttemptSourceEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the end of the listing and hands out the ranges below it.
 *
 * <p>The life of a range:
 *
 * <ol>
 *   <li>A probe of the API ({@link EndWatch}, on the coordinator's <em>worker</em> thread) finds
 *       that the listing reaches further. {@link #found} takes the new end in.
 *   <li>A reader asks ({@link #handleSplitRequest}). The next range is cut at the frontier and
 *       assigned. From here until the next checkpoint completes, Flink remembers who has it.
 *   <li>The reader emits its rows; checkpoints carry the emitted position, in the reader's state.
 *   <li>If the reader fails, the range comes back ({@link #addSplitsBack}) as it was at the last
 *       checkpoint and is the first to be handed out again.
 *   <li>When it is done, the reader reports what stood at its edges ({@link #handleSourceEvent})
 *       and the range is forgotten: it lies below the frontier and nobody holds it.
 * </ol>
 *
 * <p>All but the probes runs on the coordinator thread, checkpoints included. No decision about
 * progress rests on an event of a reader: those are not consistent with checkpoints.
 */
@Internal
public final class RangeEnumerator
    implements SplitEnumerator<RangeSplit, RangeEnumeratorState>,
        SupportsHandleExecutionAttemptSourceEvent {

  private static final Logger LOG = LoggerFactory.getLogger(RangeEnumerator.class);

  private final SplitEnumeratorContext<RangeSplit> context;
  private final RangeEnumeratorOptions options;
  private final Listing<?> listing;
  private final RangeEnumeratorState restored;
  private final DriftGuard guard;
  private final NeighbourCheck neighbours;
  private final ListingProgress progress;
  private final CatchUp catchUp = new CatchUp();
  private final BacklogShares shares = new BacklogShares();

  private final Readers readers;

  /** Opened at the start: an enumerator that is never started is never closed. */
  private @Nullable ListingClient<?> client;

  private @Nullable EndWatch watch;

  /**
   * Creates the enumerator of a job without state.
   *
   * @param context Flink's side
   * @param options how to enumerate
   * @param listing what to enumerate
   */
  public RangeEnumerator(
      SplitEnumeratorContext<RangeSplit> context,
      RangeEnumeratorOptions options,
      Listing<?> listing) {
    this(
        context,
        options,
        listing,
        RangeEnumeratorState.initial(
            options.startingOffset(), listing.fingerprint(), listing.identityKind()));
  }

  /**
   * Goes on from a checkpoint.
   *
   * @param context Flink's side
   * @param options how to enumerate
   * @param listing what to enumerate
   * @param state what the checkpoint holds
   */
  public RangeEnumerator(
      SplitEnumeratorContext<RangeSplit> context,
      RangeEnumeratorOptions options,
      Listing<?> listing,
      RangeEnumeratorState state) {
    this.context = context;
    this.readers = new Readers(context);
    this.options = options;
    this.listing = listing;
    this.guard = listing.driftGuard(options.driftCheck());
    this.neighbours = new NeighbourCheck(guard);
    this.restored = state;
    this.progress = new ListingProgress(options, state, listing.identityKind(), this::splitSize);
  }

  @Override
  public void start() {
    if (options.fingerprintChecked()) {
      listing.requireFingerprint(restored.fingerprint());
    }
    RequestMetrics metrics = new RequestMetrics(context.metricGroup(), this::throttled);
    client = restored.end().isPresent() ? listing.openAgain(metrics) : listing.open(metrics);
    watch = new EndWatch(options, listing, client, guard, restored);
    EnumeratorMetrics.register(context.metricGroup(), new RangeMetrics(progress, catchUp, watch));
    watch();
  }

  private void watch() {
    EndWatch started = Objects.requireNonNull(watch);
    if (options.bounded()) {
      // Nobody probes again for an end that is still to be found.
      boolean lasting = !progress.isEndFixed();
      context.callAsync(() -> started.poll(progress.end(), lasting), this::polled);
    } else {
      // Flink keeps a rate, and makes up for slow calls by a burst; the watch keeps a pause.
      context.callAsync(() -> poll(started), this::polled, 0, options.pollInterval().toMillis());
    }
  }

  /** An end that a start at the latest row goes by is found once. Worker thread. */
  private Optional<ListingEnd> poll(EndWatch started) throws IOException, InterruptedException {
    Optional<ListingEnd> known = progress.end();
    boolean startsThere = options.startingOffset() instanceof StartingOffset.Latest;
    return started.poll(known, known.isEmpty() && startsThere);
  }

  private void polled(Optional<ListingEnd> found, Throwable failure) {
    Readers.requireSuccess(failure);
    found.ifPresent(this::found);
  }

  private void found(ListingEnd found) {
    if (progress.found(found)) {
      LOG.info("The listing {} reaches to offset {}.", listing.name(), found.offset());
    }
    serveWaiting();
  }

  /** It asks for ranges when it is ready. */
  @Override
  public void addReader(int subtask) {
    shares.started(subtask);
  }

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {
    readers.asks(subtask);
    serveWaiting();
  }

  @Override
  public void addSplitsBack(List<RangeSplit> ranges, int subtask) {
    LOG.info("Reader {} gave back {} ranges: {}", subtask, ranges.size(), ranges);
    readers.gone(subtask);
    catchUp.gone(subtask);
    progress.addBack(ranges);
    serveWaiting();
  }

  private void serveWaiting() {
    readers.serve(this::serve);
    catchUp.decide(context.currentParallelism(), progress.isEverythingAtStartAssigned());
  }

  /** Answers a reader, unless it has to wait for more rows. */
  private boolean serve(int subtask) {
    Optional<RangeSplit> range = options.mayEmit(subtask) ? progress.next() : Optional.empty();
    tellBacklog(subtask);
    range.ifPresent(
        next -> {
          LOG.info("Reader {} gets the rows {} of {}.", subtask, next.splitId(), listing.name());
          if (progress.wasThereAtStart(next)) {
            catchUp.assigned(subtask, next.splitId());
          }
          context.assignSplit(next, subtask);
        });
    if (range.isEmpty() && progress.isFixedEndReached()) {
      context.signalNoMoreSplits(subtask);
      return true;
    }
    return range.isPresent();
  }

  /**
   * Only as an answer to a request, and before the range: Flink fails a task over that an event
   * does not reach, and tells that instead of why the task has failed. So one that reads, and may
   * be failing by itself, must not be sent what is good for a metric alone.
   */
  private void tellBacklog(int subtask) {
    shares
        .news(subtask, progress.unassignedRecords(), context.currentParallelism())
        .ifPresent(share -> readers.tell(new BacklogShare(share), reader -> reader == subtask));
  }

  @Override
  public void handleSourceEvent(int subtask, int attempt, SourceEvent event) {
    // Attempts at the same subtask read the same ranges, and see the same of them.
    handleSourceEvent(subtask, event);
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    if (event instanceof RangeReport report) {
      neighbours.add(report);
    } else if (event instanceof HeldSplits held) {
      catchUp.started(subtask, held.splitIds());
    } else if (event instanceof SplitCaughtUp split) {
      catchUp.caughtUp(subtask, split.splitId());
      catchUp.decide(context.currentParallelism(), progress.isEverythingAtStartAssigned());
    } else if (event instanceof PauseEvent pause) {
      LOG.info(
          "The API asked reader {} to pause for {} ms; all readers of {} do.",
          subtask,
          pause.pause().toMillis(),
          listing.name());
      Objects.requireNonNull(client).pause(pause.pause());
      readers.tell(pause, reader -> reader != subtask);
    } else {
      throw new IllegalStateException("Unknown event of reader %d: %s".formatted(subtask, event));
    }
  }

  /** The API told this enumerator to wait. Worker thread. */
  private void throttled(Duration pause) {
    LOG.info(
        "The API asked to pause for {} ms; all readers of {} do.",
        pause.toMillis(),
        listing.name());
    readers.pauseAll(pause);
  }

  @Override
  public RangeEnumeratorState snapshotState(long checkpointId) {
    return progress.state(listing.fingerprint());
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }

  private long splitSize() {
    int pageSize = listing.ranges().pageSize();
    long rowsOfPage = guard.isOn() && pageSize > 1 ? pageSize - 1 : pageSize;
    return options.splitSize(context.currentParallelism(), rowsOfPage);
  }
}
