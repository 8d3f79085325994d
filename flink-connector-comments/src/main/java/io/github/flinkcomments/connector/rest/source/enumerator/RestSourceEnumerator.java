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
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
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
 *   <li>A look at the API ({@link EndWatch}, on the coordinator's <em>worker</em> thread) finds
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
 * <p>All but the looks runs on the coordinator thread, checkpoints included. No decision about
 * progress rests on an event of a reader: those are not consistent with checkpoints.
 */
@Internal
public final class RestSourceEnumerator
    implements SplitEnumerator<RangeSplit, EnumeratorState>,
        SupportsHandleExecutionAttemptSourceEvent {

  private static final Logger LOG = LoggerFactory.getLogger(RestSourceEnumerator.class);

  private final SplitEnumeratorContext<RangeSplit> context;
  private final EnumeratorOptions options;
  private final Listing<?> listing;
  private final EnumeratorState restored;
  private final DriftGuard guard;
  private final NeighbourCheck neighbours;
  private final StoppingRule stopping;
  private final CatchUp catchUp = new CatchUp();
  private final BacklogShares shares = new BacklogShares();

  /** The first end that this run looked up itself; a restored one is as old as its snapshot. */
  private OptionalLong endAtStart = OptionalLong.empty();

  private final Readers readers;

  /** Opened at the start: an enumerator that is never started is never closed. */
  private @Nullable ListingClient<?> client;

  private @Nullable EndWatch watch;

  private Optional<RangeAssigner> assigner;
  private long probes;

  /** What the anchor in {@code end} was identified by; that of the state until the first probe. */
  private Optional<String> anchorKind;

  /** Written on the coordinator thread, read on the worker thread. */
  private volatile Optional<ListingEnd> end;

  /** The end before, whose anchor still stood when {@link #end} was found beyond it. */
  private Optional<ListingEnd> endBefore = Optional.empty();

  /**
   * Creates the enumerator of a job without state.
   *
   * @param context Flink's side
   * @param options how to enumerate
   * @param listing what to enumerate
   */
  public RestSourceEnumerator(
      SplitEnumeratorContext<RangeSplit> context, EnumeratorOptions options, Listing<?> listing) {
    this(context, options, listing, initialState(options, listing));
  }

  /**
   * Goes on from a checkpoint.
   *
   * @param context Flink's side
   * @param options how to enumerate
   * @param listing what to enumerate
   * @param state what the checkpoint holds
   */
  public RestSourceEnumerator(
      SplitEnumeratorContext<RangeSplit> context,
      EnumeratorOptions options,
      Listing<?> listing,
      EnumeratorState state) {
    this.context = context;
    this.readers = new Readers(context);
    this.options = options;
    this.listing = listing;
    this.guard = listing.driftGuard(options.driftCheck());
    this.neighbours = new NeighbourCheck(guard);
    this.restored = state;
    this.assigner =
        state.frontier().isPresent()
            ? Optional.of(newAssigner(state.frontier().getAsLong(), state.returned()))
            : Optional.empty();
    this.stopping = new StoppingRule(options, state);
    this.end = state.end();
    this.probes = state.probes();
    this.anchorKind = state.identityKind();
  }

  private static EnumeratorState initialState(EnumeratorOptions options, Listing<?> listing) {
    StartingOffset start = options.startingOffset();
    OptionalLong frontier =
        start instanceof StartingOffset.Latest
            ? OptionalLong.empty()
            : OptionalLong.of(start instanceof StartingOffset.At at ? at.offset() : 0);
    return new EnumeratorState(
        listing.fingerprint(),
        Optional.of(listing.identityKind()),
        frontier,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        0);
  }

  @Override
  public void start() {
    if (options.fingerprintChecked()) {
      listing.requireFingerprint(restored.fingerprint());
    }
    RequestMetrics metrics = new RequestMetrics(context.metricGroup(), this::throttled);
    client = restored.end().isPresent() ? listing.openAgain(metrics) : listing.open(metrics);
    watch = new EndWatch(options, listing, client, guard, restored);
    EnumeratorMetrics.register(context.metricGroup(), metrics(watch));
    watch();
  }

  private void watch() {
    EndWatch started = Objects.requireNonNull(watch);
    if (options.bounded()) {
      // Nobody looks again for an end that is still to be found.
      boolean lasting = stopping.fixedEnd().isEmpty();
      context.callAsync(() -> started.poll(end, lasting), this::polled);
    } else {
      // Flink keeps a rate, and makes up for slow calls by a burst; the watch keeps a pause.
      context.callAsync(
          () -> started.poll(end, end.isEmpty() && isStartLatest()),
          this::polled,
          0,
          options.pollInterval().toMillis());
    }
  }

  private boolean isStartLatest() {
    return options.startingOffset() instanceof StartingOffset.Latest;
  }

  private void polled(Optional<ListingEnd> found, Throwable failure) {
    Readers.requireSuccess(failure);
    found.ifPresent(this::found);
  }

  private void found(ListingEnd found) {
    boolean first = end.isEmpty();
    if (first || found.offset() > end.get().offset()) {
      LOG.info("The listing {} reaches to offset {}.", listing.name(), found.offset());
      endBefore = end.filter(known -> anchorKind.equals(Optional.of(listing.identityKind())));
    }
    end = Optional.of(found);
    anchorKind = Optional.of(listing.identityKind());
    probes++;
    if (assigner.isEmpty()) {
      assigner = Optional.of(newAssigner(found.offset(), List.of()));
    }
    stopping.found(found.offset(), frontier(), first);
    if (endAtStart.isEmpty()) {
      endAtStart = OptionalLong.of(knownEnd());
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
    // Whoever held a range was assigned it, so there is an assigner.
    assigner.ifPresent(ready -> ready.addBack(ranges));
    serveWaiting();
  }

  private void serveWaiting() {
    readers.serve(this::serve);
    catchUp.decide(context.currentParallelism(), isEverythingAtStartAssigned());
  }

  /** Answers a reader, unless it has to wait for more rows. */
  private boolean serve(int subtask) {
    Optional<RangeSplit> range =
        options.mayEmit(subtask)
            ? assigner.flatMap(ready -> ready.next(knownEnd())).map(this::behindAnchor)
            : Optional.empty();
    range.ifPresent(
        next -> {
          LOG.info("Reader {} gets the rows {} of {}.", subtask, next.splitId(), listing.name());
          if (next.start() < endAtStart.orElse(Long.MAX_VALUE)) {
            catchUp.assigned(subtask, next.splitId());
          }
          context.assignSplit(next, subtask);
        });
    tellBacklog(subtask);
    if (range.isEmpty() && isFixedEndReached()) {
      context.signalNoMoreSplits(subtask);
      return true;
    }
    return range.isPresent();
  }

  /** What was added behind an anchor has to follow it: its reader knows what to find there. */
  private RangeSplit behindAnchor(RangeSplit range) {
    return endBefore
        .filter(before -> before.offset() == range.start() && range.isUntouched())
        .flatMap(ListingEnd::anchor)
        .map(anchor -> range.behind(anchor, listing.identityKind()))
        .orElse(range);
  }

  /**
   * Only as an answer to a request: Flink fails a task over that an event does not reach, so one
   * that may be failing by itself must not be sent what is good for a metric alone.
   */
  private void tellBacklog(int subtask) {
    shares
        .news(subtask, backlog(), context.currentParallelism())
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
      catchUp.decide(context.currentParallelism(), isEverythingAtStartAssigned());
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
  public EnumeratorState snapshotState(long checkpointId) {
    return new EnumeratorState(
        listing.fingerprint(),
        anchorKind,
        assigner.isPresent() ? OptionalLong.of(frontier()) : OptionalLong.empty(),
        stopping.fixedEnd(),
        assigner.map(RangeAssigner::returned).orElse(List.of()),
        end,
        probes);
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }

  /** How far ranges may be cut: 0 until the first look is back. */
  private long knownEnd() {
    long reached = end.map(ListingEnd::offset).orElse(0L);
    return stopping.cap(reached);
  }

  /** Whether no row will ever be handed out beyond those that are known. */
  private boolean isFixedEndReached() {
    return stopping.isReached(end.map(ListingEnd::offset).orElse(0L));
  }

  /** Whether every row below the end that this run saw first has a reader, or had one. */
  private boolean isEverythingAtStartAssigned() {
    return endAtStart.isPresent()
        && frontier() >= endAtStart.getAsLong()
        && assigner.map(RangeAssigner::returned).orElse(List.of()).isEmpty();
  }

  /** First offset that was not handed out yet; 0 until a start at the latest offset is resolved. */
  private long frontier() {
    return assigner.map(RangeAssigner::frontier).orElse(0L);
  }

  private EnumeratorMetrics metrics(EndWatch watched) {
    return new EnumeratorMetrics() {
      @Override
      public long unassignedSplits() {
        return assigner.map(ready -> ready.unassigned(knownEnd())).orElse(0L);
      }

      @Override
      public long unassignedRecords() {
        return backlog();
      }

      @Override
      public long frontier() {
        return RestSourceEnumerator.this.frontier();
      }

      @Override
      public long end() {
        return knownEnd();
      }

      @Override
      public boolean caughtUp() {
        return catchUp.isReached();
      }

      @Override
      public long failedPolls() {
        return watched.failedPolls();
      }
    };
  }

  /** Rows that are known and have no reader. */
  private long backlog() {
    return assigner.map(ready -> ready.unassignedRecords(knownEnd())).orElse(0L);
  }

  private RangeAssigner newAssigner(long frontier, List<RangeSplit> returned) {
    int pageSize = listing.ranges().pageSize();
    long rowsOfPage = guard.isOn() && pageSize > 1 ? pageSize - 1 : pageSize;
    return new RangeAssigner(
        options.splitSize(context.currentParallelism(), rowsOfPage), frontier, returned);
  }
}
