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
import java.io.Serializable;
import java.net.URI;
import java.util.Locale;
import org.apache.flink.annotation.Internal;

/**
 * Scheme, host and port of a URL: the party that is trusted with the credentials.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case
 * @param port the one given, or that of the scheme
 */
@Internal
public record Origin(String scheme, String host, int port) implements Serializable {

  private static final int MAX_PORT = 65_535;

  /**
   * Returns the origin of a URL.
   *
   * @throws IllegalArgumentException if the URL is not one of HTTP, or has user and password in it
   */
  public static Origin of(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if ((!scheme.equals("http") && !scheme.equals("https")) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "The URL '%s' cannot be asked for; it should begin like http://host or https://host."
              .formatted(MaskedUri.of(url)));
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "The URL '%s' has user and password in it, where they would be shown; use option 'http-headers' or 'auth.type'."
              .formatted(MaskedUri.of(url)));
    }
    if (url.getPort() == 0 || url.getPort() > MAX_PORT) {
      throw new IllegalArgumentException(
          "The URL '%s' has the port %d, but it must be between 1 and %d."
              .formatted(MaskedUri.of(url), url.getPort(), MAX_PORT));
    }
    int schemePort = scheme.equals("https") ? 443 : 80;
    int port = url.getPort() < 0 ? schemePort : url.getPort();
    return new Origin(scheme, url.getHost().toLowerCase(Locale.ROOT), port);
  }
}
