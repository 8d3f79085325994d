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
import io.github.flinkcomments.connector.rest.source.listing.ListingClient;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/**
 * What readers of ranges and of chains have in common: they ask for a split whenever they have room
 * for one, keep to the quota of a checkpoint, pause when the API asks for it, and own their
 * requests and connections.
 *
 * <p>Runs on the task thread.
 *
 * @param <E> what the split reader hands over
 * @param <T> the records
 */
abstract class PagedSourceReader<E, T, SplitT extends SourceSplit, StateT>
    extends SingleThreadMultiplexSourceReaderBase<E, T, SplitT, StateT> {

  private final KeptFetcher<E, SplitT> fetcher;
  private final ListingClient<T> client;
  private final RequestPool pool;
  private final CheckpointQuota quota;

  private boolean started;
  private boolean requested;
  private boolean noMoreSplits;

  PagedSourceReader(
      SourceReaderContext context,
      KeptFetcher<E, SplitT> fetcher,
      RecordEmitter<E, T, StateT> emitter,
      ListingClient<T> client,
      RequestPool pool,
      CheckpointQuota quota) {
    super(fetcher, emitter, context.getConfiguration(), context);
    this.fetcher = fetcher;
    this.client = client;
    this.pool = pool;
    this.quota = quota;
  }

  /** Tells metrics of what this reader does. */
  abstract void registerMetrics();

  /** The splits held that have not caught up yet. */
  abstract Set<String> held();

  /** Whether another split could be read now. */
  abstract boolean hasRoom();

  @Override
  public void start() {
    registerMetrics();
    started = true;
    super.start();
    context.sendSourceEventToCoordinator(HeldSplits.of(held()));
    requestSplit();
  }

  @Override
  public void addSplits(List<SplitT> splits) {
    super.addSplits(splits);
    requested = false;
    requestSplit();
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    fetcher.noMoreSplits();
    super.notifyNoMoreSplits();
  }

  final void tellCaughtUp(String splitId) {
    context.sendSourceEventToCoordinator(new SplitCaughtUp(splitId));
  }

  /** One request at a time, and none before the start. */
  final void requestSplit() {
    if (started && !requested && !noMoreSplits && hasRoom()) {
      requested = true;
      context.sendSplitRequest();
    }
  }

  final ListingClient<T> client() {
    return client;
  }

  final RequestPool pool() {
    return pool;
  }

  @Override
  public List<SplitT> snapshotState(long checkpointId) {
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
  protected final StateT initializedState(SplitT split) {
    quota.requireShare();
    return taken(split);
  }

  /** Begins to hold a split. */
  abstract StateT taken(SplitT split);

  @Override
  public void close() throws Exception {
    // The requests end first, so that no fetcher is waited for that waits for the API.
    pool.close();
    client.close();
    super.close();
  }
}
