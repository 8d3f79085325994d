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

import io.github.flinkcomments.connector.rest.request.MaskedUri;
import io.github.flinkcomments.connector.rest.request.PageCall;
import java.util.OptionalInt;

/** What a caller asked for, and how it is told that it cannot be had. */
record PageRequest(PageCall call, String position, SecretMask mask) {

  PageRequestException closed(int attempts) {
    return new PageRequestException(
        "Request for %s (%s) was given up because its client was closed."
            .formatted(MaskedUri.of(call.uri()), position),
        false,
        attempts,
        OptionalInt.empty(),
        null);
  }

  /** The call leads where the credentials must not go. */
  PageRequestException untrusted() {
    return new PageRequestException(
        "Request for %s (%s) was not sent: the URL is of another origin than the listing, and the credentials would go along; if that is right, name it in option 'http.allowed-origins'."
            .formatted(MaskedUri.of(call.uri()), position),
        true,
        0,
        OptionalInt.empty(),
        null);
  }

  /**
   * @param reason why it is given up, if there is more to say than what failed
   */
  PageRequestException failed(int attempts, AttemptException failure, String reason) {
    boolean permanent =
        switch (failure.kind()) {
          case PERMANENT, NOT_A_PAGE -> true;
          case TRANSIENT, THROTTLED -> false;
        };
    String message =
        "Request for %s (%s) failed after %d %s: %s%s"
            .formatted(
                MaskedUri.of(call.uri()),
                position,
                attempts,
                attempts == 1 ? "attempt" : "attempts",
                failure.getMessage(),
                reason);
    return new PageRequestException(
        mask.mask(message),
        permanent,
        attempts,
        failure.status(),
        mask.withoutSecrets(failure.getCause()));
  }
}
