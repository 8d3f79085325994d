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

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Answers the requests that read the listing, with the faults ordered for them. */
final class Reads {

  /** Where requests may be kept waiting. */
  interface Gate {
    void pass(ListingRequest request) throws InterruptedException;
  }

  private static final String TOTAL_COUNT = "X-Total-Count";
  private static final String NEXT_CURSOR = "X-Next-Cursor";

  private final Listing listing;
  private final Behaviour behaviour;
  private final Faults faults;
  private final PageHooks hooks;
  private final Gate gate;
  private final Consumer<ServedRequest> log;
  private final PageWriter writer;

  Reads(
      Listing listing,
      Behaviour behaviour,
      Faults faults,
      PageHooks hooks,
      Gate gate,
      Consumer<ServedRequest> log) {
    this.listing = listing;
    this.behaviour = behaviour;
    this.writer = new PageWriter(behaviour);
    this.faults = faults;
    this.hooks = hooks;
    this.gate = gate;
    this.log = log;
  }

  /** A reply and the number of comments that it carries. */
  private record Answer(Reply reply, int rows) {}

  Reply answer(ListingRequest request) {
    try {
      gate.pass(request);
      TimeUnit.NANOSECONDS.sleep(behaviour.delay().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Optional<Fault> fault = faults.take(request);
    Answer answer = answer(request, fault);
    hooks.run(request);
    Reply reply = answer.reply();
    OptionalInt status =
        reply.delivery() == Reply.Delivery.RESET
            ? OptionalInt.empty()
            : OptionalInt.of(reply.status());
    log.accept(new ServedRequest(request, status, answer.rows(), fault));
    return reply;
  }

  private Answer answer(ListingRequest request, Optional<Fault> fault) {
    if (!behaviour.admits(request)) {
      return new Answer(
          Reply.json(401, "{\"error\":\"a bearer token is required\"}")
              .with(Map.of("WWW-Authenticate", "Bearer")),
          0);
    }
    return fault
        .map(wrong -> faulty(request, wrong))
        .orElseGet(() -> page(request, Long.MAX_VALUE));
  }

  private Answer faulty(ListingRequest request, Fault fault) {
    if (fault instanceof Fault.EmptyArray) {
      return page(request, 0);
    } else if (fault instanceof Fault.ShortPage shorter) {
      return page(request, shorter.rows());
    }
    return Reply.insteadOfPage(fault)
        .map(reply -> new Answer(reply, 0))
        .orElseGet(
            () -> {
              Answer page = page(request, fault instanceof Fault.Reset ? 0 : Long.MAX_VALUE);
              return new Answer(page.reply().brokenBy(fault), page.rows());
            });
  }

  private Answer page(ListingRequest request, long mostRows) {
    long limit = Math.min(request.limit().orElse(Long.MAX_VALUE), mostRows);
    Listing.Page page = listing.page(request.offset(), behaviour.cap(limit));
    int total = behaviour.told(page.total());
    Reply reply =
        switch (behaviour.totals()) {
          case HEADER ->
              Reply.json(200, writer.array(page.ids()))
                  .with(Map.of(TOTAL_COUNT, Integer.toString(total)));
          case BODY -> Reply.json(200, writer.object(page.ids(), total));
          case NONE -> Reply.json(200, writer.array(page.ids()));
        };
    long next = request.offset() + page.ids().length;
    if (request.byCursor() && next < total) {
      reply = reply.with(Map.of(NEXT_CURSOR, Long.toString(next)));
    }
    return new Answer(reply, page.ids().length);
  }
}
