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
import io.github.flinkcomments.connector.rest.source.listing.AnsweredPage;
import io.github.flinkcomments.connector.rest.source.listing.ListingClient;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends requests for pages of a chain on the threads of a pool.
 *
 * @param client asks the API
 * @param pool whose threads wait for it
 * @param level learns how long it takes
 */
record PooledChainSender<T>(ListingClient<T> client, RequestPool pool, InFlightLevel level)
    implements ChainSender<T> {

  @Override
  public CompletableFuture<AnsweredPage<T>> send(
      PageAddress page, Map<String, String> slice, boolean mayLiePastTheEnd) {
    return pool.submit(
        () -> {
          long sent = System.nanoTime();
          AnsweredPage<T> answer = client.ask(page, slice, mayLiePastTheEnd);
          level.answered(1, sent, System.nanoTime());
          return answer;
        });
  }

  @Override
  public String mask(String text, URI asked) {
    return client.mask(text, asked);
  }
}
