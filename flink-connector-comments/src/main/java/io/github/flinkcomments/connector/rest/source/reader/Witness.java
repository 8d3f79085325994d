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

import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.source.listing.FetchedPage;
import java.util.concurrent.CompletableFuture;

/**
 * What another answer says about a page.
 *
 * @param identity of one of its rows
 * @param last whether that is the page's last row, and not the first
 */
record Witness(String identity, boolean last) {

  /** An answer that begins with the same row. */
  static Witness ofFirstRow(Page<?> page) {
    return new Witness(page.identity(0), false);
  }

  /** An answer to come that begins with the same row. */
  static <T> CompletableFuture<Witness> ofFirstRow(CompletableFuture<FetchedPage<T>> row) {
    return row.thenApply(answer -> ofFirstRow(answer.page()));
  }

  /** The page behind, to come, which begins with the last row; never complete if it is refused. */
  static <T> CompletableFuture<Witness> ofPageBehind(CompletableFuture<FetchedPage<T>> behind) {
    return behind
        .thenApply(FetchedPage::page)
        .thenCompose(
            page ->
                page.isEmpty()
                    ? new CompletableFuture<>()
                    : CompletableFuture.completedFuture(new Witness(page.identity(0), true)));
  }

  /** Whether an answer to a request for the page has the same row in its place. */
  boolean agreesWith(Page<?> page, PageRequest request) {
    int row = last ? Math.min(page.size(), request.limit()) - 1 : 0;
    return page.identity(row).equals(identity);
  }
}
