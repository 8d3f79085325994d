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

import io.github.flinkcomments.connector.rest.source.event.BacklogShare;
import io.github.flinkcomments.connector.rest.source.event.RangeReport;
import io.github.flinkcomments.connector.rest.source.letter.DeadLetters;
import io.github.flinkcomments.connector.rest.source.listing.ListingClient;
import io.github.flinkcomments.connector.rest.source.metrics.ReaderMetrics;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import io.github.flinkcomments.connector.rest.source.split.RangeSplitState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads the ranges that the enumerator hands out, one after the other, and asks for the next while
 * it still holds one, so that requests never pause between two ranges.
 *
 * <p>Runs on the task thread.
 *
 * @param <T> the records
 */
@Internal
public final class RangeSourceReader<T>
    extends PagedSourceReader<RecordCursor<T>, T, RangeSplit, RangeSplitState> {

  private final int wantedRanges;

  /** Progress of the ranges held; also read by metric reporters. */
  private final Map<String, RangeSplitState> progress = new ConcurrentHashMap<>();

  /** Rows that no reader has, as far as this one counts them; also read by metric reporters. */
  private volatile long shareOfBacklog;

  private @Nullable ReaderWideOutput<T> readerWideOutput;

  private RangeSourceReader(
      SourceReaderContext context,
      KeptFetcher<RecordCursor<T>, RangeSplit> fetcher,
      ReaderOptions options,
      ListingClient<T> client,
      RequestPool pool,
      CheckpointQuota quota,
      DeadLetters letters) {
    super(
        context,
        fetcher,
        new RangeRecordEmitter<>(
            quota, context.metricGroup().getNumRecordsInErrorsCounter(), letters),
        client,
        pool,
        quota);
    // The range being read and the one that follows. Where records are rationed, all readers
    // together hold no more ranges than there may be readers with a share, whatever the job is
    // rescaled to.
    this.wantedRanges =
        2L * context.currentParallelism() <= options.maxRecordsPerCheckpoint() ? 2 : 1;
  }

  /**
   * Creates a reader.
   *
   * @param context Flink's side
   * @param options how to read
   * @param client the API; closed with the reader
   * @param level how many requests may be under way
   * @param letters where malformed records go
   */
  public static <T> RangeSourceReader<T> create(
      SourceReaderContext context,
      ReaderOptions options,
      ListingClient<T> client,
      InFlightLevel level,
      DeadLetters letters) {
    RequestPool pool = new RequestPool(context.getIndexOfSubtask());
    CheckpointQuota quota =
        CheckpointQuota.shareOf(
            options.maxRecordsPerCheckpoint(),
            context.getIndexOfSubtask(),
            context.currentParallelism());
    PageLimit limit =
        PageLimit.growing(
            client.pageSize(),
            options.maxPageSize(),
            client.driftGuard(options.driftCheck()).isOn());
    KeptFetcher<RecordCursor<T>, RangeSplit> fetcher =
        new KeptFetcher<>(
            () -> new RangeSplitReader<>(client, pool, level, options, limit, quota),
            context.getConfiguration());
    return new RangeSourceReader<>(context, fetcher, options, client, pool, quota, letters);
  }

  @Override
  void registerMetrics() {
    ReaderMetrics.register(
        context.metricGroup(), this::assignedRecords, () -> shareOfBacklog, pool()::active);
  }

  @Override
  Set<String> held() {
    return progress.keySet();
  }

  @Override
  boolean hasRoom() {
    return getNumberOfCurrentlyAssignedSplits() < wantedRanges;
  }

  /** Its ranges have a common watermark, since they are read one after the other. */
  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    if (readerWideOutput == null || readerWideOutput.reader() != output) {
      readerWideOutput = new ReaderWideOutput<>(output);
    }
    return super.pollNext(readerWideOutput);
  }

  @Override
  public void addSplits(List<RangeSplit> splits) {
    super.addSplits(
        splits.stream().map(split -> split.identifiedBy(client().identityKind())).toList());
  }

  @Override
  protected void onSplitFinished(Map<String, RangeSplitState> finished) {
    for (RangeSplitState state : finished.values()) {
      RangeSplit split = state.toSplit();
      progress.remove(split.splitId());
      context.sendSourceEventToCoordinator(
          RangeReport.of(split, state.openingIdentity().orElse(null)));
      tellCaughtUp(split.splitId());
    }
    requestSplit();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof BacklogShare backlog) {
      shareOfBacklog = backlog.records();
    } else {
      super.handleSourceEvents(event);
    }
  }

  @Override
  RangeSplitState taken(RangeSplit split) {
    RangeSplitState state = new RangeSplitState(split);
    progress.put(split.splitId(), state);
    return state;
  }

  @Override
  protected RangeSplit toSplitType(String splitId, RangeSplitState state) {
    return state.toSplit();
  }

  private long assignedRecords() {
    return progress.values().stream().mapToLong(RangeSplitState::remaining).sum();
  }
}
