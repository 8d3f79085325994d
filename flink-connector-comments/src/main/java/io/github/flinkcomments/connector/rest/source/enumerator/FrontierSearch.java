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

import io.github.flinkcomments.connector.rest.pagination.ChainByKey;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.MalformedPageException;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageCount;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Finds what readers can divide among them of a listing that is walked as a chain: numbered pages
 * where the first answer tells how many there are, or ranges of an integer key.
 *
 * @param listing the listing
 * @param options how it is enumerated
 */
record FrontierSearch(Listing<?> listing, ChainEnumeratorOptions options) {

  /**
   * Whether readers can divide the listing. Chains by key share the requests of one reader, too.
   */
  boolean isPossible(int parallelism) {
    boolean pages = parallelism > 1 && listing.chain().pageCount().isTold();
    boolean keys = listing.chain().chaining() instanceof ChainByKey byKey && byKey.ranges();
    return options.maxRecords() == Long.MAX_VALUE && (pages || keys);
  }

  /**
   * Finds how far the listing reaches. Blocks.
   *
   * @return empty if it cannot be divided after all
   */
  Optional<Frontier> run(PageProbe probe) throws IOException, InterruptedException {
    ChainedPagination pagination = listing.chain();
    if (pagination.chaining() instanceof ChainByKey byKey) {
      try {
        return new KeySearch(byKey, probe, options.recordsOfRange()).frontier();
      } catch (MalformedPageException e) {
        throw new SuppressRestartsException(
            new IllegalStateException(
                "Reading %s cannot begin: %s".formatted(listing.name(), e.getMessage()), e));
      }
    }
    PageAddress.Numbered first = (PageAddress.Numbered) pagination.chaining().first();
    PageFacts facts = probe.ask(first);
    PageCount count = pagination.pageCount();
    return count.pages(facts).stream()
        .<Frontier>mapToObj(
            pages -> PageFrontier.of(first.page(), pages, count.recordsOfPage(facts)))
        .findAny();
  }
}
