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

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** One attempt to get a page has failed. */
final class AttemptException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What may be done about a failure. */
  enum Kind {
    /** The network or the server is in trouble: repeat, now and after a restart of the job. */
    TRANSIENT,
    /** The server asks for fewer requests: wait as it says, and repeat. */
    THROTTLED,
    /** The answer is not a page: repeat, but if it stays so, no restart will help. */
    NOT_A_PAGE,
    /**
     * The server, or something before it, does not give the page. If it never has, repeating would
     * be of no use.
     */
    REFUSED,
    /** Repeating would be of no use: the page is there, but cannot be taken. */
    PERMANENT
  }

  private final transient Kind kind;
  private final transient OptionalInt status;
  private final transient Optional<Duration> serverWait;

  AttemptException(Kind kind, OptionalInt status, String message, Throwable cause) {
    this(kind, status, Optional.empty(), message, cause);
  }

  AttemptException(
      Kind kind,
      OptionalInt status,
      Optional<Duration> serverWait,
      String message,
      Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.status = status;
    this.serverWait = serverWait;
  }

  Kind kind() {
    return kind;
  }

  OptionalInt status() {
    return status;
  }

  /** Returns how long the server asked to wait. */
  Optional<Duration> serverWait() {
    return serverWait;
  }
}
