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
package io.github.flinkcomments.examples.suggest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The query part of a URL: read, and with other parameters. The URL's own spelling is kept. */
final class Query {

  private Query() {}

  /** The parameters in their order; of one that is there twice, the last. */
  static Map<String, String> parametersOf(URI uri) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : raw(uri)) {
      String[] pair = parameter.split("=", 2);
      parameters.put(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : "");
    }
    return parameters;
  }

  /** The URL with these parameters set, in place of those of the same names. */
  static URI with(URI uri, Map<String, String> parameters) {
    List<String> added =
        parameters.entrySet().stream()
            .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
            .toList();
    URI rest = without(uri, parameters.keySet());
    if (added.isEmpty()) {
      return rest;
    }
    String separator = rest.getRawQuery() == null ? "?" : "&";
    return URI.create(rest + separator + String.join("&", added));
  }

  /** The URL without these parameters, and without a fragment. */
  static URI without(URI uri, Set<String> names) {
    String place = place(uri);
    String query =
        raw(uri).stream()
            .filter(parameter -> !names.contains(decoded(parameter.split("=", 2)[0])))
            .collect(Collectors.joining("&"));
    return URI.create(query.isEmpty() ? place : place + "?" + query);
  }

  /** The URL up to its query. */
  static String place(URI uri) {
    return uri.toString().split("[?#]", 2)[0];
  }

  private static List<String> raw(URI uri) {
    return uri.getRawQuery() == null || uri.getRawQuery().isEmpty()
        ? List.of()
        : Arrays.asList(uri.getRawQuery().split("&", -1));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException notPercentEncoded) {
      return text;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
