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
package io.github.flinkcomments.connector.rest.source.split;

import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * Where a chain stands: after so many records of a page.
 *
 * @param page the page of the last record emitted, or the first page
 * @param emitted records of that page that were emitted
 * @param lastIdentity identity of the last of them; it must stand there still when the page is
 *     asked for again
 * @param recordsBefore records on the pages before that page
 */
@Internal
public record ChainPosition(
    PageAddress page, int emitted, Optional<String> lastIdentity, long recordsBefore) {

  /** Checks the counts. */
  public ChainPosition {
    if (emitted < 0 || recordsBefore < 0) {
      throw new IllegalArgumentException(
          "Not a position: %d records emitted, %d before".formatted(emitted, recordsBefore));
    }
  }

  /** Before the first record of a page. */
  public static ChainPosition before(PageAddress page, long recordsBefore) {
    return new ChainPosition(page, 0, Optional.empty(), recordsBefore);
  }

  /** Whether it is before the first record of that page, the listing's first one. */
  public boolean isBefore(PageAddress first) {
    return emitted == 0 && recordsBefore == 0 && page.equals(first);
  }

  /** The same position without a record to compare. */
  ChainPosition withoutIdentity() {
    return new ChainPosition(page, emitted, Optional.empty(), recordsBefore);
  }

  /** Records emitted so far, over all pages. */
  public long records() {
    return recordsBefore + emitted;
  }
}
