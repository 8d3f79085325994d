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
package io.github.flinkcomments.examples.job;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells at once if an API cannot be reached. The job itself is patient: it tries again, restarts,
 * and says why only when it gives up, which takes minutes.
 */
public final class ApiCheck {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private ApiCheck() {}

  /**
   * Connects, and asks for nothing.
   *
   * @return what to tell people; empty if the API can be reached, or the URL is none of HTTP, which
   *     the job refuses
   */
  public static Optional<String> warning(String url) {
    URL api;
    try {
      api = URI.create(url).toURL();
      if (!api.getProtocol().startsWith("http")) {
        return Optional.empty();
      }
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty();
    }
    int port = api.getPort() < 0 ? api.getDefaultPort() : api.getPort();
    try (Socket socket = new Socket()) {
      InetSocketAddress address = new InetSocketAddress(api.getHost(), port);
      if (address.isUnresolved()) {
        throw new UnknownHostException("there is no such host");
      }
      socket.connect(address, Math.toIntExact(LIMIT.toMillis()));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "The API at %s:%d cannot be reached (%s). If its URL is right, wait: the job tries again for some minutes before it fails."
              .formatted(api.getHost(), port, e.getMessage()));
    }
  }
}
