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
package io.github.flinkcomments.connector.rest.source.listing;

import java.util.Set;

/** Client errors with which servers answer a request for a page that lies past the end. */
final class PastTheEnd {

  private static final Set<Integer> STATUSES = Set.of(400, 404, 410, 416, 422);

  private PastTheEnd() {}

  static boolean isLikely(int status) {
    return STATUSES.contains(status);
  }

  /**
   * What to do about an error behind records, where many APIs refuse to answer.
   *
   * @return a sentence's end; empty if the error has another cause
   */
  static String advice(int status) {
    return isLikely(status)
        ? "; if that is how the API answers behind its last record, set 'response.rules' = 'status=%d -> past-the-end'"
            .formatted(status)
        : "";
  }
}
