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

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where a response sends the client. Only within the origin (scheme, host and port) of the request,
 * since the credentials go along. Pure.
 */
final class Redirects {

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  private Redirects() {}

  /**
   * Returns the URL to ask instead, if the response is a redirect.
   *
   * @throws AttemptException if it leads nowhere, or to another origin
   */
  static Optional<URI> target(URI asked, int status, HttpHeaders headers) throws AttemptException {
    if (!STATUSES.contains(status)) {
      return Optional.empty();
    }
    String location = headers.firstValue("Location").orElse("");
    URI target = resolve(asked, location, status);
    if (!isSameOrigin(asked, target)) {
      throw refused(
          status,
          "redirected to another origin, %s; if that is the right one, use its URL"
              .formatted(MaskedUri.of(target)));
    }
    return Optional.of(target);
  }

  private static URI resolve(URI asked, String location, int status) throws AttemptException {
    if (location.isBlank()) {
      throw refused(status, "redirected without saying where to");
    }
    try {
      return asked.resolve(location);
    } catch (IllegalArgumentException e) {
      throw refused(status, "redirected to what is no URL");
    }
  }

  private static boolean isSameOrigin(URI asked, URI target) {
    try {
      return Origin.of(asked).equals(Origin.of(target));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static AttemptException refused(int status, String problem) {
    return new AttemptException(
        AttemptException.Kind.PERMANENT,
        OptionalInt.of(status),
        "the server (status %d) %s".formatted(status, problem),
        null);
  }
}
