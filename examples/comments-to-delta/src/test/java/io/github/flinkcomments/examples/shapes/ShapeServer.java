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

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.flinkcomments.examples.shapes.ShapeFaults.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An imitated API on the loopback interface, with the faults of a test. */
public final class ShapeServer implements AutoCloseable {

  /** In place of a length, for no body. */
  private static final long NO_BODY = -1;

  private final Shape shape;
  private final ServedRecords records;
  private final ShapeFaults faults;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();

  private ShapeServer(Shape shape, ServedRecords records, ShapeFaults faults) {
    this.shape = shape;
    this.records = records;
    this.faults = faults;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Starts one of the imitated APIs without faults.
   *
   * @param name as the shape is called
   */
  public static ShapeServer start(String name, int count) {
    Shape shape =
        Shapes.all().stream().filter(each -> each.name().equals(name)).findAny().orElseThrow();
    return start(shape, count, ShapeFaults.none());
  }

  static ShapeServer start(Shape shape, int count, ShapeFaults faults) {
    return new ShapeServer(shape, new ServedRecords(count), faults);
  }

  /** Where its listing is. */
  public URI url() {
    return URI.create(root() + shape.path());
  }

  String root() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Appends records. */
  void grow(int more) {
    records.grow(more);
  }

  /** Waits until all faults have happened. */
  void awaitFaults() throws InterruptedException {
    faults.awaitNone();
  }

  /** How often it was asked so far. */
  int requests() {
    return requests.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try {
      ShapeReply reply = shape.answers().to(ShapeRequest.of(exchange), records);
      Optional<Fault> fault = faults.next();
      if (fault.isPresent()) {
        goWrong(fault.get(), reply, exchange);
      } else {
        send(reply, 1, exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Ends the connection if less was sent than promised.
      exchange.close();
    }
  }

  private void goWrong(Fault fault, ShapeReply reply, HttpExchange exchange)
      throws IOException, InterruptedException {
    switch (fault) {
      case SERVER_ERROR -> send(ShapeReply.error(500, "{\"message\":\"oops\"}"), 1, exchange);
      case TOO_MANY_REQUESTS ->
          send(ShapeReply.error(429, "{}").with("Retry-After", 0), 1, exchange);
      case TRUNCATED -> send(reply, 2, exchange);
      case STALLED -> {
        exchange.sendResponseHeaders(reply.status(), reply.body().length());
        exchange.getResponseBody().flush();
        closed.await();
      }
      case CLOSED -> {
        // Nothing is sent at all.
      }
    }
  }

  /** Sends a part of the body: the whole, or a half of it. */
  private static void send(ShapeReply reply, int part, HttpExchange exchange) throws IOException {
    byte[] body = reply.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? NO_BODY : body.length);
    exchange.getResponseBody().write(body, 0, body.length / part);
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdown();
  }
}
