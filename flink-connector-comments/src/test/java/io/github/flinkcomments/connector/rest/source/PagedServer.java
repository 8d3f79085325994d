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
package io.github.flinkcomments.connector.rest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Serves records {@code {"id": n}} with ids from 1, in the way that a test gives. */
final class PagedServer implements AutoCloseable {

  /** Answers one request. */
  interface Handler {
    Answer answer(Request request);
  }

  /**
   * @param query decoded parameters
   * @param records how many records there are
   */
  record Request(String method, Map<String, String> query, String body, int records) {

    int number(String name, int absent) {
      return query.containsKey(name) ? Integer.parseInt(query.get(name)) : absent;
    }

    /** Records from an index on, as the text of a JSON array. */
    String page(int from, int size) {
      return "[%s]"
          .formatted(
              IntStream.range(Math.min(from, records), Math.min(from + size, records))
                  .mapToObj(index -> "{\"id\":%d}".formatted(index + 1))
                  .collect(Collectors.joining(",")));
    }
  }

  /** A response. */
  record Answer(int status, String body, Map<String, String> headers) {
    static Answer ok(String body) {
      return new Answer(200, body, Map.of());
    }

    Answer with(String header, String value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(header, value);
      return new Answer(status, body, more);
    }
  }

  private final HttpServer server;
  private final AtomicInteger records;
  final List<String> requests = new CopyOnWriteArrayList<>();

  PagedServer(int records, Handler handler) throws IOException {
    this.records = new AtomicInteger(records);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", exchange -> answer(exchange, handler));
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  void add(int more) {
    records.addAndGet(more);
  }

  private void answer(HttpExchange exchange, Handler handler) throws IOException {
    String rawQuery = exchange.getRequestURI().getRawQuery();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add(exchange.getRequestURI() + (body.isEmpty() ? "" : " " + body));
    Map<String, String> query = new TreeMap<>();
    if (rawQuery != null) {
      Arrays.stream(rawQuery.split("&"))
          .map(pair -> pair.split("=", 2))
          .forEach(pair -> query.put(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1])));
    }
    String path = exchange.getRequestURI().getPath();
    query.put("path", path.substring(path.lastIndexOf('/') + 1));
    Answer answer =
        handler.answer(new Request(exchange.getRequestMethod(), query, body, records.get()));
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
