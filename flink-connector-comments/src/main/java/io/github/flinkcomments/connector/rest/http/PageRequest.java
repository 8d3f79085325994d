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

import io.github.flinkcomments.connector.rest.failure.PageFormatException;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.http.PageRequestException.Prospect;
import io.github.flinkcomments.connector.rest.request.MaskedUri;
import io.github.flinkcomments.connector.rest.request.PageCall;
import java.io.IOException;
import java.util.OptionalInt;
import javax.annotation.Nullable;

/** What a caller asked for, and how it is told that it cannot be had. */
record PageRequest(PageCall call, String position, SecretMask general) {

  PageRequestException closed(int attempts) {
    return new PageRequestException(
        "Request for %s (%s) was given up because its client was closed."
            .formatted(MaskedUri.of(call.uri()), position),
        Prospect.PASSING,
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
        Prospect.PERMANENT,
        0,
        OptionalInt.empty(),
        null);
  }

  /**
   * @param history of the request, its last attempt included
   * @param failure of the last attempt
   * @param reason why it is given up, if there is more to say than what failed
   */
  PageRequestException failed(RequestHistory history, AttemptException failure, String reason) {
    SecretMask mask = general.with(call);
    int attempts = history.attempts();
    String message =
        "Request for %s (%s) failed after %d %s: %s%s"
            .formatted(
                mask.mask(MaskedUri.of(call.uri())),
                mask.mask(position),
                attempts,
                attempts == 1 ? "attempt" : "attempts",
                mask.mask(failure.getMessage()),
                reason);
    return new PageRequestException(
        message,
        prospect(failure.kind(), history.answeredBefore()),
        attempts,
        failure.status(),
        innermost(message, mask.withoutSecrets(failure.getCause())));
  }

  /** SQL clients show the innermost message alone, so what is wrong with a page tells all. */
  private static @Nullable Throwable innermost(String message, @Nullable Throwable cause) {
    IOException innermost;
    if (cause instanceof PageFormatException) {
      innermost = new PageFormatException(message);
    } else if (cause instanceof RecordFormatException) {
      innermost = new RecordFormatException(message);
    } else {
      return cause;
    }
    innermost.addSuppressed(cause);
    return innermost;
  }

  private static Prospect prospect(AttemptException.Kind kind, boolean answeredBefore) {
    return switch (kind) {
      case PERMANENT -> Prospect.PERMANENT;
      case REFUSED, NOT_A_PAGE -> answeredBefore ? Prospect.DOUBTFUL : Prospect.PERMANENT;
      case TRANSIENT, THROTTLED -> Prospect.PASSING;
    };
  }
}
