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
package io.github.flinkcomments.benchmarks.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A listing of a server that allows one request per interval, and answers others with 429 and the
 * wait that is left, in whole seconds, as such servers do.
 */
final class ThrottlingServer implements AutoCloseable {

  private static final Pattern PARAMETER = Pattern.compile("(_start|_limit)=([0-9]+)");

  private final Duration interval;
  private final int rows;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Guarded by this. */
  private long nextAllowed = System.nanoTime();

  /** Guarded by this. */
  private long firstAllowed;

  /** Guarded by this. */
  private long lastAllowed;

  /** Times between two requests that were allowed, in nanoseconds. Guarded by this. */
  private final List<Long> gaps = new ArrayList<>();

  /** Guarded by this. */
  private int allowed;

  /** Guarded by this. */
  private int refused;

  ThrottlingServer(Duration interval, int rows) throws IOException {
    this.interval = interval;
    this.rows = rows;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/comments", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:%d/comments".formatted(server.getAddress().getPort()));
  }

  /** Returns what part of the requests that it would have allowed in the time there were. */
  synchronized double usedPart() {
    double intervals = (double) (lastAllowed - firstAllowed) / interval.toNanos();
    return (allowed - 1) / intervals;
  }

  /**
   * Returns what part that was while nothing else held the machine up: by the median of the times
   * between two requests.
   */
  synchronized double usedPartByMedian() {
    List<Long> sorted = gaps.stream().sorted().toList();
    return (double) interval.toNanos() / sorted.get(sorted.size() / 2);
  }

  synchronized int allowed() {
    return allowed;
  }

  synchronized int refused() {
    return refused;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      long wait = admit();
      if (wait > 0) {
        long seconds = (wait + 999_999_999L) / 1_000_000_000L;
        exchange.getResponseHeaders().set("Retry-After", Long.toString(seconds));
        exchange.sendResponseHeaders(429, -1);
        return;
      }
      Map<String, Long> parameters =
          PARAMETER
              .matcher(exchange.getRequestURI().getQuery())
              .results()
              .collect(
                  Collectors.toMap(found -> found.group(1), found -> Long.valueOf(found.group(2))));
      byte[] body = page(parameters.get("_start"), parameters.get("_limit")).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("X-Total-Count", Integer.toString(rows));
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Returns how long the request is too early, in nanoseconds; none if it is allowed. */
  private synchronized long admit() {
    long now = System.nanoTime();
    if (now - nextAllowed < 0) {
      refused++;
      return nextAllowed - now;
    }
    if (allowed == 0) {
      firstAllowed = now;
    } else {
      gaps.add(now - lastAllowed);
    }
    lastAllowed = now;
    nextAllowed = now + interval.toNanos();
    allowed++;
    return 0;
  }

  private String page(long start, long limit) {
    return LongStream.rangeClosed(start + 1, Math.min(rows, start + limit))
        .mapToObj(
            id ->
                "{\"postId\":1,\"id\":%d,\"name\":\"n\",\"email\":\"e\",\"body\":\"b\"}"
                    .formatted(id))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
