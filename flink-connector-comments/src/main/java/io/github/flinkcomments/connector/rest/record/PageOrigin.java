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
package io.github.flinkcomments.connector.rest.record;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.annotation.PublicEvolving;

/**
 * Where the records of a page come from: what the source knows about a record besides the record
 * itself.
 *
 * @param position the page's place in the listing, for messages: "offset 200" or "page 7"
 * @param firstOffset offset in the listing of the page's first record; empty where the listing is
 *     not walked by offsets
 * @param pageNumber the number by which the page was asked for; empty where it was asked for
 *     otherwise
 * @param uri what was asked for; it may hold secrets
 * @param status status of the response
 * @param headers headers of the response, whose names are looked up in any case
 * @param fetchTimeMillis when the response arrived, in milliseconds since the epoch
 */
@PublicEvolving
public record PageOrigin(
    String position,
    OptionalLong firstOffset,
    OptionalLong pageNumber,
    URI uri,
    int status,
    Map<String, List<String>> headers,
    long fetchTimeMillis) {

  private static final URI NO_URI = URI.create("");

  /** A page of a listing that is walked by offsets, of which nothing else is known. */
  public static PageOrigin ofOffset(long firstOffset, long fetchTimeMillis) {
    return new PageOrigin(
        "offset " + firstOffset,
        OptionalLong.of(firstOffset),
        OptionalLong.empty(),
        NO_URI,
        200,
        Map.of(),
        fetchTimeMillis);
  }

  /**
   * Says which record it is: "at offset 203", or "with index 3 of page 7".
   *
   * @param index of the record in the page, counted from 0
   */
  String describe(int index) {
    return firstOffset.isPresent()
        ? "at offset " + (firstOffset.getAsLong() + index)
        : "with index %d of %s".formatted(index, position);
  }

  /**
   * Names the record's position: "offset 203", or "record 3 of page 7".
   *
   * @param index of the record in the page, counted from 0
   */
  String positionOf(int index) {
    return firstOffset.isPresent()
        ? "offset " + (firstOffset.getAsLong() + index)
        : "record %d of %s".formatted(index, position);
  }
}
