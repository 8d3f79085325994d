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

/** Something that goes wrong with the answer to one request. */
public sealed interface Fault {

  /** An answer with this status, these additional headers and this body (as JSON). */
  record Status(int code, Map<String, String> headers, String body) implements Fault {

    public Status {
      headers = Map.copyOf(headers);
    }

    /** An answer with this status and a short body. */
    public static Status of(int code) {
      return new Status(code, Map.of(), "{\"error\":\"status " + code + "\"}");
    }

    /** The same answer that also says when to come back: seconds, or an HTTP date. */
    public Status retryAfter(String secondsOrDate) {
      return new Status(code, Map.of("Retry-After", secondsOrDate), body);
    }
  }

  /** The connection is reset before anything is sent (a TCP RST, not an orderly end). */
  record Reset() implements Fault {}

  /** The headers are sent, then nothing, until the client gives up or the server is closed. */
  record Stall() implements Fault {}

  /** The body ends half-way through what {@code Content-Length} promised. */
  record Truncate() implements Fault {}

  /** Status 200 with a JSON object that holds an error instead of an array of comments. */
  record ErrorObject(String message) implements Fault {}

  /** Status 200 with a page of HTML, as a proxy or a log-in page in between would send. */
  record Html() implements Fault {}

  /** Status 200 with {@code []}, although there are comments to give. The total is unchanged. */
  record EmptyArray() implements Fault {}

  /** No more than this many comments, although more were asked for and exist. */
  record ShortPage(int rows) implements Fault {}
}
