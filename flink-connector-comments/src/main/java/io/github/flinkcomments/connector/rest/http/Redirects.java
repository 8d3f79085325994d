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
import io.github.flinkcomments.connector.rest.request.UrlReference;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where a response sends the client (RFC 9110). Only to origins (scheme, host and port) that are
 * trusted, since the credentials go along. Pure.
 */
final class Redirects {

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  private Redirects() {}

  /**
   * Returns the call to make instead, if the response is a redirect. Its method and body stay the
   * same, but for 303, which asks for a {@code GET}.
   *
   * @throws AttemptException if it leads nowhere, or to an origin that is not trusted
   */
  static Optional<PageCall> target(
      PageCall asked, int status, HttpHeaders headers, TrustedOrigins trusted)
      throws AttemptException {
    if (!STATUSES.contains(status)) {
      return Optional.empty();
    }
    String location = headers.firstValue("Location").orElse("");
    URI target = resolve(asked.uri(), location, status);
    if (!trusted.contain(target)) {
      throw refused(
          status,
          "redirected to another origin, %s; if that is the right one, use its URL, or name it in option 'http.allowed-origins'"
              .formatted(MaskedUri.of(target)));
    }
    return Optional.of(status == 303 ? seeOther(asked, target) : asked.withUri(target));
  }

  private static PageCall seeOther(PageCall asked, URI target) {
    return new PageCall(PageCall.Method.GET, target, asked.headers(), Optional.empty());
  }

  private static URI resolve(URI asked, String location, int status) throws AttemptException {
    if (location.isBlank()) {
      throw refused(status, "redirected without saying where to");
    }
    try {
      return UrlReference.ofHeader(location).resolve(asked);
    } catch (IllegalArgumentException e) {
      throw refused(status, "redirected to an invalid URL");
    }
  }

  private static AttemptException refused(int status, String problem) {
    return new AttemptException(
        AttemptException.Kind.REFUSED,
        OptionalInt.of(status),
        "the server (status %d) %s".formatted(status, problem),
        null);
  }
}
