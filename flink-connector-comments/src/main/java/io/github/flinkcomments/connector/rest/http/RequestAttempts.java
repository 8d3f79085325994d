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
package io.github.flinkcomments.connector.rest.http;

import java.time.Duration;
import java.util.OptionalLong;

/** Counts the attempts for a page. Used by the thread that asks for it. */
final class RequestAttempts {

  private int failures;
  private long firstFailureAt;
  private int throttlings;
  private long firstThrottlingAt;

  void failed(AttemptException.Kind kind, long nowNanos) {
    if (kind == AttemptException.Kind.THROTTLED) {
      firstThrottlingAt = throttlings == 0 ? nowNanos : firstThrottlingAt;
      throttlings++;
    } else {
      firstFailureAt = failures == 0 ? nowNanos : firstFailureAt;
      failures++;
    }
  }

  int count() {
    return failures + throttlings;
  }

  /**
   * @param lastAnswerAt when the server last gave something to this client
   * @param answeredBefore whether the listing has ever been read
   */
  RequestHistory history(long nowNanos, OptionalLong lastAnswerAt, boolean answeredBefore) {
    long sinceThrottled = throttlings == 0 ? 0 : nowNanos - firstThrottlingAt;
    long sinceAnswer =
        lastAnswerAt.isPresent() ? nowNanos - lastAnswerAt.getAsLong() : Long.MAX_VALUE;
    return new RequestHistory(
        failures,
        Duration.ofNanos(failures == 0 ? 0 : nowNanos - firstFailureAt),
        throttlings,
        Duration.ofNanos(Math.min(sinceThrottled, sinceAnswer)),
        answeredBefore);
  }
}
