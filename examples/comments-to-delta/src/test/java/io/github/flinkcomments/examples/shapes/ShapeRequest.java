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
package io.github.flinkcomments.examples.shapes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to an imitated API.
 *
 * @param root of the server, such as {@code http://127.0.0.1:1234}
 * @param body as JSON; missing if there is none
 */
record ShapeRequest(
    String method,
    String root,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    JsonNode body) {

  private static final JsonMapper JSON = new JsonMapper();

  static ShapeRequest of(HttpExchange exchange) throws IOException {
    URI target = exchange.getRequestURI();
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name, String.join(", ", values)));
    return new ShapeRequest(
        exchange.getRequestMethod(),
        "http://127.0.0.1:" + exchange.getLocalAddress().getPort(),
        target.getPath(),
        query(target.getRawQuery()),
        headers,
        JSON.readTree(exchange.getRequestBody().readAllBytes()));
  }

  int number(String parameter, int otherwise) {
    return query.containsKey(parameter) ? Integer.parseInt(query.get(parameter)) : otherwise;
  }

  Optional<String> text(String parameter) {
    return Optional.ofNullable(query.get(parameter));
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    if (raw != null && !raw.isEmpty()) {
      for (String parameter : raw.split("&", -1)) {
        String[] pair = parameter.split("=", 2);
        query.put(
            URLDecoder.decode(pair[0], UTF_8),
            pair.length == 2 ? URLDecoder.decode(pair[1], UTF_8) : "");
      }
    }
    return query;
  }
}
