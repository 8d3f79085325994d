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
package io.github.flinkcomments.connector.rest;

import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.record.RecordFormat;
import io.github.flinkcomments.connector.rest.source.enumerator.ChainEnumerator;
import io.github.flinkcomments.connector.rest.source.enumerator.ChainEnumeratorOptions;
import io.github.flinkcomments.connector.rest.source.enumerator.ChainEnumeratorState;
import io.github.flinkcomments.connector.rest.source.enumerator.RangeEnumerator;
import io.github.flinkcomments.connector.rest.source.enumerator.RangeEnumeratorOptions;
import io.github.flinkcomments.connector.rest.source.enumerator.RangeEnumeratorState;
import io.github.flinkcomments.connector.rest.source.enumerator.RefusedEnumerator;
import io.github.flinkcomments.connector.rest.source.enumerator.RestEnumeratorState;
import io.github.flinkcomments.connector.rest.source.enumerator.RestoredStateSerializer;
import io.github.flinkcomments.connector.rest.source.enumerator.UnreadableState;
import io.github.flinkcomments.connector.rest.source.event.PauseEvent;
import io.github.flinkcomments.connector.rest.source.letter.DeadLetterOptions;
import io.github.flinkcomments.connector.rest.source.letter.DeadLetterReader;
import io.github.flinkcomments.connector.rest.source.letter.DeadLetters;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.metrics.RequestMetrics;
import io.github.flinkcomments.connector.rest.source.reader.ChainOptions;
import io.github.flinkcomments.connector.rest.source.reader.ChainSourceReader;
import io.github.flinkcomments.connector.rest.source.reader.InFlightLevel;
import io.github.flinkcomments.connector.rest.source.reader.RangeSourceReader;
import io.github.flinkcomments.connector.rest.source.reader.ReaderOptions;
import io.github.flinkcomments.connector.rest.source.split.RestSplit;
import io.github.flinkcomments.connector.rest.source.split.RestSplitSerializer;
import java.io.IOException;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source (FLIP-27) that reads the records of a paged JSON API, incrementally and exactly once.
 *
 * <pre>{@code
 * RestSource<Order> source =
 *     RestSource.builder(PojoRecordFormat.of(Order.class))
 *         .setUrl("http://host/orders")
 *         .setRecordKey("/id")
 *         .build();
 * }</pre>
 *
 * <p>For listings that are paged by offset, the enumerator finds the end of the listing and assigns
 * ranges of offsets, which readers read page by page. Other listings are chains of pages.
 * Checkpoints contain the frontier and the emitted positions. {@code docs/how-it-works.md}
 * describes the details.
 *
 * @param <T> the records
 */
