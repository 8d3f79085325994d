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

import io.github.flinkcomments.connector.rest.http.HttpOptions;
import io.github.flinkcomments.connector.rest.option.AuthenticationType;
import io.github.flinkcomments.connector.rest.option.PaginationType;
import io.github.flinkcomments.connector.rest.option.RestHttpOptions;
import io.github.flinkcomments.connector.rest.option.RestListingOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestRequestOptions;
import io.github.flinkcomments.connector.rest.pagination.Placeholders;
import io.github.flinkcomments.connector.rest.request.PageCall;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the options of requests mean together. All methods throw {@link IllegalArgumentException}
 * with a sentence that names the option.
 */
final class RequestSettings {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][\\w.-]*)}");

  /** Kept for listings that are read in windows. */
  private static final Set<String> WINDOW_BOUNDS = Set.of("{from}", "{to}");

  private final GivenOptions options;

  RequestSettings(GivenOptions options) {
    this.options = options;
  }

  /** What is the same in all requests. */
  RequestTemplate request() {
    String body = options.getOptional(RestRequestOptions.BODY).orElse("");
    PageCall.Method method =
        options
            .getOptional(RestRequestOptions.METHOD)
            .orElse(body.isEmpty() ? PageCall.Method.GET : PageCall.Method.POST);
    if (method == PageCall.Method.GET && !body.isEmpty()) {
      throw new IllegalArgumentException(
          "The option 'request.body' cannot be sent by 'request.method' = 'GET'; set the method to"
              + " POST, or leave one of them out.");
    }
    String url = options.getOptional(RestListingOptions.URL).orElse("");
    requireKnownPlaceholders("url", url);
    options
        .get(RestRequestOptions.QUERY)
        .forEach((name, text) -> requireKnownPlaceholders("request.query." + name, text));
    options
        .get(RestRequestOptions.HEADER)
        .forEach((name, text) -> requireKnownPlaceholders("request.header." + name, text));
    requireBoundPlaceholders("request.body", body);
    requireHeaders();
    return new RequestTemplate(
        method,
        url,
        options.get(RestRequestOptions.QUERY),
        options.get(RestRequestOptions.FIRST_QUERY),
        options.get(RestRequestOptions.HEADER),
        body,
        Placeholders.all());
  }

  /** One of two headers of a name would be lost without a word. */
  private void requireHeaders() {
    Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options
        .get(RestHttpOptions.HEADERS)
        .forEach((name, value) -> names.put(name, "http-headers." + name));
    if (options.get(RestHttpOptions.AUTHENTICATION_TYPE) != AuthenticationType.NONE) {
      names.put("Authorization", RestHttpOptions.AUTHENTICATION_TYPE.key());
    }
    options
        .get(RestRequestOptions.HEADER)
        .forEach(
            (name, text) -> {
              HttpOptions.requireHeader(name, text);
              requireOnce(names, name, "request.header." + name);
            });
  }

  private static void requireOnce(Map<String, String> names, String name, String option) {
    String other = names.put(name, option);
    if (other != null) {
      throw new IllegalArgumentException(
          "The options '%s' and '%s' set the same header; leave one of them out."
              .formatted(other, option));
    }
  }

  private void requireKnownPlaceholders(String option, String text) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      if (!Placeholders.all().contains(placeholder.group(1))) {
        throw new IllegalArgumentException(
            "The option '%s' has the placeholder '%s', %s."
                .formatted(option, placeholder.group(), refusal(placeholder.group())));
      }
    }
    requireBoundPlaceholders(option, text);
  }

  /** A body may have other names in braces, as GraphQL has. */
  private void requireBoundPlaceholders(String option, String text) {
    PaginationType type = options.get(RestPaginationOptions.TYPE);
    Set<String> bound = boundBy(type);
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      String name = placeholder.group(1);
      if (Placeholders.all().contains(name) && !bound.contains(name)) {
        throw new IllegalArgumentException(
            "The option '%s' has the placeholder '{%s}', to which 'pagination.type' = '%s' gives no value; remove it, or write it with blanks, '{ %s }', if it is meant as text."
                .formatted(option, name, type, name));
      }
    }
  }

  private static Set<String> boundBy(PaginationType type) {
    return switch (type) {
      case OFFSET -> Set.of(Placeholders.LIMIT, Placeholders.OFFSET, Placeholders.LAST);
      case PAGE_NUMBER -> Set.of(Placeholders.LIMIT, Placeholders.PAGE);
      case CURSOR -> Set.of(Placeholders.LIMIT, Placeholders.CURSOR);
      case KEYSET -> Placeholders.ofKeys();
      case LINK_HEADER, NEXT_URL, NONE -> Set.of(Placeholders.LIMIT);
    };
  }

  private static String refusal(String placeholder) {
    return WINDOW_BOUNDS.contains(placeholder)
        ? "a bound of a time window, which is not supported yet; write the bound itself there"
        : "which nothing gives a value; known are {page}, {offset}, {last}, {limit}, {cursor} and {key}";
  }
}
