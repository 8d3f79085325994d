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

import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.fetcher.SingleThreadFetcherManager;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

/**
 * One fetcher for as long as there may be splits, however long it waits for the next.
 *
 * <p>Flink closes a fetcher that has nothing to do, and opens another for the next split. Up to
 * Flink 2.3.0, what the first one has left in the hand-over queue then swallows the signals that
 * there is room again, and the second one waits for ever (FLINK-37663). Task thread.
 */
final class KeptFetcher<E, SplitT extends SourceSplit>
    extends SingleThreadFetcherManager<E, SplitT> {

  private boolean noMoreSplits;

  KeptFetcher(Supplier<SplitReader<E, SplitT>> splitReader, Configuration configuration) {
    super(splitReader, configuration);
  }

  /** From now on the fetcher ends when it has nothing to do. */
  void noMoreSplits() {
    noMoreSplits = true;
  }

  /**
   * @return whether there is no fetcher any more, which says that the reader is done
   */
  @Override
  public boolean maybeShutdownFinishedFetchers() {
    return noMoreSplits && super.maybeShutdownFinishedFetchers();
  }
}
