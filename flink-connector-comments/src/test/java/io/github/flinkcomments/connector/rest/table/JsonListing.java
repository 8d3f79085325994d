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
package io.github.flinkcomments.connector.rest.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Serves records of any shape, page by page. */
final class JsonListing implements AutoCloseable {

  private static final Pattern PAGE = Pattern.compile("_start=(\\d+)&_limit=(\\d+)");

  private final List<String> records;
  private final HttpServer server;

  private JsonListing(List<String> records) throws IOException {
    this.records = records;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  static JsonListing of(String... records) throws IOException {
    return new JsonListing(List.of(records));
  }

  String url() {
    return "http://127.0.0.1:%d/records".formatted(server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    MatchResult page =
        PAGE.matcher(exchange.getRequestURI().getQuery()).results().findFirst().orElseThrow();
    int start = Math.min(Integer.parseInt(page.group(1)), records.size());
    int end = Math.min(start + Integer.parseInt(page.group(2)), records.size());
    byte[] body = ("[" + String.join(",", records.subList(start, end)) + "]").getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("X-Total-Count", String.valueOf(records.size()));
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
