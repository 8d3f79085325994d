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
package io.github.flinkcomments.examples.api;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;

/** How the server answers in general. Everything can be changed while it runs. */
public final class Behaviour {

  private int limitCap = Integer.MAX_VALUE;
  private Totals totals = Totals.HEADER;
  private int lag;
  private int laggingReads;
  private Duration delay = Duration.ZERO;
  private Optional<String> bearerToken = Optional.empty();
  private volatile IntFunction<Optional<Blemish>> blemishes = id -> Optional.empty();

  Behaviour() {}

  /** Serves no more than this many comments, whatever {@code _limit} asks for. */
  public synchronized Behaviour limitCap(int comments) {
    this.limitCap = comments;
    return this;
  }

  /** Where totals are found; in the header by default. */
  public synchronized Behaviour totals(Totals place) {
    this.totals = place;
    return this;
  }

  /** Tells a total that is too small by {@code comments}, on the next {@code reads} reads. */
  public synchronized Behaviour lagTotals(int comments, int reads) {
    this.lag = comments;
    this.laggingReads = reads;
    return this;
  }

  /** Waits before each answer; not at all by default. */
  public synchronized Behaviour delay(Duration beforeEachAnswer) {
    this.delay = beforeEachAnswer;
    return this;
  }

  /** Answers 401 unless a request carries this bearer token. */
  public synchronized Behaviour requireBearerToken(String token) {
    this.bearerToken = Optional.of(token);
    return this;
  }

  /** Serves some comments, by their ids, other than the API promises; none by default. */
  public Behaviour blemishes(IntFunction<Optional<Blemish>> ofId) {
    this.blemishes = ofId;
    return this;
  }

  Optional<Blemish> blemish(int id) {
    return blemishes.apply(id);
  }

  synchronized int cap(long limit) {
    return (int) Math.min(limit, limitCap);
  }

  synchronized Totals totals() {
    return totals;
  }

  synchronized int told(int total) {
    if (laggingReads == 0) {
      return total;
    }
    laggingReads--;
    return Math.max(0, total - lag);
  }

  synchronized Duration delay() {
    return delay;
  }

  synchronized boolean admits(ListingRequest request) {
    return bearerToken
        .map(token -> ("Bearer " + token).equals(request.headers().get("authorization")))
        .orElse(true);
  }
}
