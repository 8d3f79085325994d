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

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is sent back, and how. */
@SuppressWarnings("ArrayRecordComponent") // Handed over once, never compared.
record Reply(int status, Map<String, String> headers, byte[] body, Delivery delivery) {

  static final String JSON = "application/json; charset=utf-8";
  private static final String CONTENT_TYPE = "Content-Type";

  /** How a reply reaches the client. */
  enum Delivery {
    WHOLE,
    /** Without its body, but with the length that it would have. */
    HEADERS_ONLY,
    /** Only the first half of the body, then the end of the connection. */
    TRUNCATED,
    /** Only the headers, then silence. */
    STALLED,
    /** Nothing at all: the connection is reset. */
    RESET
  }

  static Reply json(int status, String body) {
    return json(status, body.getBytes(UTF_8));
  }

  static Reply json(int status, byte[] body) {
    return new Reply(status, Map.of(CONTENT_TYPE, JSON), body, Delivery.WHOLE);
  }

  static Reply html(String body) {
    return new Reply(
        200,
        Map.of(CONTENT_TYPE, "text/html; charset=utf-8"),
        body.getBytes(UTF_8),
        Delivery.WHOLE);
  }

  /** What is sent where a page is expected; empty if the page itself is, in some way. */
  static Optional<Reply> insteadOfPage(Fault fault) {
    if (fault instanceof Fault.Status status) {
      return Optional.of(json(status.code(), status.body()).with(status.headers()));
    } else if (fault instanceof Fault.ErrorObject error) {
      return Optional.of(json(200, "{\"error\":\"" + error.message() + "\"}"));
    } else if (fault instanceof Fault.Html) {
      return Optional.of(html("<!doctype html><title>Please log in</title>"));
    }
    return Optional.empty();
  }

  /** This reply, which a fault keeps from arriving whole. */
  Reply brokenBy(Fault fault) {
    if (fault instanceof Fault.Truncate) {
      return delivered(Delivery.TRUNCATED);
    } else if (fault instanceof Fault.Stall) {
      return delivered(Delivery.STALLED);
    } else if (fault instanceof Fault.Reset) {
      return delivered(Delivery.RESET);
    }
    throw new IllegalArgumentException(
        fault + " is a fault of the comments API alone, and not of a reply on its way.");
  }

  /** A body of no bytes is none, and some statuses do without. */
  boolean hasBody() {
    return body.length > 0 && status != 204 && status != 304;
  }

  Reply with(Map<String, String> additionalHeaders) {
    if (additionalHeaders.isEmpty()) {
      return this;
    }
    Map<String, String> all = new TreeMap<>(headers);
    all.putAll(additionalHeaders);
    return new Reply(status, all, body, delivery);
  }

  /** The same reply for a request that asked for the headers alone: no body can go wrong. */
  Reply withoutBody() {
    return delivery == Delivery.RESET ? this : delivered(Delivery.HEADERS_ONLY);
  }

  Reply delivered(Delivery how) {
    return new Reply(status, headers, body, how);
  }
}
