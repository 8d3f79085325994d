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

import java.util.concurrent.atomic.AtomicLong;

/** Finds out what a request wants. */
final class Routes {

  static final String LISTING = "/comments";

  private final Listing listing;
  private final Reads reads;
  private final PageWriter writer;
  private final AtomicLong sequence = new AtomicLong();

  Routes(Listing listing, Behaviour behaviour, Reads reads) {
    this.listing = listing;
    this.writer = new PageWriter(behaviour);
    this.reads = reads;
  }

  /** Runs on the thread of the request's connection. */
  Reply handle(HttpRequest request) {
    try {
      if (request.path().equals(LISTING)) {
        return switch (request.method()) {
          case "GET" -> read(request);
          case "HEAD" -> read(request).withoutBody();
          case "POST" -> create(request);
          default -> Reply.json(405, "{}");
        };
      }
      if (request.path().startsWith(LISTING + "/") && request.method().equals("DELETE")) {
        return delete(Integer.parseInt(request.path().substring(LISTING.length() + 1)));
      }
      return Reply.json(404, "{}");
    } catch (IllegalArgumentException | ArithmeticException notAUsableNumber) {
      return Reply.json(400, "{\"error\":\"a parameter is not a usable number\"}");
    }
  }

  private Reply read(HttpRequest request) {
    return reads.answer(ListingRequest.of(sequence.incrementAndGet(), request));
  }

  private Reply create(HttpRequest request) {
    int count = Math.toIntExact(request.number("count").orElse(1));
    return Reply.json(201, writer.single(listing.grow(count)));
  }

  private Reply delete(int id) {
    return listing.deleteId(id) ? Reply.json(200, "{}") : Reply.json(404, "{}");
  }
}
