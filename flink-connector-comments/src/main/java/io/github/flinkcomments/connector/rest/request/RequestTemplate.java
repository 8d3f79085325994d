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
package io.github.flinkcomments.connector.rest.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;

/**
 * How pages of a listing are asked for: a URL, query parameters, headers and a body, in each of
 * which placeholders may stand. What has no value yet is left out: the query parameter, the header,
 * the member of the body. Pure; immutable.
 *
 * @param method GET, or POST where the API wants a body
 * @param url the listing's URL, with its own query
 * @param query further query parameters, by name
 * @param firstQuery query parameters of the first request alone, by name
 * @param headers headers that depend on the page, by name
 * @param body the body; none if empty
 * @param names what may stand between braces
 */
@Internal
public record RequestTemplate(
    PageCall.Method method,
    String url,
    Map<String, String> query,
    Map<String, String> firstQuery,
    Map<String, String> headers,
    String body,
    Set<String> names)
    implements Serializable {

  private static final Pattern END_OF_PATH = Pattern.compile("[?#]");

  /** Copies the maps and the set. */
  public RequestTemplate {
    query = new TreeMap<>(query);
    firstQuery = new TreeMap<>(firstQuery);
    headers = new TreeMap<>(headers);
    names = Set.copyOf(names);
  }

  /** Asks for a URL by {@code GET}, without placeholders. */
  public static RequestTemplate get(URI url) {
    return new RequestTemplate(
        PageCall.Method.GET, url.toString(), Map.of(), Map.of(), Map.of(), "", Set.of());
  }

  /**
   * Tells apart what {@code query} and {@code body} ask for, placeholders and page sizes aside.
   * Kept in state, so it never changes; nothing that looks like a secret goes into it.
   */
  public String digest() {
    return RequestDigest.of(this);
  }

  /** Whether a placeholder stands anywhere in the request. */
  public boolean uses(String name) {
    return Stream.of(
            Stream.of(url),
            query.values().stream(),
            firstQuery.values().stream(),
            headers.values().stream(),
            Stream.of(body))
        .flatMap(texts -> texts)
        .anyMatch(text -> template(text).uses(name));
  }

  /** Whether a query parameter of that name is sent with each request. */
  public boolean hasParameter(String name) {
    return query.containsKey(name) || QueryParameters.contains(rawQuery(), name);
  }

  /**
   * The request for one page.
   *
   * @param values what the placeholders stand for
   * @param parameters query parameters of the pagination
   * @param first whether it is the first request of a walk
   * @throws IllegalArgumentException if it does not become a URL, or the body not JSON
   */
  public PageCall call(
      Map<String, PlaceholderValue> values, Map<String, String> parameters, boolean first) {
    Map<String, String> added = new LinkedHashMap<>(resolved(query, values));
    if (first) {
      added.putAll(resolved(firstQuery, values));
    }
    added.putAll(parameters);
    return new PageCall(
        method,
        QueryParameters.added(uri(values), added),
        resolved(headers, values),
        body.isEmpty() ? Optional.empty() : Optional.of(bodyTemplate().resolve(values)));
  }

  /**
   * The request for a page whose URL a response has told.
   *
   * @param page the URL
   * @param parameters of every page
   * @param repeatQuery whether these and the listing's own query parameters are sent again where
   *     the URL lacks them
   */
  public PageCall call(
      URI page,
      Map<String, PlaceholderValue> values,
      Map<String, String> parameters,
      boolean repeatQuery) {
    URI target = page;
    if (repeatQuery) {
      Map<String, String> missing = new LinkedHashMap<>(resolved(query, values));
      missing.putAll(parameters);
      missing.keySet().removeIf(name -> QueryParameters.contains(page.getRawQuery(), name));
      target = withOwnQuery(QueryParameters.added(page, missing), values);
    }
    return new PageCall(
        method,
        target,
        resolved(headers, values),
        body.isEmpty() ? Optional.empty() : Optional.of(bodyTemplate().resolve(values)));
  }

  private URI withOwnQuery(URI page, Map<String, PlaceholderValue> values) {
    String missing =
        ownPairs(values)
            .filter(
                pair ->
                    !QueryParameters.contains(
                        page.getRawQuery(), URLDecoder.decode(pair.split("=", 2)[0], UTF_8)))
            .collect(Collectors.joining("&"));
    if (missing.isEmpty()) {
      return page;
    }
    return URI.create(page + (page.getRawQuery() == null ? "?" : "&") + missing);
  }

  private URI uri(Map<String, PlaceholderValue> values) {
    if (!Template.mayHavePlaceholders(url)) {
      return URI.create(url.split("#", 2)[0]);
    }
    String path =
        Template.PLACEHOLDER
            .matcher(
                template(END_OF_PATH.split(url, 2)[0])
                    .resolve(withBlanks(values), QueryParameters::encode)
                    .orElseThrow())
            .replaceAll("%7B$1%7D");
    String own = ownPairs(values).collect(Collectors.joining("&"));
    return URI.create(own.isEmpty() ? path : path + "?" + own);
  }

  /** In a path there is nothing to leave out. */
  private Map<String, PlaceholderValue> withBlanks(Map<String, PlaceholderValue> values) {
    Map<String, PlaceholderValue> all = new LinkedHashMap<>(values);
    names.forEach(name -> all.putIfAbsent(name, new PlaceholderValue("", "")));
    return all;
  }

  private Stream<String> ownPairs(Map<String, PlaceholderValue> values) {
    String rawQuery = rawQuery();
    return rawQuery.isEmpty()
        ? Stream.empty()
        : Arrays.stream(rawQuery.split("&"))
            .flatMap(pair -> template(pair).resolve(values, QueryParameters::encode).stream());
  }

  private String rawQuery() {
    String[] parts = url.split("#", 2)[0].split("\\?", 2);
    return parts.length == 1 ? "" : parts[1];
  }

  private Map<String, String> resolved(
      Map<String, String> templates, Map<String, PlaceholderValue> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    templates.forEach(
        (name, text) ->
            template(text)
                .resolve(values, UnaryOperator.identity())
                .ifPresent(value -> texts.put(name, value)));
    return texts;
  }

  private Template template(String text) {
    return new Template(text, names);
  }

  private BodyTemplate bodyTemplate() {
    return new BodyTemplate(body, names);
  }
}
