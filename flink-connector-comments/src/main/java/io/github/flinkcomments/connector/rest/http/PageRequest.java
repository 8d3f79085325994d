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
record PageRequest(PageCall call, String position, SecretMask general) {

  PageRequestException closed(int attempts) {
    return new PageRequestException(
        "Request for %s (%s) was given up because its client was closed."
            .formatted(MaskedUri.of(call.uri()), position),
        false,
        attempts,
        OptionalInt.empty(),
        null);
  }

  /**
   * Checks what can be told without a server.
   *
   * @throws PageRequestException if the call cannot be sent, or leads where the credentials must
   *     not go
   */
  void requireSendable(TrustedOrigins trusted) throws PageRequestException {
    try {
      Origin.of(call.uri());
      call.headers().forEach(HttpOptions::requireHeader);
    } catch (IllegalArgumentException e) {
      throw notSent(e.getMessage());
    }
    if (!trusted.contain(call.uri())) {
      throw notSent(
          "the URL is of another origin than the listing, and the credentials would go along; if"
              + " that is right, name it in option 'http.allowed-origins'.");
    }
  }

  private PageRequestException notSent(String reason) {
    SecretMask mask = general.with(call);
    return new PageRequestException(
        "Request for %s (%s) was not sent: %s"
            .formatted(mask.mask(MaskedUri.of(call.uri())), mask.mask(position), mask.mask(reason)),
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
          case PERMANENT, REFUSED, NOT_A_PAGE -> true;
          case TRANSIENT, THROTTLED -> false;
        };
    SecretMask mask = general.with(call);
    return new PageRequestException(
        "Request for %s (%s) failed after %d %s: %s%s"
            .formatted(
                mask.mask(MaskedUri.of(call.uri())),
                mask.mask(position),
                attempts,
                attempts == 1 ? "attempt" : "attempts",
                mask.mask(failure.getMessage()),
                reason),
        permanent,
        attempts,
        failure.status(),
        mask.withoutSecrets(failure.getCause()));
  }
}
