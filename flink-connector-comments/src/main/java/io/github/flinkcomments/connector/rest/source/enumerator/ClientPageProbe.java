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

import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.listing.ListingClient;
import io.github.flinkcomments.connector.rest.source.metrics.RequestMetrics;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Asks the API. If it tells the enumerator to wait, readers wait too. Worker thread. */
final class ClientPageProbe implements PageProbe {

  private final ListingClient<?> client;

  ClientPageProbe(SplitEnumeratorContext<ChainSplit> context, Listing<?> listing) {
    this.client =
        listing.open(
            new RequestMetrics(
                context.metricGroup(), pause -> new Readers(context).pauseAll(pause)));
  }

  @Override
  public PageFacts ask(PageAddress page) throws IOException, InterruptedException {
    boolean mayLiePastTheEnd = page instanceof PageAddress.AfterKey;
    return client.ask(page, Map.of(), mayLiePastTheEnd).facts();
  }

  @Override
  public void close() {
    client.close();
  }
}
