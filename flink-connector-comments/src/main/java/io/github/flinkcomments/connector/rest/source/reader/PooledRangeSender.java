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

import io.github.flinkcomments.connector.rest.source.listing.FetchedPage;
import io.github.flinkcomments.connector.rest.source.listing.ListingClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Sends requests for pages of a range on the threads of a pool.
 *
 * @param client asks the API
 * @param pool whose threads wait for it
 * @param level learns how long it takes
 */
record PooledRangeSender<T>(ListingClient<T> client, RequestPool pool, InFlightLevel level)
    implements RangeSender<T> {

  @Override
  public CompletableFuture<FetchedPage<T>> send(PageRequest request) {
    return pool.submit(
        () -> {
          long sent = System.nanoTime();
          FetchedPage<T> page = client.fetch(request.offset(), request.limit());
          long now = System.nanoTime();
          level.answered(request.limit(), sent, now);
          return page.taking(Duration.ofNanos(now - sent));
        });
  }

  @Override
  public CompletableFuture<FetchedPage<T>> tryOut(PageRequest request) {
    return pool.submit(() -> client.tryFetch(request.offset(), request.limit()));
  }

  @Override
  public CompletableFuture<FetchedPage<T>> sendUnless(
      CompletableFuture<?> other, PageRequest request) {
    return CompletableFuture.runAsync(() -> {}, client.afterPause())
        .thenCompose(
            passed ->
                other.isDone()
                    ? new CompletableFuture<>()
                    : pool.submit(() -> client.fetch(request.offset(), request.limit())));
  }

  @Override
  public CompletableFuture<FetchedPage<T>> sendAgain(PageRequest request) {
    return pool.submit(
        () -> {
          client.pauseBeforeAskingAgain();
          return client.fetch(request.offset(), request.limit());
        });
  }
}
