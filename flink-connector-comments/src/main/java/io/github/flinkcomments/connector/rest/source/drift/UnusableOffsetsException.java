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
package io.github.flinkcomments.connector.rest.source.drift;

import org.apache.flink.annotation.Internal;

/**
 * The listing cannot be read by offsets: they have no effect, or do not count its records.
 *
 * <p>No restart can mend it, so it reaches Flink inside a {@code SuppressRestartsException}.
 */
@Internal
public final class UnusableOffsetsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private UnusableOffsetsException(String message) {
    super(message);
  }

  /**
   * The same record stands at all offsets.
   *
   * @param listing the listing's name, free of secrets
   * @param parameter the query parameter that holds the offset
   * @param record its identity
   * @param from the lowest offset at which it was seen
   * @param to the highest one
   */
  public static UnusableOffsetsException withoutEffect(
      String listing, String parameter, String record, long from, long to) {
    return new UnusableOffsetsException(
        ("The listing %s gives the same records at any offset: record %s stands at offset %d as well as at offset %d."
                + " Either the API does not know the query parameter '%s', and 'pagination.offset-parameter' has to name another one;"
                + " or it serves its last page again past the end, and needs a total or another 'pagination.type'.")
            .formatted(listing, record, from, to, parameter));
  }

  /**
   * Records are where none should be, or not where they should.
   *
   * @param listing the listing's name, free of secrets
   * @param offset where another record, or none, stands than a page says
   * @param page the offset from which on that page was asked for
   */
  public static UnusableOffsetsException withGaps(String listing, long offset, long page) {
    return new UnusableOffsetsException(
        ("The listing %s answers a request for the record at offset %d otherwise than one for the page from offset %d on."
                + " The API leaves records out of its pages after it has cut them, so offsets cannot tell where the listing ends."
                + " Ask for a listing without such records, or page it in another way, by 'pagination.type'.")
            .formatted(listing, offset, page));
  }

  /**
   * There are records at any offset.
   *
   * @param listing the listing's name, free of secrets
   * @param offset the highest offset at which there was one
   */
  public static UnusableOffsetsException withoutEnd(String listing, long offset) {
    return new UnusableOffsetsException(
        ("The listing %s still has records at offset %d, so its end cannot be searched for."
                + " Name the total that the API tells, by 'pagination.total', or limit the rows that are read.")
            .formatted(listing, offset));
  }
}
