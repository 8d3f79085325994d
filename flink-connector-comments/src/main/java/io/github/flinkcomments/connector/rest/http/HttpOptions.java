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

import io.github.flinkcomments.connector.rest.request.Secret;
import io.github.flinkcomments.connector.rest.response.ResponseOptions;
import java.io.Serializable;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.annotation.Internal;

/**
 * How the client talks to the API.
 *
 * @param connectTimeout for a connection to be made; default 10 s
 * @param requestTimeout for one attempt, from the request to the last byte of the body; default 30
 *     s
 * @param maxBodyBytes largest body that is read, decompressed; default 64 MiB
 * @param headers sent with each request, in addition to {@code Accept}, {@code Accept-Encoding} and
 *     {@code User-Agent}, or in their stead; the values are taken for secrets
 * @param authentication default none
 * @param allowedOrigins origins that are trusted beside the listing's own; default none
 * @param response what responses mean
 * @param userAgent default {@code flink-connector-comments/<version>}
 * @param retry when and how often a request is repeated
 */
@Internal
public record HttpOptions(
    Duration connectTimeout,
    Duration requestTimeout,
    long maxBodyBytes,
    Map<String, String> headers,
    Authentication authentication,
    Set<Origin> allowedOrigins,
    ResponseOptions response,
    String userAgent,
    RetryOptions retry)
    implements Serializable {

  /** What a client does unless told otherwise. */
  public static final HttpOptions DEFAULT =
      new HttpOptions(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          64L * 1024 * 1024,
          Map.of(),
          new Authentication.None(),
          Set.of(),
          ResponseOptions.DEFAULT,
          "flink-connector-comments/" + ProductVersion.get(),
          RetryOptions.DEFAULT);

  public HttpOptions {
    requirePositive("http.connect-timeout", connectTimeout);
    requirePositive("http.request-timeout", requestTimeout);
    if (maxBodyBytes < 1) {
      throw new IllegalArgumentException(
          "The option 'http.max-body-size' is %d bytes, but it must be at least 1."
              .formatted(maxBodyBytes));
    }
    headers = Map.copyOf(headers);
    allowedOrigins = Set.copyOf(allowedOrigins);
    headers.forEach(HttpOptions::requireHeader);
    requireHeader("User-Agent", userAgent);
    if (authentication.authorization().isPresent()) {
      requireHeader("Authorization", authentication.authorization().get());
      if (headers.keySet().stream().anyMatch("Authorization"::equalsIgnoreCase)) {
        throw new IllegalArgumentException(
            "Options 'http-headers' and 'auth.type' both set the header 'Authorization'; use one of"
                + " them.");
      }
    }
  }

  /** Says everything but the values of the headers, some of which are secrets in most APIs. */
  @Override
  public String toString() {
    Map<String, String> masked = new TreeMap<>(headers);
    masked.replaceAll((name, value) -> Secret.MASK);
    return "HttpOptions[connectTimeout=%s, requestTimeout=%s, maxBodyBytes=%d, headers=%s, authentication=%s, allowedOrigins=%s, response=%s, userAgent=%s, retry=%s]"
        .formatted(
            connectTimeout,
            requestTimeout,
            maxBodyBytes,
            masked,
            authentication,
            allowedOrigins,
            response,
            userAgent,
            retry);
  }

  private static void requirePositive(String option, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "The option '%s' is %s, but it must be positive.".formatted(option, duration));
    }
  }

  /**
   * Checks that a header can be sent. The JDK's own message would show the value, so its exception
   * is not passed on. Characters beyond ASCII it would send as question marks.
   *
   * @throws IllegalArgumentException if it cannot
   */
  public static void requireHeader(String name, String value) {
    if (!value.chars().allMatch(character -> character < 0x7F)) {
      throw new IllegalArgumentException(
          "The header '%s' cannot be sent as it is: its value has a character beyond ASCII, which HTTP does not carry; write it as the API expects it, percent-encoded for example."
              .formatted(name));
    }
    boolean accepted;
    try {
      HttpRequest.newBuilder().header(name, value);
      accepted = true;
    } catch (IllegalArgumentException e) {
      accepted = false;
    }
    if (!accepted) {
      throw new IllegalArgumentException(
          "The header '%s' cannot be sent: its name is reserved for the HTTP client, or its name or value has characters that HTTP does not allow."
              .formatted(name));
    }
  }
}