@PublicEvolving
public final class RestSource<T>
    implements Source<T, RestSplit, RestEnumeratorState>, ResultTypeQueryable<T> {

  private static final long serialVersionUID = 1L;

  private final Listing<T> listing;
  private final RangeEnumeratorOptions enumeratorOptions;
  private final ReaderOptions readerOptions;

  /** Null where malformed records are not kept; an Optional could not be shipped. */
  private final @Nullable DeadLetterOptions deadLetterOptions;

  RestSource(
      Listing<T> listing,
      RangeEnumeratorOptions enumeratorOptions,
      ReaderOptions readerOptions,
      @Nullable DeadLetterOptions deadLetterOptions) {
    this.listing = listing;
    this.enumeratorOptions = enumeratorOptions;
    this.readerOptions = readerOptions;
    this.deadLetterOptions = deadLetterOptions;
  }

  /**
   * Creates a builder.
   *
   * @param format converts a JSON value to a record
   */
  public static <T> RestSourceBuilder<T> builder(RecordFormat<T> format) {
    return new RestSourceBuilder<>(format);
  }

  @Override
  public Boundedness getBoundedness() {
    return enumeratorOptions.bounded() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<T, RestSplit> createReader(SourceReaderContext context) throws IOException {
    DeadLetters letters =
        deadLetterOptions == null ? DeadLetters.none() : DeadLetters.in(deadLetterOptions, context);
    return new DeadLetterReader<>(createReader(context, letters), letters);
  }

  private SourceReader<T, RestSplit> createReader(
      SourceReaderContext context, DeadLetters letters) {
    InFlightLevel level =
        InFlightLevel.upTo(
            readerOptions.maxInFlight(context.getIndexOfSubtask(), context.currentParallelism()),
            System.nanoTime());
    RequestMetrics metrics =
        new RequestMetrics(
            context.metricGroup(),
            pause -> context.sendSourceEventToCoordinator(new PauseEvent(pause)),
            () -> level.overloaded(System.nanoTime()));
    return opaque(
        isChain()
            ? ChainSourceReader.create(
                context, readerOptions, chainOptions(), listing.open(metrics), level, letters)
            : RangeSourceReader.create(
                context, readerOptions, listing.openAgain(metrics), level, letters));
  }

  private boolean isChain() {
    return listing.pagination() instanceof ChainedPagination;
  }

  private ChainOptions chainOptions() {
    return new ChainOptions(
        enumeratorOptions.bounded(),
        enumeratorOptions.pollInterval(),
        enumeratorOptions.pollFailureTimeout(),
        enumeratorOptions.maxRows());
  }

  private ChainEnumeratorOptions chainEnumeratorOptions() {
    return new ChainEnumeratorOptions(
        chainOptions().stops(),
        enumeratorOptions.maxRows(),
        enumeratorOptions.maxRecordsPerCheckpoint(),
        enumeratorOptions.splitSize(),
        enumeratorOptions.fingerprintChecked());
  }

  @Override
  public SplitEnumerator<RestSplit, RestEnumeratorState> createEnumerator(
      SplitEnumeratorContext<RestSplit> context) {
    return opaque(
        isChain()
            ? new ChainEnumerator(only(context), listing, chainEnumeratorOptions())
            : new RangeEnumerator(only(context), enumeratorOptions, listing.forProbes()));
  }

  /**
   * Continues from a checkpoint.
   *
   * <p>If the checkpoint cannot be read, or belongs to another kind of pagination or, unless that
   * check is turned off, to another listing, the enumerator fails the job when it is started,
   * because Flink only logs an exception that is thrown here.
   */
  @Override
  public SplitEnumerator<RestSplit, RestEnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<RestSplit> context, RestEnumeratorState state) {
    if (isChain() && state instanceof ChainEnumeratorState chains) {
      return opaque(new ChainEnumerator(only(context), listing, chainEnumeratorOptions(), chains));
    }
    if (!isChain() && state instanceof RangeEnumeratorState ranges) {
      return opaque(
          new RangeEnumerator(only(context), enumeratorOptions, listing.forProbes(), ranges));
    }
    return new RefusedEnumerator(
        state,
        state instanceof UnreadableState unreadable ? unreadable.failure() : walkedInAnotherWay());
  }

  private Exception walkedInAnotherWay() {
    return new IllegalStateException(
        ("The restored state belongs to %s, but the job reads %s in another way:"
                + " 'pagination.type' or 'pagination.end' was changed. Restore them, or start"
                + " without the old state into a fresh table.")
            .formatted(isChain() ? "ranges of offsets" : "a chain of pages", listing.name()));
  }

  @Override
  public SimpleVersionedSerializer<RestSplit> getSplitSerializer() {
    return new RestSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<RestEnumeratorState> getEnumeratorCheckpointSerializer() {
    return new RestoredStateSerializer();
  }

  /** A listing is walked in one way, so that its readers see splits of that kind alone. */
  @SuppressWarnings("unchecked")
  private SourceReader<T, RestSplit> opaque(SourceReader<T, ? extends RestSplit> reader) {
    return (SourceReader<T, RestSplit>) reader;
  }

  /** As with readers: its enumerator sees splits and state of one kind alone. */
  @SuppressWarnings("unchecked")
  private static SplitEnumerator<RestSplit, RestEnumeratorState> opaque(
      SplitEnumerator<? extends RestSplit, ? extends RestEnumeratorState> enumerator) {
    return (SplitEnumerator<RestSplit, RestEnumeratorState>) enumerator;
  }

  /** The same for what it assigns. */
  @SuppressWarnings("unchecked")
  private static <S extends RestSplit> SplitEnumeratorContext<S> only(
      SplitEnumeratorContext<RestSplit> context) {
    return (SplitEnumeratorContext<S>) (SplitEnumeratorContext<?>) context;
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return listing.format().recordFormat().getProducedType();
  }

  /** Names the listing, without secrets. */
  @Override
  public String toString() {
    return "RestSource[" + listing.name() + "]";
  }
}
