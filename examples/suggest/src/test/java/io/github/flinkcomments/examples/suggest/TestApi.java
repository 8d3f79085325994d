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

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An API on the loopback interface that answers as a test wants it to. */
final class TestApi implements AutoCloseable {

  /** What is asked for. */
  record Request(URI uri, Map<String, String> query, Map<String, List<String>> headers) {

    int number(String parameter, int otherwise) {
      return query.containsKey(parameter) ? Integer.parseInt(query.get(parameter)) : otherwise;
    }
  }

  /** What is answered; status 0 stands for silence. */
  record Reply(int status, Map<String, String> headers, String body) {

    static Reply json(String body) {
      return new Reply(200, Map.of("Content-Type", "application/json"), body);
    }

    static Reply status(int status) {
      return new Reply(status, Map.of("Content-Type", "application/json"), "{\"error\":\"no\"}");
    }

    Reply with(String name, String value) {
      Map<String, String> all = new LinkedHashMap<>(headers);
      all.put(name, value);
      return new Reply(status, all, body);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private TestApi(Function<Request, Reply> answers) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  static TestApi answering(Function<Request, Reply> answers) {
    return new TestApi(answers);
  }

  /** An API that never answers. */
  static TestApi silent() {
    return new TestApi(request -> new Reply(0, Map.of(), ""));
  }

  String url() {
    return "http://127.0.0.1:%d/v1/items".formatted(server.getAddress().getPort());
  }

  List<Request> requests() {
    return requests;
  }

  /** Records with the ids from one number to another, the latter not included. */
  static String records(int from, int to) {
    return IntStream.range(from, Math.max(from, to))
        .mapToObj("{\"id\":%1$d,\"name\":\"n%1$d\"}"::formatted)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private void answer(HttpExchange exchange, Function<Request, Reply> answers) throws IOException {
    Request request =
        new Request(
            exchange.getRequestURI(),
            Query.parametersOf(exchange.getRequestURI()),
            exchange.getRequestHeaders());
    requests.add(request);
    Reply reply = answers.apply(request);
    try {
      if (reply.status() == 0) {
        closed.await();
        return;
      }
      byte[] body = reply.body().getBytes(UTF_8);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdown();
  }
}
