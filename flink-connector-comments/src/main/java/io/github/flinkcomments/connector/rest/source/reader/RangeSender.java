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
import java.util.concurrent.CompletableFuture;

/** Sends requests for pages of a range; returns at once. */
interface RangeSender<T> {

  /** Asks for a page at once. */
  CompletableFuture<FetchedPage<T>> send(PageRequest request);

  /** Asks for a page after a while, unless {@code other} is complete by then. */
  CompletableFuture<FetchedPage<T>> sendUnless(CompletableFuture<?> other, PageRequest request);

  /** Asks once for a page that the server may refuse; one without rows if it does. */
  CompletableFuture<FetchedPage<T>> tryOut(PageRequest request);

  /** Asks for a page once more, after a pause. */
  CompletableFuture<FetchedPage<T>> sendAgain(PageRequest request);
}
