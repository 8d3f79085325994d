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

import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.source.letter.DeadLetters;
import io.github.flinkcomments.connector.rest.source.listing.ListingClient;
import io.github.flinkcomments.connector.rest.source.metrics.ReaderMetrics;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import io.github.flinkcomments.connector.rest.source.split.ChainSplitState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Walks the chains that the enumerator hands out, all at once, and asks for another as long as it
 * has requests to spare: a chain that has met its end stays and is polled, and takes no room.
 *
 * <p>Runs on the task thread.
 *
 * @param <T> the records
 */
@Internal
public final class ChainSourceReader<T>
    extends PagedSourceReader<ChainRecord<T>, T, ChainSplit, ChainSplitState> {

  /** Enough to ask for pages all the time, and few enough for other readers to have some. */
  private static final int CHAINS_AT_HAND = 4;

  private final int wantedChains;
  private final AtomicLong failedPolls;

  /** Chains held that have not met their end since this reader has them. */
  private final Set<String> busy = new TreeSet<>();

  private ChainSourceReader(
      SourceReaderContext context,
      KeptFetcher<ChainRecord<T>, ChainSplit> fetcher,
      ListingClient<T> client,
      RequestPool pool,
      InFlightLevel level,
      CheckpointQuota quota,
      DeadLetters letters,
      AtomicLong failedPolls,
      CaughtUpListener listener) {
    super(
        context,
        fetcher,
        new ChainRecordEmitter<>(
            quota,
            context.metricGroup().getIOMetricGroup().getNumRecordsInCounter(),
            context.metricGroup().getNumRecordsInErrorsCounter(),
            letters,
            listener::caughtUp),
        client,
        pool,
        quota);
    this.wantedChains = Math.min(CHAINS_AT_HAND, Math.max(2, level.most()));
    this.failedPolls = failedPolls;
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
    AtomicLong failedPolls = new AtomicLong();
    KeptFetcher<ChainRecord<T>, ChainSplit> fetcher =
        new KeptFetcher<>(
            () ->
                new ChainSplitReader<>(
                    client, pool, level, readerOptions, options, quota, failedPolls),
            context.getConfiguration());
    return new ChainSourceReader<>(
        context, fetcher, client, pool, level, quota, letters, failedPolls, new CaughtUpListener());
  }

  @Override
  void registerMetrics() {
    ReaderMetrics.registerChains(context.metricGroup(), pool()::active, failedPolls::get);
  }

  @Override
  Set<String> held() {
    return busy;
  }

  @Override
  boolean hasRoom() {
    return busy.size() < wantedChains;
  }

  @Override
  protected void onSplitFinished(Map<String, ChainSplitState> finished) {
    finished.keySet().forEach(this::caughtUp);
  }

  private void caughtUp(String splitId) {
    busy.remove(splitId);
    tellCaughtUp(splitId);
    requestSplit();
  }

  /** What is compared with identities of another kind would look like drift. */
  @Override
  public void addSplits(List<ChainSplit> splits) {
    super.addSplits(splits.stream().map(this::identified).toList());
  }

  private ChainSplit identified(ChainSplit split) {
    String kind = client().identityKind();
    if (!split.isIdentifiedBy(kind) && needsIdentities(split.position().page())) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              "The restored state tells by the identities of records what was read of %s, but 'record.key-pointer' was changed, so that they cannot be compared. Restore it, or start without the old state into a fresh table."
                  .formatted(client().name())));
    }
    return split.identifiedBy(kind);
  }

  /** An inclusive key leads to records again that were read, and so does a page without others. */
  private boolean needsIdentities(PageAddress page) {
    return page instanceof PageAddress.Content
        || (client().chain().chaining().beginsWithRecordsRead()
            && page instanceof PageAddress.AfterKey after
            && !after.seen().isEmpty());
  }

  @Override
  ChainSplitState taken(ChainSplit split) {
    busy.add(split.splitId());
    if (!split.position().isBefore(client().chain().chaining().first())) {
      client().wasReadBefore();
    }
    return new ChainSplitState(split);
  }

  @Override
  protected ChainSplit toSplitType(String splitId, ChainSplitState state) {
    return state.toSplit();
  }
}
