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

import io.github.flinkcomments.connector.rest.record.RecordFormat;
import io.github.flinkcomments.connector.rest.source.enumerator.EnumeratorOptions;
import io.github.flinkcomments.connector.rest.source.enumerator.EnumeratorState;
import io.github.flinkcomments.connector.rest.source.enumerator.EnumeratorStateSerializer;
import io.github.flinkcomments.connector.rest.source.enumerator.RestSourceEnumerator;
import io.github.flinkcomments.connector.rest.source.event.PauseEvent;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.metrics.RequestMetrics;
import io.github.flinkcomments.connector.rest.source.reader.ReaderOptions;
import io.github.flinkcomments.connector.rest.source.reader.RestSourceReader;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import io.github.flinkcomments.connector.rest.source.split.RangeSplitSerializer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * A source (FLIP-27) that reads the records of a paged JSON API, incrementally and once each.
 *
 * <pre>{@code
 * RestSource<Order> source =
 *     RestSource.builder(PojoRecordFormat.of(Order.class))
 *         .setUrl("http://host/orders")
 *         .setRecordKey("/id")
 *         .build();
 * }</pre>
 *
 * <p>The enumerator finds out how far the listing reaches and hands out ranges of offsets; readers
 * page through them; checkpoints hold the frontier and the emitted positions. How it works together
 * is described in {@code docs/how-it-works.md}.
 *
 * @param <T> the records
 */
public final class RestSource<T>
    implements Source<T, RangeSplit, EnumeratorState>, ResultTypeQueryable<T> {

  private static final long serialVersionUID = 1L;

  private final Listing<T> listing;
  private final EnumeratorOptions enumeratorOptions;
  private final ReaderOptions readerOptions;

  RestSource(Listing<T> listing, EnumeratorOptions enumeratorOptions, ReaderOptions readerOptions) {
    this.listing = listing;
    this.enumeratorOptions = enumeratorOptions;
    this.readerOptions = readerOptions;
  }

  /**
   * Starts a source.
   *
   * @param format how a JSON value becomes a record
   */
  public static <T> RestSourceBuilder<T> builder(RecordFormat<T> format) {
    return new RestSourceBuilder<>(format);
  }

  @Override
  public Boundedness getBoundedness() {
    return enumeratorOptions.bounded() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<T, RangeSplit> createReader(SourceReaderContext context) {
    RequestMetrics metrics =
        new RequestMetrics(
            context.metricGroup(),
            pause -> context.sendSourceEventToCoordinator(new PauseEvent(pause)));
    return RestSourceReader.create(context, readerOptions, listing.openAgain(metrics));
  }

  @Override
  public SplitEnumerator<RangeSplit, EnumeratorState> createEnumerator(
      SplitEnumeratorContext<RangeSplit> context) {
    return new RestSourceEnumerator(context, enumeratorOptions, listing.forProbes());
  }

  /**
   * Goes on from a checkpoint.
   *
   * @throws SuppressRestartsException if the checkpoint is of another listing and that is checked
   */
  @Override
  public SplitEnumerator<RangeSplit, EnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<RangeSplit> context, EnumeratorState state) {
    return new RestSourceEnumerator(context, enumeratorOptions, listing.forProbes(), state);
  }

  @Override
  public SimpleVersionedSerializer<RangeSplit> getSplitSerializer() {
    return new RangeSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
    return new EnumeratorStateSerializer();
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return listing.format().recordFormat().getProducedType();
  }

  /** Names the listing; holds no secret. */
  @Override
  public String toString() {
    return "RestSource[" + listing.name() + "]";
  }
}
