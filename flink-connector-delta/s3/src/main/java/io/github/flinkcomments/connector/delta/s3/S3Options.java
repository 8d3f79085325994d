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
package io.github.flinkcomments.connector.delta.s3;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How to reach a store.
 *
 * @param endpoint of a store that is not Amazon's
 * @param region of the bucket; found in the environment if it is left out
 * @param pathStyle whether the bucket stands in the path, rather than in the name of the host
 * @param credentials found in the environment if they are left out
 */
record S3Options(
    Optional<URI> endpoint,
    Optional<String> region,
    boolean pathStyle,
    Optional<Credentials> credentials) {

  /** Never printed. */
  record Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {
    @Override
    public String toString() {
      return "****";
    }
  }

  private static final String ENDPOINT = "endpoint";
  private static final String REGION = "region";
  private static final String PATH_STYLE = "path-style-access";
  private static final String ACCESS_KEY = "access-key";
  private static final String SECRET_KEY = "secret-key";
  private static final String SESSION_TOKEN = "session-token";

  private static final List<String> KNOWN =
      List.of(ENDPOINT, REGION, PATH_STYLE, ACCESS_KEY, SECRET_KEY, SESSION_TOKEN);

  /**
   * @param options without the prefix {@code storage.}
   * @throws IllegalArgumentException naming the option, but no value that may be a secret
   */
  static S3Options of(Map<String, String> options) {
    requireKnown(options.keySet());
    Optional<URI> endpoint = value(options, ENDPOINT).map(S3Options::endpoint);
    return new S3Options(
        endpoint,
        value(options, REGION),
        value(options, PATH_STYLE).map(S3Options::trueOrFalse).orElse(endpoint.isPresent()),
        credentials(options));
  }

  private static void requireKnown(Set<String> names) {
    Set<String> unknown = new TreeSet<>(names);
    KNOWN.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "The option 'storage.%s' is unknown to tables on S3; they have 'storage.%s'."
              .formatted(String.join("', 'storage.", unknown), String.join("', 'storage.", KNOWN)));
    }
  }

  private static Optional<String> value(Map<String, String> options, String name) {
    Optional<String> value = Optional.ofNullable(options.get(name)).map(String::strip);
    if (value.filter(String::isEmpty).isPresent()) {
      throw new IllegalArgumentException(
          "The option 'storage.%s' is empty; give it a value, or leave it out.".formatted(name));
    }
    return value;
  }

  private static URI endpoint(String value) {
    try {
      URI endpoint = URI.create(value);
      boolean usable =
          Set.of("http", "https").contains(String.valueOf(endpoint.getScheme()))
              && endpoint.getHost() != null
              && endpoint.getUserInfo() == null
              && endpoint.getQuery() == null;
      if (usable) {
        return endpoint;
      }
    } catch (IllegalArgumentException e) {
      // Told below, without the value, which may hold a password.
    }
    throw new IllegalArgumentException(
        "The option 'storage.%s' is not the URL of a store; give one such as https://store.example:9000."
            .formatted(ENDPOINT));
  }

  private static boolean trueOrFalse(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "The option 'storage.%s' is '%s', but it must be true or false."
                  .formatted(PATH_STYLE, value));
    };
  }

  private static Optional<Credentials> credentials(Map<String, String> options) {
    Optional<String> accessKey = value(options, ACCESS_KEY);
    Optional<String> secretKey = value(options, SECRET_KEY);
    Optional<String> sessionToken = value(options, SESSION_TOKEN);
    if (accessKey.isPresent() != secretKey.isPresent()
        || (sessionToken.isPresent() && accessKey.isEmpty())) {
      throw new IllegalArgumentException(
          "The options 'storage.%s' and 'storage.%s' belong together, and 'storage.%s' to them; give both, or none to take credentials from the environment."
              .formatted(ACCESS_KEY, SECRET_KEY, SESSION_TOKEN));
    }
    return accessKey.map(key -> new Credentials(key, secretKey.orElseThrow(), sessionToken));
  }
}
