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

import io.github.flinkcomments.connector.rest.source.event.HeldSplits;
import io.github.flinkcomments.connector.rest.source.event.PauseEvent;
import io.github.flinkcomments.connector.rest.source.event.SplitCaughtUp;
import io.github.flinkcomments.connector.rest.source.letter.DeadLetters;
import io.github.flinkcomments.connector.rest.source.listing.ListingClient;
import io.github.flinkcomments.connector.rest.source.metrics.ReaderMetrics;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import io.github.flinkcomments.connector.rest.source.split.ChainSplitState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/**
 * Walks the chains that the enumerator hands out, all at once, and asks for another as long as it
 * has requests to spare: a chain that has met its end stays and is polled, and takes no room.
 *
 * <p>Runs on the task thread. Owns the reader's threads and connections, and closes them.
 *
 * @param <T> the records
 */
@Internal
public final class ChainSourceReader<T>
    extends SingleThreadMultiplexSourceReaderBase<ChainRecord<T>, T, ChainSplit, ChainSplitState> {

  /** Enough to ask for pages all the time, and few enough for other readers to have some. */
  private static final int CHAINS_AT_HAND = 4;

  private final KeptFetcher<ChainRecord<T>, ChainSplit> fetcher;
  private final ListingClient<T> client;
  private final RequestPool pool;
  private final CheckpointQuota quota;
  private final int wantedChains;

  /** Chains held that have not met their end since this reader has them. */
  private final Set<String> busy = new TreeSet<>();

  private boolean started;
  private boolean requested;
  private boolean noMoreSplits;

  private ChainSourceReader(
      SourceReaderContext context,
      KeptFetcher<ChainRecord<T>, ChainSplit> fetcher,
      ListingClient<T> client,
      RequestPool pool,
      InFlightLevel level,
      CheckpointQuota quota,
      DeadLetters letters,
      CaughtUpListener listener) {
    super(
        fetcher,
        new ChainRecordEmitter<>(
            quota,
            context.metricGroup().getNumRecordsInErrorsCounter(),
            letters,
            listener::caughtUp),
        context.getConfiguration(),
        context);
    this.fetcher = fetcher;
    this.client = client;
    this.pool = pool;
    this.quota = quota;
    this.wantedChains = Math.min(CHAINS_AT_HAND, Math.max(2, level.most()));
    listener.reader = this;
  }

  /** Leads from the emitter, which is made before the reader, to the reader. */
  private static final class CaughtUpListener {
    private ChainSourceReader<?> reader;

    void caughtUp(String splitId) {
      reader.caughtUp(splitId);
    }
  }

  /**
   * Creates a reader.
   *
   * @param context Flink's side
   * @param readerOptions how to read
   * @param options how to walk chains
   * @param client the API; closed with the reader
   * @param level how many requests may be under way
   * @param letters where malformed records go
   */
  public static <T> ChainSourceReader<T> create(
      SourceReaderContext context,
      ReaderOptions readerOptions,
      ChainOptions options,
      ListingClient<T> client,
      InFlightLevel level,
      DeadLetters letters) {
    RequestPool pool = new RequestPool(context.getIndexOfSubtask());
    CheckpointQuota quota =
        CheckpointQuota.shareOf(
            readerOptions.maxRecordsPerCheckpoint(),
            context.getIndexOfSubtask(),
            context.currentParallelism());
    KeptFetcher<ChainRecord<T>, ChainSplit> fetcher =
        new KeptFetcher<>(
            () -> new ChainSplitReader<>(client, pool, level, readerOptions, options, quota),
            context.getConfiguration());
    return new ChainSourceReader<>(
        context, fetcher, client, pool, level, quota, letters, new CaughtUpListener());
  }

  @Override
  public void start() {
    ReaderMetrics.registerRequests(context.metricGroup(), pool::active);
    started = true;
    super.start();
    context.sendSourceEventToCoordinator(HeldSplits.of(busy));
    requestChain();
  }

  @Override
  public void addSplits(List<ChainSplit> splits) {
    super.addSplits(splits);
    requested = false;
    requestChain();
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    fetcher.noMoreSplits();
    super.notifyNoMoreSplits();
  }

  @Override
  protected void onSplitFinished(Map<String, ChainSplitState> finished) {
    finished.keySet().forEach(this::caughtUp);
  }

  private void caughtUp(String splitId) {
    busy.remove(splitId);
    context.sendSourceEventToCoordinator(new SplitCaughtUp(splitId));
    requestChain();
  }

  private void requestChain() {
    if (started && !requested && !noMoreSplits && busy.size() < wantedChains) {
      requested = true;
      context.sendSplitRequest();
    }
  }

  @Override
  public List<ChainSplit> snapshotState(long checkpointId) {
    quota.checkpointStarted(checkpointId);
    return super.snapshotState(checkpointId);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    quota.checkpointCompleted(checkpointId);
    super.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof PauseEvent pause) {
      client.pause(pause.pause());
    } else {
      super.handleSourceEvents(event);
    }
  }

  @Override
  protected ChainSplitState initializedState(ChainSplit split) {
    quota.requireShare();
    busy.add(split.splitId());
    return new ChainSplitState(split.identifiedBy(client.identityKind()));
  }

  @Override
  protected ChainSplit toSplitType(String splitId, ChainSplitState state) {
    return state.toSplit();
  }

  @Override
  public void close() throws Exception {
    // The requests end first, so that no fetcher is waited for that waits for the API.
    pool.close();
    client.close();
    super.close();
  }
}
