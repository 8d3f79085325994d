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

import io.github.flinkcomments.connector.rest.pagination.Chaining;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.source.split.ChainPosition;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Ranges of pages, where their number was told: pages below the last are closed, the last one is
 * the beginning of the open chain.
 *
 * @param firstPage number of the listing's first page
 * @param nextPage number of the first page not handed out yet
 * @param lastPage number of the last page, as it was when the total was told
 * @param pageRecords records of a page
 */
record PageFrontier(long firstPage, long nextPage, long lastPage, long pageRecords)
    implements Frontier {

  /** Checks the order. */
  PageFrontier {
    if (firstPage < 0 || nextPage < firstPage || lastPage < nextPage || pageRecords < 1) {
      throw new IllegalArgumentException(
          "Not a frontier of pages: first %d, next %d, last %d, of %d records"
              .formatted(firstPage, nextPage, lastPage, pageRecords));
    }
  }

  /**
   * The pages of a listing.
   *
   * @param firstPage number of the first page
   * @param pages how many there are
   * @param pageRecords records of a page
   */
  static PageFrontier of(long firstPage, long pages, long pageRecords) {
    return new PageFrontier(
        firstPage, firstPage, firstPage + Math.max(0, pages - 1), Math.max(1, pageRecords));
  }

  @Override
  public ChainSplit next(Chaining chaining, long recordsOfRange, String identityKind) {
    ChainPosition position =
        ChainPosition.before(
            new PageAddress.Numbered(nextPage), (nextPage - firstPage) * pageRecords);
    return isLast()
        ? new ChainSplit(
            "listing",
            Map.of(),
            position,
            Optional.of(identityKind),
            OptionalLong.empty(),
            OptionalLong.empty(),
            nextPage == firstPage)
        : new ChainSplit(
            "pages from " + nextPage,
            Map.of(),
            position,
            Optional.of(identityKind),
            OptionalLong.of(after(recordsOfRange)));
  }

  @Override
  public Optional<Frontier> rest(long recordsOfRange) {
    return isLast()
        ? Optional.empty()
        : Optional.of(new PageFrontier(firstPage, after(recordsOfRange), lastPage, pageRecords));
  }

  private boolean isLast() {
    return nextPage == lastPage;
  }

  private long after(long recordsOfRange) {
    return nextPage + Math.min(lastPage - nextPage, Math.max(1, recordsOfRange / pageRecords));
  }
}
