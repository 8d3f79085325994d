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

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The query parameters of a URL: which ones it has, and further ones added to it. Pure. */
final class QueryParameters {

  private QueryParameters() {}

  /** A value for a query or a path segment: everything but unreserved characters is encoded. */
  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /** Whether a raw query has a parameter of that name. */
  static boolean contains(String rawQuery, String name) {
    return rawQuery != null
        && !rawQuery.isEmpty()
        && Arrays.stream(rawQuery.split("&")).anyMatch(pair -> nameOf(pair).equals(name));
  }

  /** A URL with further query parameters; what it has of the same names is replaced. */
  static URI added(URI uri, Map<String, String> parameters) {
    if (parameters.isEmpty()) {
      return uri;
    }
    String[] parts = uri.toString().split("#", 2)[0].split("\\?", 2);
    Map<String, String> pairs = new LinkedHashMap<>();
    String own =
        parts.length == 1
            ? ""
            : Arrays.stream(parts[1].split("&"))
                .filter(pair -> !pair.isEmpty() && !parameters.containsKey(nameOf(pair)))
                .collect(Collectors.joining("&"));
    parameters.forEach((name, value) -> pairs.put(encode(name), encode(value)));
    String added =
        pairs.entrySet().stream()
            .map(pair -> pair.getKey() + "=" + pair.getValue())
            .collect(Collectors.joining("&"));
    return URI.create(parts[0] + "?" + (own.isEmpty() ? "" : own + "&") + added);
  }

  private static String nameOf(String pair) {
    return URLDecoder.decode(pair.split("=", 2)[0], UTF_8);
  }
}
