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
package io.github.flinkcomments.connector.rest;

import io.github.flinkcomments.connector.rest.http.Authentication;
import io.github.flinkcomments.connector.rest.http.HttpOptions;
import io.github.flinkcomments.connector.rest.http.Origin;
import io.github.flinkcomments.connector.rest.http.RetryOptions;
import io.github.flinkcomments.connector.rest.option.AuthenticationType;
import io.github.flinkcomments.connector.rest.option.RestHttpOptions;
import io.github.flinkcomments.connector.rest.option.RestResponseOptions;
import io.github.flinkcomments.connector.rest.option.RestRetryOptions;
import io.github.flinkcomments.connector.rest.request.Secret;
import io.github.flinkcomments.connector.rest.response.ResponseOptions;
import io.github.flinkcomments.connector.rest.response.ResponseRules;
import io.github.flinkcomments.connector.rest.response.Verdict;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the options of connections, responses and retries mean together. All methods throw {@link
 * IllegalArgumentException} with a sentence that names the option.
 */
final class HttpSettings {

  private final GivenOptions options;

  HttpSettings(GivenOptions options) {
    this.options = options;
  }

  HttpOptions httpOptions() {
    return new HttpOptions(
        options.get(RestHttpOptions.CONNECT_TIMEOUT),
        options.get(RestHttpOptions.REQUEST_TIMEOUT),
        options.get(RestHttpOptions.MAX_BODY_SIZE).getBytes(),
        options.get(RestHttpOptions.HEADERS),
        authentication(),
        allowedOrigins(),
        responseOptions(),
        options.getOptional(RestHttpOptions.USER_AGENT).orElseGet(HttpOptions.DEFAULT::userAgent),
        new RetryOptions(
            options.get(RestRetryOptions.MAX_ATTEMPTS),
            options
                .getOptional(RestRetryOptions.MIN_DURATION)
                .orElseGet(RetryOptions.DEFAULT::minDuration),
            options
                .getOptional(RestRetryOptions.MIN_DURATION)
                .orElseGet(RetryOptions.DEFAULT::doubtDuration),
            options.get(RestRetryOptions.INITIAL_BACKOFF),
            options.get(RestRetryOptions.MAX_BACKOFF),
            options.get(RestRetryOptions.MAX_SERVER_WAIT),
            options.get(RestRetryOptions.MAX_THROTTLED_DURATION)));
  }

  private Authentication authentication() {
    AuthenticationType type = options.get(RestHttpOptions.AUTHENTICATION_TYPE);
    options.refuse(
        RestHttpOptions.AUTHENTICATION_TOKEN,
        type == AuthenticationType.BEARER,
        "'auth.type' = 'bearer'");
    options.refuse(
        RestHttpOptions.AUTHENTICATION_USERNAME,
        type == AuthenticationType.BASIC,
        "'auth.type' = 'basic'");
    options.refuse(
        RestHttpOptions.AUTHENTICATION_PASSWORD,
        type == AuthenticationType.BASIC,
        "'auth.type' = 'basic'");
    return switch (type) {
      case NONE -> new Authentication.None();
      case BASIC ->
          new Authentication.Basic(
              new Secret(
                  options.require(
                      RestHttpOptions.AUTHENTICATION_USERNAME, "'auth.type' = 'basic' needs it")),
              new Secret(options.getOptional(RestHttpOptions.AUTHENTICATION_PASSWORD).orElse("")));
      case BEARER ->
          new Authentication.Bearer(
              new Secret(
                  options.require(
                      RestHttpOptions.AUTHENTICATION_TOKEN, "'auth.type' = 'bearer' needs it")));
    };
  }

  private ResponseOptions responseOptions() {
    ResponseRules rules =
        options
            .getOptional(RestResponseOptions.RULES)
            .map(text -> ResponseRules.parse(RestResponseOptions.RULES.key(), text))
            .orElse(ResponseRules.NONE);
    if (rules.lead(Verdict.SKIP_SLICE)) {
      throw new IllegalArgumentException(
          "The option 'response.rules' has the verdict 'skip-slice', which is not supported yet, as there are no slices; use 'past-the-end' where the listing is to end, or leave the rule out.");
    }
    return new ResponseOptions(
        rules,
        options.getOptional(RestResponseOptions.REQUIRED_HEADER).stream().toList(),
        options.getOptional(RestResponseOptions.REQUIRED_POINTER).stream().toList());
  }

  private Set<Origin> allowedOrigins() {
    return options.getOptional(RestHttpOptions.ALLOWED_ORIGINS).orElse(List.of()).stream()
        .map(HttpSettings::origin)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Origin origin(String text) {
    try {
      URI url = new URI(text.strip());
      Origin origin = Origin.of(url);
      if (url.getRawPath().length() <= 1 && url.getRawQuery() == null) {
        return origin;
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Told below. The exception may quote a secret.
    }
    throw new IllegalArgumentException(
        "The option 'http.allowed-origins' has an entry that is not an origin; give each as scheme,"
            + " host and port, such as https://eu.host or http://host:8080, separated by ';'.");
  }
}
