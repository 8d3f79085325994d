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

import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.source.event.HeldSplits;
import io.github.flinkcomments.connector.rest.source.event.PauseEvent;
import io.github.flinkcomments.connector.rest.source.event.SplitCaughtUp;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.metrics.EnumeratorMetrics;
import io.github.flinkcomments.connector.rest.source.split.ChainPosition;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsHandleExecutionAttemptSourceEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out the chains of a listing.
 *
 * <p>The life of a chain: made at a start without state, assigned to a reader that asks, walked
 * there to its end and polled for what comes after it; given back at the last checkpoint's position
 * if its reader fails. Where the source is bounded, a chain is finished at its end, and a reader
 * that asks when no chain waits gets no more.
 *
 * <p>Where pages are numbered and the API tells how many there are, several readers share them: one
 * request for the first page finds the total, pages below the last are handed out in ranges, which
 * are finished, and the last page begins the chain that goes on. Ranges of an integer key are
 * shared in the same way, after a few requests that find how far it reaches.
 *
 * <p>All but these requests, which run on the coordinator's worker thread, runs on the coordinator
 * thread.
 */
@Internal
public final class ChainEnumerator
    implements SplitEnumerator<ChainSplit, ChainEnumeratorState>,
        SupportsHandleExecutionAttemptSourceEvent {

  private static final Logger LOG = LoggerFactory.getLogger(ChainEnumerator.class);

  private final SplitEnumeratorContext<ChainSplit> context;
  private final Listing<?> listing;
  private final ChainEnumeratorOptions options;
  private final String restoredFingerprint;
  private final CatchUp catchUp = new CatchUp();

  /** Chains that no reader has, in the order in which they are handed out. */
  private final Deque<ChainSplit> chains = new ArrayDeque<>();

  private final Readers readers;

  private boolean begun;
  private Optional<Frontier> frontier;

  private final Supplier<PageProbe> probes;

  /** For the requests that find what readers can share; opened for these alone. */
  private @Nullable PageProbe probe;

  /**
   * Creates the enumerator of a job without state.
   *
   * @param context Flink's side
   * @param listing what to enumerate
   * @param options how to enumerate
   */
  public ChainEnumerator(
      SplitEnumeratorContext<ChainSplit> context,
      Listing<?> listing,
      ChainEnumeratorOptions options) {
    this(
        context,
        listing,
        options,
        new ChainEnumeratorState(listing.fingerprint(), false, Optional.empty(), List.of()));
  }

  /**
   * Goes on from a checkpoint.
   *
   * @param context Flink's side
   * @param listing what to enumerate
   * @param options how to enumerate
   * @param state what the checkpoint holds
   */
  public ChainEnumerator(
      SplitEnumeratorContext<ChainSplit> context,
      Listing<?> listing,
      ChainEnumeratorOptions options,
      ChainEnumeratorState state) {
    this(context, listing, options, state, () -> new ClientPageProbe(context, listing));
  }

  /**
   * Goes on from a checkpoint, and asks by means of its own.
   *
   * @param context Flink's side
   * @param listing what to enumerate
   * @param options how to enumerate
   * @param state what the checkpoint holds
   * @param probes opens what asks for pages
   */
  public ChainEnumerator(
      SplitEnumeratorContext<ChainSplit> context,
      Listing<?> listing,
      ChainEnumeratorOptions options,
      ChainEnumeratorState state,
      Supplier<PageProbe> probes) {
    this.context = context;
    this.readers = new Readers(context);
    this.listing = listing;
    this.options = options;
    this.probes = probes;
    this.restoredFingerprint = state.fingerprint();
    this.begun = state.begun();
    this.frontier = state.frontier();
    this.chains.addAll(state.waiting());
  }

  @Override
  public void start() {
    if (options.fingerprintChecked()) {
      listing.requireFingerprint(restoredFingerprint);
    }
    EnumeratorMetrics.registerChains(context.metricGroup(), chains::size, catchUp::isReached);
    if (begun) {
      return;
    }
    FrontierSearch search = new FrontierSearch(listing, options);
    if (search.isPossible(context.currentParallelism())) {
      PageProbe opened = probes.get();
      probe = opened;
      context.callAsync(() -> search.run(opened), this::found);
    } else {
      begin(Optional.empty());
    }
  }

  private void found(Optional<Frontier> shared, Throwable failure) {
    probe.close();
    Readers.requireSuccess(failure);
    begin(shared);
    serveWaiting();
  }

  private void begin(Optional<Frontier> shared) {
    frontier = shared;
    if (shared.isEmpty()) {
      chains.add(whole());
    }
    begun = true;
  }

  /** The listing as one chain. */
  private ChainSplit whole() {
    ChainedPagination pagination = listing.chain();
    return new ChainSplit(
        "listing",
        Map.of(),
        ChainPosition.before(pagination.chaining().first(), 0),
        Optional.of(listing.identityKind()),
        OptionalLong.empty());
  }

  @Override
  public void addReader(int subtask) {
    // A reader asks when it is ready.
  }

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {
    readers.asks(subtask);
    serveWaiting();
  }

  @Override
  public void addSplitsBack(List<ChainSplit> splits, int subtask) {
    LOG.info("Reader {} gave back {} chains.", subtask, splits.size());
    readers.gone(subtask);
    catchUp.gone(subtask);
    splits.forEach(chains::addFirst);
    serveWaiting();
  }

  private void serveWaiting() {
    readers.serve(this::serve);
    decideCatchUp();
  }

  private boolean serve(int subtask) {
    ChainSplit chain = options.mayEmit(subtask) ? nextChain() : null;
    if (chain != null) {
      LOG.info("Reader {} gets the chain '{}' of {}.", subtask, chain.name(), listing.name());
      catchUp.assigned(subtask, chain.splitId());
      context.assignSplit(chain, subtask);
    } else if (begun && options.stops()) {
      context.signalNoMoreSplits(subtask);
    }
    return chain != null || (begun && options.stops());
  }

  private @Nullable ChainSplit nextChain() {
    return chains.isEmpty() ? nextOfFrontier() : chains.poll();
  }

  private @Nullable ChainSplit nextOfFrontier() {
    if (frontier.isEmpty()) {
      return null;
    }
    ChainSplit chain =
        frontier
            .get()
            .next(listing.chain().chaining(), options.recordsOfRange(), listing.identityKind());
    frontier = frontier.get().rest(options.recordsOfRange());
    return chain;
  }

  @Override
  public void handleSourceEvent(int subtask, int attempt, SourceEvent event) {
    // Attempts at the same subtask walk the same chains, and see the same of them.
    handleSourceEvent(subtask, event);
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    if (event instanceof HeldSplits held) {
      catchUp.started(subtask, held.splitIds());
      decideCatchUp();
    } else if (event instanceof SplitCaughtUp split) {
      catchUp.caughtUp(subtask, split.splitId());
      decideCatchUp();
    } else if (event instanceof PauseEvent pause) {
      readers.tell(pause, reader -> reader != subtask);
    } else {
      throw new IllegalStateException("Unknown event of reader %d: %s".formatted(subtask, event));
    }
  }

  private void decideCatchUp() {
    catchUp.decide(context.currentParallelism(), begun && frontier.isEmpty() && chains.isEmpty());
  }

  @Override
  public ChainEnumeratorState snapshotState(long checkpointId) {
    return new ChainEnumeratorState(listing.fingerprint(), begun, frontier, List.copyOf(chains));
  }

  @Override
  public void close() {
    if (probe != null) {
      probe.close();
    }
  }
}
