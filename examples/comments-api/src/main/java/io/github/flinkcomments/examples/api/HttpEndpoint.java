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
package io.github.flinkcomments.examples.api;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * HTTP on the loopback interface. The JDK's {@code HttpServer} speaks it, on a port that is known
 * to a {@link Relay} alone; clients connect to the relay, because the server can neither reset
 * their connections nor tell how many are open.
 */
final class HttpEndpoint implements AutoCloseable {

  private static final int BACKLOG = 128;
  private static final long CLOSE_SECONDS = 10;

  static {
    // The JDK reads these once, when a process makes its first HttpServer.
    // A body follows its headers at once, instead of when the other side acknowledges them, which
    // takes 40 ms if it delays that.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Connections are left to the clients, however many and however long they are idle: else some
    // would be closed just when they are to be used again.
    String noLimit = Integer.toString(Integer.MAX_VALUE);
    System.setProperty("sun.net.httpserver.maxIdleConnections", noLimit);
    System.setProperty("sun.net.httpserver.idleInterval", noLimit);
  }

  private final HttpServer server;
  private final Relay relay;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "comments-api");
            thread.setDaemon(true);
            return thread;
          });

  private HttpEndpoint(
      ServerSocket listener, HttpServer server, Function<HttpRequest, Reply> answers) {
    this.server = server;
    this.relay = new Relay(listener, server.getAddress(), threads);
    server.setExecutor(threads);
    server.createContext("/", new ReplyHandler(answers, relay));
  }

  /** Listens on a port, or on any free one if it is zero. */
  static HttpEndpoint start(int port, Function<HttpRequest, Reply> answers) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try {
      ServerSocket listener = new ServerSocket(port, BACKLOG, loopback);
      HttpServer server = newServer();
      HttpEndpoint endpoint = new HttpEndpoint(listener, server, answers);
      // The server's own thread is a daemon only if the one that starts it is.
      CompletableFuture.runAsync(server::start, endpoint.threads).join();
      endpoint.relay.start();
      return endpoint;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on port " + port + " of the loopback.", e);
    }
  }

  /** A server on any free port of the loopback, with the limits of this class. */
  static HttpServer newServer() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
  }

  int port() {
    return relay.port();
  }

  /** How many clients' connections are open. */
  int connections() {
    return relay.connections();
  }

  /** Cuts all connections, and ends what is answered, delayed, held or stalled. */
  @Override
  public void close() {
    try {
      relay.close();
      server.stop(0);
      threads.shutdownNow();
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("A request did not end within the time to close.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the comments API.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
