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
import io.github.flinkcomments.connector.rest.source.letter.DeadLetters;
import io.github.flinkcomments.connector.rest.source.listing.AnsweredPage;
import io.github.flinkcomments.connector.rest.source.split.ChainPage;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import io.github.flinkcomments.connector.rest.source.split.ChainSplitState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.metrics.SimpleCounter;

/**
 * A reader of chains without threads: the real {@link ChainSplitReader}, hand-over and {@link
 * ChainRecordEmitter}, each moved by a step of its own. Records are strings that are identical to
 * their identities.
 */
public final class SimulatedChainReader {

  /** As many batches may wait for the task thread as Flink's hand-over queue holds. */
  private static final int HAND_OVER_CAPACITY = 2;

  /** Sends requests; answers come when the simulation wants them to. */
  public interface Api {
    /** Returns what will become the answer. */
    CompletableFuture<AnsweredPage<String>> send(
        PageAddress page, Map<String, String> slice, boolean mayLiePastTheEnd);
  }

  private record Batch(String splitId, Deque<ChainRecord<String>> records, boolean finishes) {}

  private final CheckpointQuota quota;
  private final ChainSplitReader<String> fetcher;
  private final ChainRecordEmitter<String> emitter;
  private final Map<String, ChainSplitState> states = new TreeMap<>();
  private final Deque<Batch> handedOver = new ArrayDeque<>();
  private final boolean positionOfTheFetcher;
  private final List<String> caughtUp = new ArrayList<>();

  /**
   * Creates a reader without a chain.
   *
   * @param positionOfTheFetcher a bug: positions advance when records are handed over, before they
   *     are emitted
   */
  public SimulatedChainReader(
      ChainedPagination pagination,
      ReaderOptions readerOptions,
      ChainOptions options,
      int subtask,
      int parallelism,
      Api api,
      LongSupplier nanoTime,
      boolean positionOfTheFetcher) {
    this.quota =
        CheckpointQuota.shareOf(readerOptions.maxRecordsPerCheckpoint(), subtask, parallelism);
    this.fetcher =
        new ChainSplitReader<>(
            "the listing",
            pagination,
            api::send,
            InFlightLevel.fixed(readerOptions.maxInFlight()),
            readerOptions,
            options,
            quota,
            new AtomicLong(),
            nanoTime);
    this.emitter =
        new ChainRecordEmitter<>(
            quota, new SimpleCounter(), new SimpleCounter(), DeadLetters.none(), caughtUp::add);
    this.positionOfTheFetcher = positionOfTheFetcher;
  }

  /** Takes a chain: one that was assigned, or one of its own that it is restored with. */
  public void add(ChainSplit split) {
    quota.requireShare();
    ChainSplit identified = split.identifiedBy("key /id");
    states.put(split.splitId(), new ChainSplitState(identified));
    fetcher.handleSplitsChanges(new SplitsAddition<>(List.of(identified)));
  }

  /** Sends what is due, and takes in one answer if one is there and there is room. */
  public void fetch() throws IOException {
    if (handedOver.size() >= HAND_OVER_CAPACITY) {
      return;
    }
    // Woken up, it returns rather than wait.
    fetcher.wakeUp();
    RecordsWithSplitIds<ChainRecord<String>> fetched = fetcher.fetch();
    String splitId = fetched.nextSplit();
    if (splitId == null) {
      return;
    }
    Deque<ChainRecord<String>> records = new ArrayDeque<>();
    for (ChainRecord<String> record = fetched.nextRecordFromSplit();
        record != null;
        record = fetched.nextRecordFromSplit()) {
      records.add(copy(record));
      if (positionOfTheFetcher && !record.isCaughtUp()) {
        states.get(splitId).emitted(record.place(), record.index());
      }
    }
    handedOver.add(new Batch(splitId, records, fetched.finishedSplits().contains(splitId)));
  }

  private static ChainRecord<String> copy(ChainRecord<String> record) {
    ChainRecord<String> copy = new ChainRecord<>();
    if (record.isCaughtUp()) {
      copy.setCaughtUp();
    } else {
      ChainPage place = record.place();
      copy.set(record.record(), record.letter(), place, record.index(), record.isOmitted(), 0);
    }
    return copy;
  }

  /**
   * Emits a record, or finishes a chain.
   *
   * @return whether there was anything to do
   */
  public boolean emit(Consumer<String> output) {
    Batch batch = handedOver.peek();
    if (batch == null) {
      return false;
    }
    ChainRecord<String> record = batch.records().poll();
    if (record != null) {
      try {
        emitter.emitRecord(record, new Output(output), states.get(batch.splitId()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (batch.records().isEmpty()) {
      handedOver.remove();
      if (batch.finishes()) {
        states.remove(batch.splitId());
        caughtUp.add(batch.splitId());
      }
    }
    return true;
  }

  /** Chains that have met their end since this was asked last. */
  public List<String> takeCaughtUp() {
    List<String> taken = List.copyOf(caughtUp);
    caughtUp.clear();
    return taken;
  }

  /** A barrier passes. */
  public List<ChainSplit> snapshot(long checkpoint) {
    quota.checkpointStarted(checkpoint);
    return states.values().stream().map(ChainSplitState::toSplit).toList();
  }

  /** The checkpoint, and with it all earlier ones, is complete. */
  public void completed(long checkpoint) {
    quota.checkpointCompleted(checkpoint);
  }

  /** Chains held. */
  public Set<String> held() {
    return new TreeSet<>(states.keySet());
  }

  private record Output(Consumer<String> records) implements ReaderOutput<String> {
    @Override
    public void collect(String record) {
      records.accept(record);
    }

    @Override
    public void collect(String record, long timestamp) {
      records.accept(record);
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<String> createOutputForSplit(String splitId) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {}
  }
}
