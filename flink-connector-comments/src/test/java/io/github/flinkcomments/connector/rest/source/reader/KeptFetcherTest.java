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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeptFetcherTest {

  /** Enough for one that is not kept to be closed in between. */
  private static final int SPLITS = 200;

  /** Finishes at once what it is given. */
  private static final class Finishing implements SplitReader<String, RangeSplit> {

    private final List<String> splits = new ArrayList<>();

    @Override
    public RecordsWithSplitIds<String> fetch() {
      RecordsBySplits.Builder<String> finished = new RecordsBySplits.Builder<>();
      finished.addFinishedSplits(splits);
      splits.clear();
      return finished.build();
    }

    @Override
    public void handleSplitsChanges(SplitsChange<RangeSplit> change) {
      change.splits().forEach(split -> splits.add(split.splitId()));
    }

    @Override
    public void wakeUp() {}

    @Override
    public void close() {}
  }

  @Test
  void isTheSameForAllSplits() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    KeptFetcher<String, RangeSplit> fetcher =
        new KeptFetcher<>(
            () -> {
              opened.incrementAndGet();
              return new Finishing();
            },
            new Configuration());
    for (int number = 0; number < SPLITS; number++) {
      fetcher.addSplits(List.of(RangeSplit.of(10L * number, 10L * number + 10)));
      RecordsWithSplitIds<String> records = fetcher.getQueue().poll();
      while (records == null) {
        fetcher.getQueue().getAvailabilityFuture().get();
        records = fetcher.getQueue().poll();
      }
      records.recycle();
      assertThat(fetcher.maybeShutdownFinishedFetchers()).isFalse();
    }
    assertThat(opened).hasValue(1);
    fetcher.close(1_000);
  }
}
