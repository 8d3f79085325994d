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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
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
 * <p>Everything runs on the coordinator thread. No request is sent here: whether there is more
 * shows in the answers that readers get.
 */
@Internal
public final class ChainEnumerator implements SplitEnumerator<ChainSplit, ChainEnumeratorState> {

  private static final Logger LOG = LoggerFactory.getLogger(ChainEnumerator.class);

  private final SplitEnumeratorContext<ChainSplit> context;
  private final Listing<?> listing;
  private final boolean stops;
  private final boolean fingerprintChecked;
  private final String restoredFingerprint;
  private final CatchUp catchUp = new CatchUp();

  /** Chains that no reader has, in the order in which they are handed out. */
  private final Deque<ChainSplit> chains = new ArrayDeque<>();

  /** Readers that asked and got nothing yet, in the order in which they asked. */
  private final Set<Integer> waiting = new LinkedHashSet<>();

  private boolean begun;

  /**
   * Creates the enumerator of a job without state.
   *
   * @param context Flink's side
   * @param listing what to enumerate
   * @param stops whether a chain is finished at its end
   */
  public ChainEnumerator(
      SplitEnumeratorContext<ChainSplit> context, Listing<?> listing, boolean stops) {
    this(
        context,
        listing,
        stops,
        false,
        new ChainEnumeratorState(listing.fingerprint(), false, List.of()));
  }

  /**
   * Goes on from a checkpoint.
   *
   * @param context Flink's side
   * @param listing what to enumerate
   * @param stops whether a chain is finished at its end
   * @param fingerprintChecked whether the state must come from the same listing
   * @param state what the checkpoint holds
   */
  public ChainEnumerator(
      SplitEnumeratorContext<ChainSplit> context,
      Listing<?> listing,
      boolean stops,
      boolean fingerprintChecked,
      ChainEnumeratorState state) {
    this.context = context;
    this.listing = listing;
    this.stops = stops;
    this.fingerprintChecked = fingerprintChecked;
    this.restoredFingerprint = state.fingerprint();
    this.begun = state.begun();
    this.chains.addAll(state.waiting());
  }

  @Override
  public void start() {
    if (fingerprintChecked) {
      listing.requireFingerprint(restoredFingerprint);
    }
    EnumeratorMetrics.registerChains(context.metricGroup(), chains::size, catchUp::isReached);
    if (!begun) {
      chains.add(whole());
      begun = true;
    }
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
    waiting.add(subtask);
    serveWaiting();
  }

  @Override
  public void addSplitsBack(List<ChainSplit> splits, int subtask) {
    LOG.info("Reader {} gave back {} chains.", subtask, splits.size());
    waiting.remove(subtask);
    catchUp.gone(subtask);
    splits.forEach(chains::addFirst);
    serveWaiting();
  }

  private void serveWaiting() {
    waiting.removeIf(
        subtask -> !context.registeredReaders().containsKey(subtask) || serve(subtask));
    decideCatchUp();
  }

  private boolean serve(int subtask) {
    ChainSplit chain = chains.poll();
    if (chain != null) {
      LOG.info("Reader {} gets the chain '{}' of {}.", subtask, chain.name(), listing.name());
      catchUp.assigned(subtask, chain.splitId());
      context.assignSplit(chain, subtask);
    } else if (stops) {
      context.signalNoMoreSplits(subtask);
    }
    return chain != null || stops;
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
      context.registeredReaders().keySet().stream()
          .filter(reader -> reader != subtask)
          .forEach(reader -> context.sendEventToSourceReader(reader, pause));
    } else {
      throw new IllegalStateException("Unknown event of reader %d: %s".formatted(subtask, event));
    }
  }

  private void decideCatchUp() {
    catchUp.decide(context.currentParallelism(), begun && chains.isEmpty());
  }

  @Override
  public ChainEnumeratorState snapshotState(long checkpointId) {
    return new ChainEnumeratorState(listing.fingerprint(), begun, List.copyOf(chains));
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
